import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { STATUS } from '../../src/errors';
import { AnswerCache } from '../../src/server/answer-cache';
import { Metrics } from '../../src/seeing/metrics';
import type { Api } from '../../src/server/server';
import { auditFailures, beginnings, type RequestEnded, requests, type StatementBegins, type StatementEnded, statements } from '../../src/signals';
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
  metrics = new Metrics({ operations: new Set([KNOWN]), ready: async () => true, graph: () => watch.graph(), cache: () => cache.counts(), executions: () => busy, connections: 2 });
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
  requestId: 'r1', method: 'POST', route: '/graphql', role: 'anonymous', caller: null, operation: KNOWN, hash: null, cost: 40, statements: 3, kept: false, status: 200, outcome: 'OK', ms: 20, traceparent: null, ...more,
} satisfies RequestEnded);

test('requests are counted by what became of them, operations by the names that the server knows and no others', async () => {
  const before = await scrape();
  tell({ outcome: 'AMBIGUOUS_NAME', cost: null, statements: 0 });
  for (let at = 0; at < 300; at += 1) tell({ operation: `Mine${at}`, outcome: 'CYPHER_REFUSED', statements: 7 });
  for (let at = 0; at < 300; at += 1) tell({ route: `/anything${at}`, ms: 3_000 });
  const after = await scrape();
  expect(value(before, 'gazette_requests_total', { route: '/graphql', outcome: 'AMBIGUOUS_NAME' })).toBe(0);
  expect(value(after, 'gazette_requests_total', { route: '/graphql', outcome: 'AMBIGUOUS_NAME' })).toBe(1);
  expect(value(after, 'gazette_requests_total', { route: 'other', outcome: 'OK' })).toBe(300);
  expect(samples(after, 'gazette_requests_total')).toHaveLength(samples(before, 'gazette_requests_total').length + 1);
  expect(value(after, 'gazette_operations_total', { operation: KNOWN, outcome: 'AMBIGUOUS_NAME' })).toBe(1);
  expect(value(after, 'gazette_operations_total', { operation: 'other', outcome: 'CYPHER_REFUSED' })).toBe(300);
  expect(new Set(samples(after, 'gazette_operations_total').map(({ labels }) => labels.operation))).toEqual(new Set([KNOWN, 'other']));
  expect([value(after, 'gazette_request_statements_sum', { operation: KNOWN }), value(after, 'gazette_request_statements_count', { operation: KNOWN })]).toEqual([0, 1]);
});

test('what a request took and cost is measured, in seconds and in points', async () => {
  tell({ route: '/load', ms: 20, cost: 40 });
  tell({ route: '/load', ms: 3_000, cost: null });
  const after = await scrape();
  expect(['0.01', '0.025', '2.5', '5'].map((le) => value(after, 'gazette_request_duration_seconds_bucket', { route: '/load', le }))).toEqual([0, 1, 1, 2]);
  expect(value(after, 'gazette_request_duration_seconds_sum', { route: '/load' })).toBeCloseTo(3.02);
  expect([value(after, 'gazette_request_cost_points_count', { route: '/load' }), value(after, 'gazette_request_cost_points_sum', { route: '/load' })]).toEqual([1, 40]);
});

test('statements are measured by mode and outcome, and lines that the audit log could not take are counted', async () => {
  const before = await scrape();
  statements.publish({ mode: 'ANALYST', outcome: 'TIMEOUT', ms: 5_000, requestId: 'r1' } satisfies StatementEnded);
  auditFailures.publish({});
  for (let at = 0; at < 5; at += 1) beginnings.publish({ mode: 'READ' } satisfies StatementBegins);
  beginnings.publish({ mode: 'ANALYST' } satisfies StatementBegins);
  const after = await scrape();
  expect(['max', 'used', 'waiting'].map((what) => value(after, `gazette_connections_${what}`))).toEqual([2, 2, 3]);
  for (let at = 0; at < 5; at += 1) statements.publish({ mode: 'WRITE', outcome: 'OK', ms: 1, requestId: null } satisfies StatementEnded);
  const ended = await scrape();
  expect(['max', 'used', 'waiting'].map((what) => value(ended, `gazette_connections_${what}`))).toEqual([2, 0, 0]);
  expect(value(after, 'gazette_statement_duration_seconds_sum', { mode: 'ANALYST', outcome: 'TIMEOUT' })).toBe(5);
  expect((value(after, 'gazette_audit_failures_total') ?? 0) - (value(before, 'gazette_audit_failures_total') ?? NaN)).toBe(1);
});

test('what real requests come to is counted, by whichever way they are answered', async () => {
  const count = (families: Map<string, Family>, outcome: string): number => value(families, 'gazette_requests_total', { route: '/graphql', outcome }) ?? NaN;
  const before = await scrape();
  await ask('query UnitsThatNeverLead { graph { version } }');
  await ask('{ graph { version }');
  await fetch(`${api.url}/graphql?query=${encodeURIComponent('{ graph { version } }')}`, { headers: { 'apollo-require-preflight': 'yes' } });
  await fetch(`${api.url}/graphql`, { headers: { authorization: 'Bearer nothing' } });
  const after = await scrape();
  expect(['OK', 'GRAPHQL_PARSE_FAILED', 'UNAUTHENTICATED'].map((outcome) => count(after, outcome) - count(before, outcome))).toEqual([2, 1, 1]);
  expect(value(after, 'gazette_operations_total', { operation: KNOWN, outcome: 'OK' })).toBe(1);
});

