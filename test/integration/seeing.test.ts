import { AnswerCache } from '../../src/server/answer-cache';
import { Metrics } from '../../src/seeing/metrics';
import type { Api } from '../../src/server/server';
import { auditFailures, type RequestEnded, requests, type StatementEnded, statements } from '../../src/signals';
import { Store } from '../../src/store/store';
import { GraphWatch } from '../../src/store/watch';
import { type Family, readExposition, type Sample } from './exposition';
import { type Ask, served, startApiOn } from './world';

/** /metrics of a real server, read as Prometheus reads it. */
const { database } = served();
const KNOWN = 'UnitsThatNeverLead';
let metrics: Metrics, api: Api, ask: Ask;
let busy = { running: 0, waiting: 0 };

beforeAll(async () => {
  const watch = GraphWatch.of(database.store);
  const cache = new AnswerCache(watch);
  metrics = new Metrics({ operations: new Set([KNOWN]), ready: async () => true, graph: () => watch.graph(), cache: () => cache.counts(), executions: () => busy, connections: () => ({ used: 1, idle: 2, waiting: 3 }) });
  ({ api, ask } = await startApiOn(database.store, undefined, { watch, cache, metrics }));
});
afterAll(async () => {
  await api?.stop();
  metrics?.stop();
});

const scrape = async (): Promise<Map<string, Family>> => {
  const response = await fetch(`${api.url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return readExposition(await response.text());
};
const samples = (families: Map<string, Family>, name: string, labels: Record<string, string> = {}): Sample[] =>
  [...families.values()].flatMap((family) => family.samples).filter((sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value));
const value = (families: Map<string, Family>, name: string, labels: Record<string, string> = {}): number | undefined => samples(families, name, labels)[0]?.value;

/** Told as a server tells it, of what the requests of these tests are not. */
const tell = (more: Partial<RequestEnded> = {}): void => requests.publish({
  requestId: 'r1', method: 'POST', route: '/load', role: 'anonymous', caller: null, operation: KNOWN, hash: null, cost: 40, statements: 3, kept: false, status: 200, outcome: 'OK', ms: 20, traceparent: null, ...more,
} satisfies RequestEnded);

test('requests are counted by what became of them, with the names that the server knows and no others', async () => {
  const before = await scrape();
  tell();
  tell({ outcome: 'RATE_LIMITED', cost: null, statements: 0 });
  for (let at = 0; at < 300; at += 1) tell({ operation: `Mine${at}`, route: `/anything${at}`, ms: 3_000 });
  const after = await scrape();
  expect(value(after, 'gazette_requests_total', { route: '/load', operation: KNOWN, outcome: 'OK' })).toBe(1);
  expect(value(after, 'gazette_requests_total', { route: '/load', operation: KNOWN, outcome: 'RATE_LIMITED' })).toBe(1);
  expect(value(after, 'gazette_requests_total', { route: 'other', operation: 'other', outcome: 'OK' })).toBe(300);
  expect(samples(after, 'gazette_requests_total').length).toBeLessThan(samples(before, 'gazette_requests_total').length + 10);
  expect([value(after, 'gazette_request_duration_seconds_bucket', { route: '/load', le: '0.01' }), value(after, 'gazette_request_duration_seconds_bucket', { route: '/load', le: '0.025' })]).toEqual([0, 2]);
  expect(value(after, 'gazette_request_duration_seconds_sum', { route: 'other' })).toBeCloseTo(900);
  expect([value(after, 'gazette_request_cost_points_count', { route: '/load' }), value(after, 'gazette_request_cost_points_sum', { route: '/load' })]).toEqual([1, 40]);
  expect(value(after, 'gazette_request_statements_sum', { operation: KNOWN })).toBe(3);
});

test('statements are measured by mode and outcome, and lines that the audit log could not take are counted', async () => {
  const before = await scrape();
  statements.publish({ mode: 'ANALYST', outcome: 'TIMEOUT', ms: 5_000, requestId: 'r1' } satisfies StatementEnded);
  auditFailures.publish({});
  const after = await scrape();
  expect(value(after, 'gazette_statement_duration_seconds_sum', { mode: 'ANALYST', outcome: 'TIMEOUT' })).toBe(5);
  expect((value(after, 'gazette_audit_failures_total') ?? 0) - (value(before, 'gazette_audit_failures_total') ?? NaN)).toBe(1);
});

test('the cache, what runs and what waits, the graph and the process are as they are at that moment', async () => {
  const before = await scrape();
  for (let at = 0; at < 3; at += 1) await ask('query Metered { graph { version } }');
  busy = { running: 4, waiting: 5 };
  const [after, { data }] = [await scrape(), await ask<{ graph: { version: string; loadedAt: string } }>('{ graph { version loadedAt } }')];
  const grown = (name: string): number => (value(after, name) ?? NaN) - (value(before, name) ?? NaN);
  expect(['gazette_cache_hits_total', 'gazette_cache_misses_total', 'gazette_cache_entries'].map(grown)).toEqual([2, 1, 1]);
  expect(grown('gazette_cache_bytes')).toBeGreaterThan(100);
  expect(['gazette_executions_running', 'gazette_executions_waiting', 'gazette_connections_used', 'gazette_connections_idle', 'gazette_connections_waiting', 'gazette_ready'].map((name) => value(after, name))).toEqual([4, 5, 1, 2, 3, 1]);
  expect(samples(after, 'gazette_graph_info')).toEqual([{ name: 'gazette_graph_info', labels: { version: data.graph.version }, value: 1 }]);
  const age = (Date.now() - Date.parse(data.graph.loadedAt)) / 1_000;
  expect(Math.abs((value(after, 'gazette_graph_age_seconds') ?? NaN) - age)).toBeLessThan(5);
  expect(value(after, 'gazette_graph_unseen_seconds')).toBeLessThan(5);
  expect(value(after, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(value(after, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
});

test('a database that does not answer is seen as that, soon, and what was last seen of the graph stays', async () => {
  let answers = true;
  const own = new Metrics({ operations: new Set(), ready: () => (answers ? Promise.resolve(true) : Promise.reject(new Error('gone'))), graph: () => (answers ? Promise.resolve({ version: 'v"1\\', loadedAt: '2026-01-01T00:00:00Z' }) : new Promise(() => undefined)) });
  try {
    const read = async (): Promise<Map<string, Family>> => readExposition(await own.text());
    expect(value(await read(), 'gazette_ready')).toBe(1);
    answers = false;
    const begun = Date.now();
    const after = await read();
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect([value(after, 'gazette_ready'), samples(after, 'gazette_graph_info')[0]?.labels]).toEqual([0, { version: 'v"1\\' }]);
    expect(value(after, 'gazette_graph_unseen_seconds')).toBeGreaterThan(0.9);
    expect(samples(after, 'gazette_cache_entries')).toEqual([]);
  } finally {
    own.stop();
  }
});

test('several servers in a process count each for themselves, and one that stopped counts no more', async () => {
  const other = new Metrics({ operations: new Set([KNOWN]), ready: async () => true, graph: async () => undefined });
  const counted = async (): Promise<number> => value(readExposition(await other.text()), 'gazette_requests_total', { outcome: 'TIMEOUT' }) ?? 0;
  expect(await counted()).toBe(0);
  tell({ outcome: 'TIMEOUT' });
  expect(await counted()).toBe(1);
  other.stop();
  tell({ outcome: 'TIMEOUT' });
  expect(await counted()).toBe(1);
});

test('a server without metrics has no such address', async () => {
  const store = new Store();
  const { api: without } = await startApiOn(store);
  try {
    expect((await fetch(`${without.url}/metrics`)).status).toBe(404);
  } finally {
    await without.stop();
  }
});
