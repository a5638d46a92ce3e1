import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { Budget, type Budgets, sharedCounters } from '../../src/limits/budget';
import { readConfig } from '../../src/config';
import { AnswerCache } from '../../src/server/answer-cache';
import { addressBehind } from '../../src/server/visit';
import { freePort } from '../../src/runtime/platform';
import { GraphWatch } from '../../src/store/watch';
import { type Ask, served, startApiOn } from './world';
import { CHROMIUM } from './page';

/** What is refused because it is too much: of one request, of one caller, of all at once; and who may ask from a browser. */
const { database, ask } = served();
const { limits } = readConfig({});
const NO_END = 1e12;
const few = (anonymous: number): Budgets => ({ anonymous, reader: NO_END, analyst: NO_END, curator: NO_END });

interface Told { status: number; code?: string; headers: Headers }
async function send(url: string, query: string, headers: Record<string, string> = {}): Promise<Told> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
  return { status: response.status, code: /"code":"(\w+)"/.exec(await response.text())?.[1], headers: response.headers };
}

describe('one request', () => {
  const costIn = (text: string): unknown => (JSON.parse(text) as { extensions?: { cost?: unknown } }).extensions?.cost;
  test('says what it cost and what it may cost, however it is answered', async () => {
    expect(costIn((await ask('{ tasks(first: 7) { nodes { id } } }')).text)).toEqual({ requested: 8, limit: limits.cost });
    expect(costIn((await ask('query ($n: Int) { tasks(first: $n) { nodes { id } } }', { n: 3 })).text)).toEqual({ requested: 4, limit: limits.cost });
    expect(costIn((await ask('{ tasks(first: 0) { nodes { id } } graph { version } }')).text)).toEqual({ requested: 2, limit: limits.cost });
  });
  test('that may come to too much is refused before anything is asked, and says how much that is', async () => {
    const answer = await ask('{ units(first: 100) { nodes { responsibilities(first: 100) { nodes { party { ... on Unit { responsibilities(first: 100) { nodes { id } } } } } } } } }');
    expect([answer.status, answer.errors?.[0]?.extensions.code, costIn(answer.text)]).toEqual([400, 'TOO_COSTLY', { requested: 1_030_201, limit: limits.cost }]);
    expect(answer.errors?.[0]?.message).toContain('1030201 points, the limit is 200000');
  });
  test.each([
    ['aliases', `{ ${Array.from({ length: 101 }, (_, at) => `a${at}: __typename`).join(' ')} }`, 'TOO_COSTLY', /at most 100 aliases/],
    ['aliases below a field', `{ tasks { nodes { ${Array.from({ length: 101 }, (_, at) => `a${at}: id`).join(' ')} } } }`, 'TOO_COSTLY', /at most 100 aliases/],
    ['tokens', `{ tasks { nodes { ${'id '.repeat(4_000)} } } }`, 'GRAPHQL_PARSE_FAILED', /4000 tokens/],
    ['fragments that double each time', `{ tasks { nodes { ...F0 } } } ${Array.from({ length: 40 }, (_, at) => `fragment F${at} on Task { id ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F40 on Task { id name }`, 'GRAPHQL_VALIDATION_FAILED', /recursive selection|too many/i],
  ])('with too many %s is refused at once', async (_what, query, code, message) => {
    const begun = Date.now();
    const answer = await ask(query);
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, code]);
    expect(answer.errors?.[0]?.message).toMatch(message);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});

describe('one caller', () => {
  let stop: (() => Promise<void>) | undefined;
  let asked: Ask;
  let url: string;
  const serve = async (budgets: Budgets, more: Parameters<typeof startApiOn>[2] = {}): Promise<void> => {
    const started = await startApiOn(database.store, undefined, { budgets, ...more });
    [stop, asked, url] = [started.api.stop, started.ask, started.api.url];
  };
  afterEach(async () => stop?.());

  test('spends a budget, is told at every step how it stands, and then when to come back', async () => {
    await serve(few(50));
    const first = await send(url, '{ tasks(first: 29) { nodes { id } } }');
    expect(['limit', 'remaining'].map((name) => first.headers.get(`ratelimit-${name}`))).toEqual(['50', '20']);
    const more = await send(url, '{ tasks(first: 29) { nodes { id } } }', { accept: 'application/json' });
    expect([more.status, more.code, more.headers.get('ratelimit-remaining')]).toEqual([429, 'RATE_LIMITED', '19']);
    expect(Number(more.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(more.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    const wrong = await send(url, '{ nonsense');
    expect([wrong.status, wrong.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
    // 19 - 10 for what was wrong.
    expect((await send(url, '{ graph { version } }')).headers.get('ratelimit-remaining')).toBe('8');
    for (let left = 8; left > 0; left -= 1) expect((await send(url, '{ graph { version } }')).status).toBe(200);
    expect([await send(url, '{ nonsense'), await send(url, '{ graph { version } }')].map(({ status, code }) => [status, code])).toEqual([[429, 'RATE_LIMITED'], [429, 'RATE_LIMITED']]);
    expect((await fetch(`${url}/export/tasks.csv`)).status).toBe(429);
    expect((await fetch(`${url}/EXPORT/tasks.csv`)).status).toBe(404);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
  test('pays for an export what it takes, and much for a key that is none', async () => {
    await serve(few(10_000));
    const remaining = async (path: string, headers: Record<string, string> = {}): Promise<string | null> => {
      const response = await fetch(`${url}${path}`, { headers });
      await response.text();
      return response.headers.get('ratelimit-remaining');
    };
    expect([await remaining('/export/people.csv'), await remaining('/export/people.csv', { authorization: 'Bearer nonsense' }), await remaining('/export/people.csv')]).toEqual(['5000', '4000', '4000']);
  });
  test('pays one point for what was kept', async () => {
    const watch = GraphWatch.of(database.store);
    await serve(few(50), { watch, cache: new AnswerCache(watch) });
    const remaining: (string | null)[] = [];
    for (let times = 0; times < 3; times += 1) remaining.push((await send(url, '{ tasks(first: 9) { nodes { id } } }')).headers.get('ratelimit-remaining'));
    expect(remaining).toEqual(['40', '39', '38']);
    expect((await asked('{ tasks(first: 9) { nodes { id } } }')).text).toContain('"cost":{"requested":10,');
  });
  test('is who a trusted proxy says it is, and nobody else can say so', async () => {
    await serve(few(1), { addressOf: addressBehind(['loopback']) });
    const from = (address: string): Promise<number> => send(url, '{ graph { version } }', { 'x-forwarded-for': address }).then(({ status }) => status);
    expect([await from('198.51.100.7'), await from('198.51.100.7'), await from('198.51.100.8'), await from('203.0.113.1, 198.51.100.8')]).toEqual([200, 429, 200, 429]);
    await stop?.();
    await serve(few(1));
    expect([await from('198.51.100.7'), await from('198.51.100.8')]).toEqual([200, 429]);
  });
});

test('too many at once wait in a short queue, and the rest is OVERLOADED and told when to come back', async () => {
  const { api } = await startApiOn(database.store, undefined, { limits: { ...limits, executions: 1, waiting: 2, waitMs: 10_000 } });
  try {
    const told = await Promise.all(Array.from({ length: 12 }, () => send(api.url, '{ dependencyAudit(statuses: [REPEALED]) { totalCount } }', { accept: 'application/json' })));
    const answered = told.filter(({ status }) => status === 200).length;
    expect(answered).toBeGreaterThanOrEqual(3);
    const refused = told.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    expect([...new Set(refused.map(({ status, code, headers }) => `${status} ${code} ${headers.get('retry-after')}`))]).toEqual(['503 OVERLOADED 1']);
    expect((await send(api.url, '{ graph { version } }')).status).toBe(200);
  } finally {
    await api.stop();
  }
});

const REDIS = '/usr/bin/redis-server';
const withRedis = existsSync(REDIS);
if (!withRedis) console.warn(`LEFT OUT: budgets of several copies need ${REDIS} (apt-get install -y redis-server)`);
(withRedis ? describe : describe.skip)('budgets of several copies', () => {
  let redis: ChildProcess, url: string;
  const said: string[] = [];
  const budgets = few(10);
  const open: Budget[] = [];
  const copy = (): Budget => {
    const made = new Budget(budgets, sharedCounters(budgets, url, (line) => said.push(line)));
    open.push(made);
    return made;
  };
  const ready = async (): Promise<void> => {
    // The client connects on its own time: a copy that counts by itself says so.
    for (let tries = 0; tries < 100; tries += 1) {
      const [one, two] = [copy(), copy()];
      await new Promise((resolve) => setTimeout(resolve, 50));
      const key = `probe ${tries}`;
      await one.take('anonymous', key, 1);
      if ((await two.take('anonymous', key, 1)).remaining === 8) return;
    }
    throw new Error('the store of budgets never answered');
  };
  beforeAll(async () => {
    const port = await freePort();
    url = `redis://127.0.0.1:${port}`;
    redis = spawn(REDIS, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    await ready();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(open.map((budget) => budget.close()));
    redis.kill('SIGKILL');
  });
  test('are one budget, and each its own, said once, while the store is frozen or away', async () => {
    const [one, two] = open.slice(-2) as [Budget, Budget];
    expect((await one.take('anonymous', 'a', 4)).remaining).toBe(6);
    expect((await two.take('anonymous', 'a', 4)).remaining).toBe(2);
    await expect(one.take('anonymous', 'a', 3)).rejects.toThrow('no points left');
    expect((await two.take('anonymous', 'a', 2)).remaining).toBe(0);
    said.length = 0;
    redis.kill('SIGSTOP');
    const begun = Date.now();
    expect((await one.take('anonymous', 'a', 4)).remaining).toBe(6);
    for (let times = 0; times < 6; times += 1) await one.take('anonymous', 'a', 1);
    await expect(one.take('anonymous', 'a', 1)).rejects.toThrow('no points left');
    expect(Date.now() - begun).toBeLessThan(2_000);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^GAZETTE_REDIS_URL: .* by itself/);
    redis.kill('SIGCONT');
    redis.kill('SIGKILL');
    expect((await two.take('anonymous', 'a', 4)).remaining).toBe(6);
  });
});

describe('a page of another origin', () => {
  let page: Server, origin: string;
  beforeAll(async () => {
    page = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end('<!doctype html><title>another</title>'));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  });
  afterAll(() => void page.close());
  test('may ask from a browser where it is named, with a key too, and reads what it may; elsewhere it may not', async () => {
    const allowed = await startApiOn(database.store, undefined, { origins: [origin] });
    const refused = await startApiOn(database.store, undefined, { origins: ['https://somebody.example'] });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const tab = await browser.newPage();
      await tab.goto(origin);
      const asking = (url: string, headers: Record<string, string> = {}): Promise<string> => tab.evaluate(async ([address, more]) => {
        try {
          const response = await fetch(`${address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...more }, body: '{"query":"{ graph { version } }"}' });
          return `${response.status} ${response.headers.get('ratelimit-limit') !== null} ${response.headers.get('x-request-id') !== null}`;
        } catch (error) {
          return (error as Error).name;
        }
      }, [url.replace('localhost', '127.0.0.1'), headers] as const);
      expect(await asking(allowed.api.url)).toBe('200 true true');
      expect(await asking(allowed.api.url, { authorization: 'Bearer nonsense' })).toBe('401 true true');
      expect(await asking(refused.api.url)).toBe('TypeError');
    } finally {
      await browser.close();
      await Promise.all([allowed.api.stop(), refused.api.stop()]);
    }
  }, 60_000);
  test('nobody is allowed when none is named, and only what is named when some are', async () => {
    const headersFor = async (origins: string[]): Promise<(string | null)[]> => {
      const { api } = await startApiOn(database.store, undefined, { origins });
      const { headers } = await fetch(`${api.url}/graphql`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
      await api.stop();
      return [headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')];
    };
    expect([await headersFor([]), await headersFor(['https://somebody.example']), await headersFor([origin]), await headersFor(['*'])]).toEqual([[null, null], [null, null], [origin, null], ['*', null]]);
  });
});

test('a header, a length and a method that are none are refused without a word of what is behind', async () => {
  const { api } = await startApiOn(database.store);
  const port = Number(new URL(api.url).port);
  const raw = (options: object, body?: string): Promise<[number, string]> => new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', ...options }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('end', () => resolve([response.statusCode ?? 0, text]));
    });
    sent.on('error', reject);
    sent.end(body);
  });
  try {
    const type = { 'content-type': 'application/json' };
    for (const [options, body, statuses] of [
      [{ headers: { ...type, 'content-encoding': 'br' } }, 'not brotli', [400, 415]], [{ headers: { 'content-type': 'application/json; charset=utf-32' } }, '{}', [400, 415]],
      [{ headers: { 'content-type': 'text/plain' } }, '{"query":"{ graph { version } }"}', [400, 415]], [{ headers: type }, '"text"', [400]], [{ headers: type }, '[]', [400]], [{ headers: type }, '{"query":1}', [400]], [{ headers: type }, '{"query":"{ graph { version } }","operationName":"none"}', [400]],
      [{ headers: type }, '{"__proto__":{"query":"{ graph { version } }"}}', [400]], [{ headers: type }, `{"query":"{ graph { version } }","variables":${JSON.stringify({ a: 'x'.repeat(200_000) })}}`, [413]],
      [{ method: 'DELETE' }, undefined, [400, 405]], [{ path: '/graphql?query=%FF', method: 'GET', headers: { 'apollo-require-preflight': '1' } }, undefined, [400]],
    ] as [object, string | undefined, number[]][]) {
      const [status, text] = await raw(options, body);
      expect([statuses, body?.slice(0, 60), text]).toEqual([expect.arrayContaining([status]), body?.slice(0, 60), text]);
      expect(text).not.toMatch(/MATCH|neo4j|\.ts:|node_modules|stack/i);
    }
  } finally {
    await api.stop();
  }
});
