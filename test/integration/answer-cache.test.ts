import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { sha256 } from '../../src/access/audit-log';
import { loadGazettes } from '../../src/load/load';
import { SEEDS } from '../../src/records/folder';
import { AnswerCache } from '../../src/server/answer-cache';
import type { Api } from '../../src/server/server';
import { TrustedDocuments } from '../../src/server/trusted-documents';
import { GraphWatch, NOTICE_MS } from '../../src/store/watch';
import { sentWhile } from './plans';
import { addKey, type Ask, type Database, startApiOn, startDatabase } from './world';

/** Answers are kept while the graph does not change, and never longer. */
let database: Database, api: Api, ask: Ask, key: string;
let ahead = 0;
const QUERY = '{ tasks(first: 2) { totalCount nodes { name summary } } graph { version } }';

beforeAll(async () => {
  database = await startDatabase();
  await loadGazettes(database.store);
  key = await addKey(database, 'analyst');
  const watch = GraphWatch.of(database.store);
  ({ api, ask } = await startApiOn(database.store, database, { watch, cache: new AnswerCache(watch, () => Date.now() + ahead) }));
}, 300_000);
afterAll(async () => {
  await api?.stop();
  await database?.stop();
});

const statements = async (work: () => Promise<unknown>): Promise<string[]> => (await sentWhile(work)).map(([cypher]) => cypher).filter((cypher) => !/AS stamp/.test(cypher));
const twice = async (...given: Parameters<Ask>): Promise<[first: string, again: string, sent: string[]]> => {
  const first = await ask(...given);
  let again = '';
  const sent = await statements(async () => { again = (await ask(...given)).text; });
  return [first.text, again, sent];
};

test('the same question is answered by the same bytes, and the database only tells its version', async () => {
  const [first, again, sent] = await twice(QUERY);
  expect(again).toBe(first);
  expect(JSON.parse(first)).toMatchObject({ data: { tasks: { nodes: [{}, {}] } } });
  expect(sent).toEqual([]);
});

test('other variables, another operation and another form of answer are other questions', async () => {
  const query = 'query ($first: Int) { tasks(first: $first) { nodes { name } } }';
  const [one] = await twice(query, { first: 1 });
  const [two] = await twice(query, { first: 2 });
  expect(one).not.toBe(two);
  const post = async (accept: string): Promise<string | null> => (await fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: JSON.stringify({ query: QUERY }) })).headers.get('content-type');
  expect([await post('application/json'), await post('application/graphql-response+json'), await post('application/json')]).toEqual(['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8', 'application/json; charset=utf-8']);
});

test.each([
  ['an error', ['{ tasks(first: 1000) { totalCount } }']], ['a null beside an error', ['{ place(name: "温州市") { id } unit(name: "") { id } nodes(ids: []) { id } tasks(after: "x") { totalCount } }']],
])('%s is not kept, and neither is what a caller with a key asks', async (_name, [query = '']) => {
  const [first] = await twice(query);
  expect(JSON.parse(first)).toHaveProperty('errors');
  expect((await twice(QUERY, {}, key))[2]).not.toEqual([]);
});

test('after a load the answer is the new one, at once, and that of a server that keeps nothing', async () => {
  const before = await ask<{ tasks: { nodes: { summary: string }[] } }>(QUERY);
  const folder = mkdtempSync(join(tmpdir(), 'gazette-seeds-'));
  cpSync(SEEDS, folder, { recursive: true });
  const file = join(folder, 'wenzhou-2020-01/census-notice.yaml');
  const { summary = '' } = before.data.tasks.nodes[0] ?? {};
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(summary, `${summary}（改）`));
  const cold = await startApiOn(database.store);
  try {
    for (const seeds of [folder, SEEDS]) {
      await loadGazettes(database.store, seeds, NOTICE_MS);
      const [after, again] = await twice(QUERY);
      expect([after, again]).toEqual(Array.from({ length: 2 }, () => expect.stringContaining(seeds === folder ? `${summary}（改）` : JSON.stringify(summary))));
      expect((await cold.ask(QUERY)).text).toBe(after);
    }
  } finally {
    await cold.api.stop();
    rmSync(folder, { recursive: true });
  }
}, 120_000);

test('what a load announced that never came is withdrawn by the next', async () => {
  await database.store.write(async (write) => { await write("MATCH (g:GraphVersion) SET g.announced = 'somebody'"); });
  const announced = async (): Promise<unknown> => (await database.store.run('MATCH (g:GraphVersion) RETURN g.announced AS announced'))[0]?.announced;
  expect([await announced(), (await loadGazettes(database.store)).changed, await announced()]).toEqual(['somebody', false, null]);
});

test('the day is part of the question', async () => {
  const query = '{ documents(first: 1) { nodes { status { value } } } }';
  expect((await twice(query))[2]).toEqual([]);
  ahead = 24 * 3_600_000;
  expect(await statements(() => ask(query))).not.toEqual([]);
  ahead = 0;
});

describe('GET', () => {
  const get = (headers: Record<string, string>): Promise<Response> => fetch(`${api.url}/graphql?query=${encodeURIComponent(QUERY)}`, { headers });
  test('has a strong ETag, with which an unchanged answer is 304', async () => {
    for (const _kept of [false, true]) {
      const response = await get({ 'apollo-require-preflight': 'yes' });
      const etag = response.headers.get('etag') ?? '';
      expect([response.status, etag]).toEqual([200, expect.stringMatching(/^"[^"]+"$/)]);
      const same = await get({ 'apollo-require-preflight': 'yes', 'if-none-match': etag });
      expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
    }
  });
  test('that could be forged is refused, also when its answer is kept', async () => {
    await get({ 'apollo-require-preflight': 'yes' });
    expect((await get({})).status).toBe(400);
  });
});

test('a byte order mark before the body is left out', async () => {
  const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `\uFEFF${JSON.stringify({ query: QUERY })}` });
  expect(response.status).toBe(200);
});

test.each([['no JSON', '{', 400], ['no object', '"text"', 400], ['nested too deep', `{"query":"{ __typename }","variables":${'['.repeat(100)}${']'.repeat(100)}}`, 400], ['too long', JSON.stringify({ query: `{ __typename } #${'x'.repeat(200_000)}` }), 413]])('a body that is %s is refused as without the cache', async (_name, body, status) => {
  const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect([response.status, await response.text()]).toEqual([status, expect.stringContaining('extensions')]);
});

test('while the database cannot be asked nothing is served from what is kept', async () => {
  const watch = new GraphWatch(() => Promise.reject(new Error('gone')));
  const made = await startApiOn(database.store, database, { watch, cache: new AnswerCache(watch) });
  try {
    await made.ask(QUERY);
    expect(await statements(() => made.ask(QUERY))).not.toEqual([]);
  } finally {
    await made.api.stop();
  }
});

test('what is trusted no longer is not answered from what is kept either', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
  const manifest = join(folder, 'manifest.json');
  const trust = (...texts: string[]): void => writeFileSync(manifest, JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text]))));
  trust(QUERY);
  const watch = GraphWatch.of(database.store);
  const { api: own, ask: askIt } = await startApiOn(database.store, database, { watch, cache: new AnswerCache(watch), trusted: new TrustedDocuments(manifest, pino({ level: 'silent' })) });
  try {
    expect((await askIt(QUERY)).status).toBe(200);
    expect((await statements(async () => { expect((await askIt(QUERY)).status).toBe(200); })).length).toBe(0);
    trust();
    expect((await askIt(QUERY)).status).toBe(403);
  } finally {
    await own.stop();
    rmSync(folder, { recursive: true });
  }
});