test('the cache, what runs and what waits, the graph and the process are as they are at that moment', async () => {
  const before = await scrape();
  for (let at = 0; at < 3; at += 1) await ask('query Metered { graph { version } }');
  busy = { running: 4, waiting: 5 };
  const [after, { data }] = [await scrape(), await ask<{ graph: { version: string; loadedAt: string } }>('{ graph { version loadedAt } }')];
  const grown = (name: string): number => (value(after, name) ?? NaN) - (value(before, name) ?? NaN);
  expect(['gazette_cache_hits_total', 'gazette_cache_misses_total', 'gazette_cache_entries'].map(grown)).toEqual([2, 1, 1]);
  expect(grown('gazette_cache_bytes')).toBeGreaterThan(100);
  expect(['gazette_executions_running', 'gazette_executions_waiting', 'gazette_ready'].map((name) => value(after, name))).toEqual([4, 5, 1]);
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
  const counted = async (): Promise<number> => value(readExposition(await other.text()), 'gazette_requests_total', { route: '/load', outcome: 'TIMEOUT' }) ?? NaN;
  expect(await counted()).toBe(0);
  tell({ route: '/load', outcome: 'TIMEOUT' });
  expect(await counted()).toBe(1);
  other.stop();
  tell({ route: '/load', outcome: 'TIMEOUT' });
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

describe('what docs/ has ready for Prometheus and Grafana speaks of what is there', () => {
  const read = (name: string): string => readFileSync(join(__dirname, '../../docs', name), 'utf8');
  interface Panel { id: number; type: string; title: string; gridPos: { x: number; y: number; w: number; h: number }; datasource?: { uid: string }; targets?: { expr: string; datasource: { uid: string } }[] }
  const dashboard = JSON.parse(read('grafana/gazette-graph.json')) as { schemaVersion: number; panels: Panel[]; templating: { list: { name: string; definition?: string }[] } };
  const rules = (parseYaml(read('alerts.yaml')) as { groups: { rules: { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string } }[] }[] }).groups.flatMap(({ rules: own }) => own);
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');
  const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.+')));
  const page = read('operations.md');

  test('every name, label and code in an expression is one of a real scrape', async () => {
    tell();
    statements.publish({ mode: 'READ', outcome: 'OK', ms: 1, requestId: null } satisfies StatementEnded);
    const families = await scrape();
    const labelsOf = new Map<string, Set<string>>();
    for (const { name, labels } of [...families.values()].flatMap((family) => family.samples)) labelsOf.set(name, new Set([...labelsOf.get(name) ?? [], ...Object.keys(labels), 'instance', 'job']));
    for (const expr of [...shown, ...rules.map((rule) => rule.expr)]) {
      const used = metricsIn(expr);
      expect([expr, used.length]).not.toEqual([expr, 0]);
      for (const { name, labels } of used) {
        expect([expr, name, labelsOf.has(name)]).toEqual([expr, name, true]);
        for (const [label, values] of labels) {
          expect([expr, label, labelsOf.get(name)?.has(label)]).toEqual([expr, label, true]);
          if (label === 'outcome') for (const code of values.split('|')) expect([...Object.keys(STATUS), 'OK', 'GONE']).toContain(code);
        }
      }
      // A rate of what only grows, a quantile of buckets by their bound.
      for (const [, name = ''] of expr.matchAll(/(?:rate|increase)\((\w+)/g)) expect([expr, families.get(name.replace(/_(?:bucket|sum|count)$/, ''))?.type]).toEqual([expr, expect.stringMatching(/^(?:counter|histogram)$/)]);
      for (const [, of = ''] of expr.matchAll(/histogram_quantile\([\d.]+, sum by \(([^)]*)\) \(rate\(\w+_bucket/g)) expect(of).toMatch(/\ble\b/);
    }
  });

  test('the panels have their source by the dashboard’s variable, do not overlap, and are told apart', () => {
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(41);
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'instance']);
    for (const { datasource, targets = [], title } of panels) expect([title, datasource?.uid, ...new Set(targets.map((target) => target.datasource.uid))]).toEqual([title, '${datasource}', '${datasource}']);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) => Array.from({ length: w * h }, (_none, at) => `${x + at % w},${y + Math.floor(at / w)}`));
    expect(new Set(cells).size).toBe(cells.length);
  });

  test('docs/operations.md says what to do about every alert, what every number of ours means, and of no others', async () => {
    expect([...page.matchAll(/^### (Gazette\w+)$/gm)].map(([, name]) => name)).toEqual(rules.map(({ alert }) => alert));
    for (const { labels, annotations } of rules) expect([labels.severity, annotations.summary]).toEqual([expect.stringMatching(/^(?:page|ticket)$/), expect.stringMatching(/^\S.*\.$/)]);
    const own = [...(await scrape()).keys()].filter((name) => name.startsWith('gazette_')).sort();
    expect([...new Set([...page.matchAll(/^\| `(gazette_\w+)/gm)].map(([, name]) => name))].sort()).toEqual(own);
  });
});

/** The metrics of an expression of PromQL, each with the labels that are asked of it: what is no function, word, label, text or number. */
function metricsIn(expr: string): { name: string; labels: [string, string][] }[] {
  const plain = expr.replace(/\b(?:by|on|without|ignoring)\s*\([^)]*\)/g, '').replace(/\[[^\]]*\]/g, '');
  const found = [...plain.replace(/\{[^}]*\}/g, (selector) => '·'.repeat(selector.length)).matchAll(/(?<!\w)[a-z_]\w*\b(?!\s*\()/g)];
  return found.filter(([word]) => !['and', 'or', 'unless', 'bool'].includes(word)).map((match) => {
    const [name] = match;
    const asked = /^\{([^}]*)\}/.exec(plain.slice(match.index + name.length))?.[1] ?? '';
    return { name, labels: [...asked.matchAll(/(\w+)(?:=~|!~|!=|=)"([^"]*)"/g)].map(([, label = '', values = '']) => [label, values] as [string, string]) };
  });
}
