import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect } from 'node:net';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema } from 'graphql';
import pino from 'pino';
import { RequestContext } from '../../src/query/context';
import { type Api, startApi } from '../../src/server/server';
import type { Visit } from '../../src/server/visit';
import { type RequestEnded, type StatementEnded } from '../../src/signals';
import { AnalystStore } from '../../src/store/analyst';
import { Store } from '../../src/store/store';
import { served, SHARED, usual } from './world';

/** A client that does not wait for its answer has its work ended in the database, at once and without a trace in the log. */
const { database } = served();
const SLOW = 'UNWIND range(1, 1000000000) AS a WITH a WHERE a = -1 RETURN count(*) AS count /* slow */';
const address = (): { uri: string; user: string; password: string } => JSON.parse(process.env[SHARED] ?? '') as { uri: string; user: string; password: string };

const running = async (): Promise<number> => {
  const rows = await database.store.run("SHOW TRANSACTIONS YIELD currentQuery AS query WHERE query CONTAINS '/* slow */' AND NOT query CONTAINS 'SHOW' RETURN count(*) AS count");
  return rows[0]?.count as number;
};
async function until(holds: () => Promise<boolean> | boolean, milliseconds: number): Promise<number> {
  const began = performance.now();
  while (!await holds()) {
    if (performance.now() - began > milliseconds) throw new Error(`not within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - began;
}

let api: Api;
const analysts = new AnalystStore();
const told: StatementEnded[] = [];
const logged: string[] = [];
const contexts: RequestContext[] = [];
const listen = (message: unknown): void => { told.push(message as StatementEnded); };
beforeAll(async () => {
  subscribe('gazette-graph:statement', listen);
  const { uri, user, password } = address();
  await analysts.connect(uri, user, password);
  const slowly = (field: (context: RequestContext) => Promise<unknown>) => ({ type: GraphQLInt, resolve: (_root: unknown, _args: unknown, context: RequestContext) => field(context).then(() => 1) });
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: {
    slow: slowly(({ store }) => store.run(SLOW)),
    thenMore: slowly(async ({ store }) => { await store.run(SLOW).catch(() => undefined); return store.run('RETURN 1 /* more */'); }),
    analyst: slowly(({ store }) => analysts.ask(SLOW, {}, () => undefined, store)),
  } }) });
  api = await startApi({
    schema, readiness: async () => 'ready', host: '127.0.0.1', port: 0, log: pino({ level: 'info' }, { write: (line: string) => { logged.push(line); } }),
    ...usual(), context: (visit) => {
      const context = new RequestContext(database.store.reading(visit), visit);
      contexts.push(context);
      return context;
    },
  });
});
beforeEach(() => { for (const list of [told, logged, contexts]) list.length = 0; });
afterAll(async () => {
  unsubscribe('gazette-graph:statement', listen);
  await api.stop();
  await analysts.close();
});

const POST = { method: 'POST', headers: { 'content-type': 'application/json' } };
test.each([
  ['a plain request', '{ slow }', POST],
  ['one that goes through Express', '{ slow }', { ...POST, headers: { ...POST.headers, 'content-type': 'application/json; a=b' } }],
  ['one of several statements at once', '{ a: slow b: slow c: slow }', POST],
  ['one that would go on asking', '{ thenMore }', POST],
  ["an analyst's", '{ analyst }', POST],
])('%s: ended long before it would end by itself', async (_name, query, how) => {
  const leaving = new AbortController();
  const answer = fetch(`${api.url}/graphql`, { ...how, body: JSON.stringify({ query }), signal: leaving.signal }).catch((error: Error) => error.name);
  await until(async () => (await running()) === (query.includes('c:') ? 3 : 1), 5_000);
  leaving.abort();
  expect(await answer).toBe('AbortError');
  expect(await until(async () => (await running()) === 0, 5_000)).toBeLessThan(3_000);
  const mine = (): StatementEnded[] => told.filter(({ requestId }) => requestId === contexts[0]?.caller.requestId);
  const sent = { '{ analyst }': 2, '{ a: slow b: slow c: slow }': 3 }[query] ?? 1;
  await until(() => mine().length === sent, 5_000);
  expect(mine().map(({ mode, outcome }) => `${mode} ${outcome}`)).toEqual(query === '{ analyst }' ? ['ANALYST OK', 'ANALYST GONE'] : Array.from({ length: sent }, () => 'READ GONE'));
  expect((contexts[0]?.caller as Visit).statements).toBe(sent);
  expect(logged).toEqual([]);
});

test('requests that were sent without waiting for an answer: all of them, and each is told', async () => {
  const ended: RequestEnded[] = [];
  const hear = (message: unknown): void => { ended.push(message as RequestEnded); };
  subscribe('gazette-graph:request', hear);
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  // Every spelling of the path is that path.
  for (const path of ['/graphql', 'http://localhost/graphql', '/graphql/']) socket.write(`GET ${path}?query=%7Bslow%7D HTTP/1.1\r\nHost: localhost\r\nApollo-Require-Preflight: 1\r\n\r\n`.repeat(4));
  await until(async () => (await running()) === 12, 10_000);
  socket.destroy();
  expect(await until(async () => (await running()) === 0, 5_000)).toBeLessThan(2_000);
  await until(() => ended.length === 12, 1_000);
  unsubscribe('gazette-graph:request', hear);
  expect(ended.map(({ outcome, route }) => `${outcome} ${route}`)).toEqual(Array.from({ length: 12 }, () => 'GONE /graphql'));
  expect(logged).toEqual([]);
});

test('a store ends what takes longer than it is told to let it, and says so', async () => {
  const { uri, user, password } = address();
  const store = new Store(uri, user, password, { timeoutMs: 300, pool: 1 });
  await expect(store.run(SLOW)).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
  expect(told.at(-1)).toMatchObject({ mode: 'READ', outcome: 'TIMEOUT', requestId: null });
  await store.run('RETURN 1');
  expect(told.at(-1)).toMatchObject({ mode: 'READ', outcome: 'OK' });
  await store.write(async (write) => { await write('RETURN 1'); });
  expect(told.at(-1)).toMatchObject({ mode: 'WRITE', outcome: 'OK' });
  await store.close();
});
