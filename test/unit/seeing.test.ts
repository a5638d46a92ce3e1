import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { AuditLog } from '../../src/access/audit-log';
import { readConfig } from '../../src/config';
import { STATUS } from '../../src/errors';
import { MOST, STRETCH_MS } from '../../src/seeing/bound';
import { listen } from '../../src/seeing/listen';
import { makeLog } from '../../src/seeing/log';
import { see } from '../../src/seeing/see';
import { auditFailures, type RequestEnded, requests, type StatementEnded, statements } from '../../src/signals';

/** What an operator sees of requests and statements: lines and traces; the numbers are looked at in test/integration/seeing.test.ts. */
const QUIET = makeLog('silent');
const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  jest.useRealTimers();
  for (const stop of stops.splice(0).reverse()) await stop();
});

const request = (more: Partial<RequestEnded> = {}): RequestEnded => ({
  requestId: 'r1', method: 'POST', route: '/graphql', role: 'anonymous', caller: null, operation: 'TasksAtAPlace', hash: 'ab'.repeat(32), cost: 21, statements: 1, kept: false, status: 200, outcome: 'OK', ms: 12.345, traceparent: null, ...more,
});
const statement = (more: Partial<StatementEnded> = {}): StatementEnded => ({ mode: 'READ', outcome: 'OK', ms: 4, requestId: 'r1', ...more });

describe('the log', () => {
  type Line = Record<string, unknown>;
  async function logging(level: Parameters<typeof makeLog>[0]): Promise<{ lines: () => Line[]; stop: () => Promise<void> }> {
    const written: string[] = [];
    const { stop } = await see({ log: makeLog(level, new Writable({ write: (chunk: Buffer, _encoding, done) => { written.push(chunk.toString()); done(); } })) });
    stops.push(stop);
    return { stop, lines: () => written.join('').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line) };
  }

  test('says of a request who asked what, what it took and what became of it, and nothing else', async () => {
    const { lines } = await logging('debug');
    requests.publish(request({ traceparent: '00-secret' }));
    const [line] = lines();
    expect(line).toEqual({ time: expect.any(Number), pid: process.pid, hostname: hostname(), level: 20, name: 'gazette-graph', msg: 'request', requestId: 'r1', method: 'POST', route: '/graphql', role: 'anonymous', caller: null, operation: 'TasksAtAPlace', hash: 'ab'.repeat(32), cost: 21, statements: 1, kept: false, status: 200, outcome: 'OK', ms: 12.3 });
  });

  test('by itself it tells of no answer, of refusals as news, of what we cannot do as warnings, and of our own faults as errors', async () => {
    const { lines } = await logging('info');
    const outcomes = ['OK', 'GONE', ...Object.keys(STATUS)] as RequestEnded['outcome'][];
    for (const outcome of outcomes) requests.publish(request({ outcome }));
    const levels = Object.fromEntries(lines().map(({ outcome, level }) => [outcome as string, level]));
    expect(levels).toMatchObject({ GONE: 30, RATE_LIMITED: 30, UNAUTHENTICATED: 30, TOO_COSTLY: 30, OVERLOADED: 40, STORE_UNAVAILABLE: 40, TIMEOUT: 40, INTERNAL: 50 });
    expect(Object.keys(levels).sort()).toEqual(outcomes.filter((outcome) => outcome !== 'OK').sort());
  });

  test('a flood is a few lines of each sort, then one that says how many there were', async () => {
    jest.useFakeTimers({ doNotFake: ['Date', 'performance'] });
    const { lines } = await logging('info');
    for (let at = 0; at < 5_000; at += 1) requests.publish(request({ outcome: 'GRAPHQL_PARSE_FAILED', operation: 'x'.repeat(5_000) }));
    requests.publish(request({ outcome: 'INTERNAL' }));
    expect(lines()).toHaveLength(MOST + 1);
    expect(JSON.stringify(lines()).length).toBeLessThan(MOST * 600);
    jest.advanceTimersByTime(STRETCH_MS);
    expect(lines().slice(MOST + 1)).toEqual([expect.objectContaining({ outcome: 'GRAPHQL_PARSE_FAILED', leftOut: 5_000 - MOST, level: 30 })]);
    requests.publish(request({ outcome: 'GRAPHQL_PARSE_FAILED' }));
    expect(lines()).toHaveLength(MOST + 3);
  });

  test('when it stops it says what it left out, and hears no more', async () => {
    const { lines, stop } = await logging('info');
    for (let at = 0; at <= MOST; at += 1) requests.publish(request({ outcome: 'TIMEOUT' }));
    await stop();
    expect(lines().at(-1)).toMatchObject({ outcome: 'TIMEOUT', leftOut: 1 });
    const before = lines().length;
    requests.publish(request({ outcome: 'INTERNAL' }));
    expect(lines()).toHaveLength(before);
  });

  test('an error is told without what a caller sent with it', () => {
    const written: string[] = [];
    const log = makeLog('info', new Writable({ write: (chunk: Buffer, _encoding, done) => { written.push(chunk.toString()); done(); } }));
    log.error({ requestId: 'r1', err: Object.assign(new Error('went wrong'), { body: 'my-body', source: 'my-source', headers: { authorization: 'Bearer my-key' }, cause: Object.assign(new Error('below'), { parameters: 'my-parameters' }) }) }, 'request failed');
    expect(written.join('')).toContain('went wrong');
    expect(written.join('')).not.toMatch(/my-/);
  });
});

