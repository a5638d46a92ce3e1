import { overloaded } from '../../../src/errors';
import type { Loaded } from '../../../src/server/load';
import { serveWithoutDatabase, type ServedApi, type Told } from './served';

/** Who may have the records loaded, and that one load runs at a time; what a load does is tested with a database. */
const DONE: Loaded = { version: 'v-1', changed: true, message: 'Loaded graph v-1.' };
let api: ServedApi, curator: string;
let load: () => Promise<Loaded> = () => Promise.resolve(DONE);
beforeAll(async () => {
  api = await serveWithoutDatabase({ load: () => load() });
  curator = await api.addKey('curator', 'chen.min');
});
afterAll(() => api.stop());
const post = (authorization: string | undefined = `Bearer ${curator}`): Promise<Told> => api.send('/load', { method: 'POST', headers: authorization === '' ? {} : { authorization } });

test('a curator’s load is answered with what it did, and recorded before that', async () => {
  const answer = await post();
  expect([answer.status, JSON.parse(answer.text)]).toEqual([200, DONE]);
  expect(api.lines().at(-1)).toMatchObject({ action: 'load', role: 'curator', caller: 'chen.min', outcome: 'OK', requestId: answer.headers.get('x-request-id') });
});

test('one at a time: a second one is told when to come again, the one after is loaded', async () => {
  let end = (_done: Loaded): void => undefined;
  load = () => new Promise((resolve) => { end = resolve; });
  const first = post();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const second = await post();
  expect([second.status, second.code, Number(second.headers.get('retry-after'))]).toEqual([503, 'OVERLOADED', 10]);
  end(DONE);
  expect((await first).status).toBe(200);
  load = () => Promise.resolve(DONE);
  expect((await post()).status).toBe(200);
});

test('a load that fails says no more than its code, and the next one is tried', async () => {
  load = () => Promise.reject(new Error('bolt://10.0.0.1 refused MATCH (n)'));
  const failed = await post();
  expect([failed.status, failed.code]).toEqual([500, 'INTERNAL']);
  expect(failed.text).not.toMatch(/bolt|MATCH|refused/);
  expect(api.written()).toContain('bolt://10.0.0.1');
  load = () => Promise.reject(overloaded());
  expect((await post()).code).toBe('OVERLOADED');
  load = () => Promise.resolve(DONE);
  expect((await post()).status).toBe(200);
});

test('nobody else loads, and nothing but a POST does', async () => {
  let loads = 0;
  load = () => { loads += 1; return Promise.resolve(DONE); };
  expect((await post('')).code).toBe('FORBIDDEN');
  for (const role of ['reader', 'analyst']) expect([role, (await post(`Bearer ${await api.addKey(role, `${role}-1`)}`)).code]).toEqual([role, 'FORBIDDEN']);
  expect((await post('Bearer gazette_x')).code).toBe('UNAUTHENTICATED');
  for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) expect((await api.send('/load', { method, headers: { authorization: `Bearer ${curator}` } })).status).toBe(404);
  expect(loads).toBe(0);
});