test('what goes wrong in hearing of a request does not end the process that served it', async () => {
  const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const heard: unknown[] = [];
  stops.push(listen(requests, () => { throw new Error('mine'); }), listen(requests, (told) => heard.push(told)), () => warned.mockRestore());
  requests.publish(request());
  requests.publish(request());
  await new Promise((resolve) => setImmediate(resolve));
  expect([heard.length, warned.mock.calls]).toEqual([2, [[expect.objectContaining({ message: 'mine' })]]]);
});

test('a line that the audit log cannot take is told of, and still an error', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const audit = new AuditLog(join(folder, 'audit.log'));
  rmSync(folder, { recursive: true });
  let told = 0;
  stops.push(listen(auditFailures, () => { told += 1; }));
  expect(() => audit.record({ action: 'cypher', requestId: 'r1', role: 'analyst', caller: 'a-name', outcome: 'OK' })).toThrow(/ENOENT/);
  expect(told).toBe(1);
});

test.each([
  ['GAZETTE_LOG_LEVEL', 'loud', /give one of debug, info/], ['GAZETTE_METRICS', 'yes', /give on or off/], ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', /give an address such as/],
  ['OTEL_SERVICE_NAME', '', /give a name/], ['OTEL_TRACES_SAMPLER_ARG', '2', /from 0 to 1/], ['OTEL_TRACES_SAMPLER_ARG', '', /from 0 to 1/],
])('%s=%s stops the start and says what to give', (variable, value, repair) => {
  expect(() => readConfig({ [variable]: value })).toThrow(new RegExp(`^${variable}: .*${repair.source}`));
});

test('traces are configured by their endpoint alone', () => {
  expect(readConfig({ OTEL_SERVICE_NAME: 'x' }).traces).toBeUndefined();
  expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_SAMPLER_ARG: '0.25' }).traces).toEqual({ endpoint: 'http://127.0.0.1:4318', service: 'gazette-graph', ratio: 0.25 });
});

describe('traces', () => {
  type Attribute = { key: string; value: { stringValue?: string; intValue?: number; boolValue?: boolean } };
  type Exported = { name: string; kind: number; traceId: string; spanId: string; parentSpanId?: string; startTimeUnixNano: string; endTimeUnixNano: string; attributes: Attribute[]; status: { code: number } };

  /** What takes OTLP over HTTP, as a collector does. */
  async function collector(): Promise<{ endpoint: string; spans: () => Exported[]; text: () => string; asked: () => string[] }> {
    const [bodies, asked] = [[] as string[], [] as string[]];
    const server: Server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      asked.push(`${incoming.method} ${incoming.url} ${incoming.headers['content-type']}`);
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { bodies.push(Buffer.concat(chunks).toString()); response.setHeader('content-type', 'application/json').end('{}'); });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }));
    const spans = (): Exported[] => bodies.flatMap((body) => (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Exported[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, spans, text: () => bodies.join(''), asked: () => asked };
  }
  const attributes = ({ attributes: all }: Exported): Record<string, unknown> => Object.fromEntries(all.map(({ key, value }) => [key, Object.values(value)[0]]));

  test('a request is a span that goes on with its caller’s trace, its statements are spans below it, all with their own times', async () => {
    const { endpoint, spans, text, asked } = await collector();
    const { stop } = await see({ log: QUIET, traces: { endpoint, service: 'a-test', ratio: 1, delayMs: 60_000 } });
    const [traceId, callersSpan] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
    statements.publish(statement({ ms: 4 }));
    statements.publish(statement({ ms: 2, outcome: 'TIMEOUT' }));
    statements.publish(statement({ requestId: null }));
    requests.publish(request({ caller: 'a-name', status: 504, outcome: 'TIMEOUT', traceparent: `00-${traceId}-${callersSpan}-01` }));
    // Told at the end, within the time for it.
    await stop();
    expect(asked()).toEqual(['POST /v1/traces application/json']);
    const [server, ...children] = spans().sort((a, b) => a.kind - b.kind);
    if (!server) throw new Error('nothing was exported');
    expect(server).toMatchObject({ name: 'POST /graphql', kind: 2, traceId, parentSpanId: callersSpan, status: { code: 2 } });
    expect(attributes(server)).toEqual({
      'http.request.method': 'POST', 'http.route': '/graphql', 'url.path': '/graphql', 'url.scheme': 'http', 'http.response.status_code': 504, 'graphql.operation.type': 'query', 'graphql.operation.name': 'TasksAtAPlace', 'error.type': 'TIMEOUT',
      'gazette.request_id': 'r1', 'gazette.role': 'anonymous', 'gazette.outcome': 'TIMEOUT', 'gazette.kept': false, 'gazette.cost': 21, 'gazette.operation.hash': 'ab'.repeat(32),
    });
    const took = (span: Exported): number => Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6;
    expect(took(server)).toBeCloseTo(12.345, 1);
    expect(children.map((child) => [child.name, child.kind, child.traceId, child.parentSpanId, Math.round(took(child)), attributes(child)['error.type']])).toEqual([
      ['neo4j READ', 3, traceId, server.spanId, 4, undefined], ['neo4j READ', 3, traceId, server.spanId, 2, 'TIMEOUT'],
    ]);
    expect(text()).toContain('a-test');
    expect(text()).not.toContain('a-name');
  });

  test.each([
    ['a caller that records nothing', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00', 1, 0],
    ['a caller that sends nonsense', '00-00000000000000000000000000000000-00f067aa0ba902b7-01', 1, 1],
    ['a caller that sends a great deal', `00-${'4'.repeat(9_000)}`, 1, 1],
    ['no caller’s trace, and none is to be recorded', null, 0, 0],
  ])('%s', async (_name, traceparent, ratio, count) => {
    const { endpoint, spans } = await collector();
    const { stop } = await see({ log: QUIET, traces: { endpoint, service: 'a-test', ratio, delayMs: 60_000 } });
    requests.publish(request({ traceparent }));
    await stop();
    expect(spans()).toHaveLength(count);
    for (const span of spans()) expect(span.parentSpanId).toBeUndefined();
  });

  test('a collector that is away, or never answers, holds nobody up, and the end only for its bounded time', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise<void>((resolve) => { silent.close(() => resolve()); silent.closeAllConnections(); }));
    const endpoints = ['http://127.0.0.1:1', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`];
    const seeing = await Promise.all(endpoints.map((endpoint) => see({ log: QUIET, traces: { endpoint, service: 'a-test', ratio: 1, delayMs: 1 } })));
    for (let at = 0; at < 2_500; at += 1) {
      statements.publish(statement({ requestId: `r${at}` }));
      requests.publish(request({ requestId: `r${at}` }));
    }
    const begun = performance.now();
    await Promise.all(seeing.map(({ stop }) => stop()));
    expect(performance.now() - begun).toBeLessThan(8_000);
  });
});
