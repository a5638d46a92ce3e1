import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadGazettes } from '../../src/load/load';
import { AnswerCache } from '../../src/server/answer-cache';
import type { Api } from '../../src/server/server';
import { Store } from '../../src/store/store';
import { GraphWatch } from '../../src/store/watch';
import { balance } from './proxy';
import { type Database, startApiOn, startDatabase } from './world';

/** Two copies of the API on one Neo4j, that know nothing of each other, behind one address. */
let database: Database, seeds: string, proxy: Awaited<ReturnType<typeof balance>>;
const copies: { store: Store; api: Api; stop: () => Promise<void> }[] = [];
const write = (serial: number): void => writeFileSync(join(seeds, 'a-1', 'all.yaml'), [
  `issue: {name: 第1期, year: 2020, number: 1, serial: ${serial}, publisher: 甲, evidence: ["1:0-2 公报"]}`,
  'units:', '- {name: 甲, kind: GOVERNMENT, evidence: ["1:0-1 甲"]}', ...Array.from({ length: 20 }, (_, at) => `- {name: 乙${at}, kind: OTHER, parent: 甲, evidence: ["2:0-1 乙"]}`), '',
].join('\n'));

beforeAll(async () => {
  database = await startDatabase();
  seeds = mkdtempSync(join(tmpdir(), 'copies-'));
  mkdirSync(join(seeds, 'a-1'));
  write(1);
  await loadGazettes(database.store, seeds);
  for (let copy = 0; copy < 2; copy += 1) {
    const { uri, user, password } = database.neo4j;
    const store = new Store(uri, user, password);
    const watch = GraphWatch.of(store);
    const { api } = await startApiOn(store, undefined, { watch, cache: new AnswerCache(watch) });
    copies.push({ store, api, stop: async () => { await api.stop(); await store.close(); } });
  }
  proxy = await balance(copies.map(({ api }) => api.url.replace('localhost', '127.0.0.1')));
}, 300_000);
afterAll(async () => {
  await proxy?.stop();
  await Promise.all(copies.map(({ stop }) => stop()));
  await database?.stop();
  rmSync(seeds, { recursive: true, force: true });
});

const QUERY = '{ graph { version loadedAt issues { serial } } units(first: 5) { totalCount nodes { id name parent { name } } } }';
const serialOf = (text: string): number | null | undefined => (JSON.parse(text) as { data: { graph: { issues: { serial: number | null }[] } } }).data.graph.issues[0]?.serial;
const post = (url: string, query = QUERY): Promise<Response> => fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
const get = (url: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${url}/graphql?query=${encodeURIComponent(QUERY)}`, { headers: { 'apollo-require-preflight': 'yes', ...headers } });

test('both answer the same bytes, and one knows the tag of the other', async () => {
  const [one, two] = await Promise.all(copies.map(async ({ api }) => (await post(api.url)).text()));
  expect(one).toBe(two);
  expect(serialOf(one ?? '')).toBe(1);
  const tags = await Promise.all(copies.map(async ({ api }) => (await get(api.url)).headers.get('etag')));
  expect(tags).toEqual([expect.stringMatching(/^"/), tags[0]]);
  expect((await get(copies[1]?.api.url ?? '', { 'if-none-match': tags[0] ?? '' })).status).toBe(304);
});

test('what is loaded through one is answered by both from then on: who is sent now to one and now to the other never sees the old state again', async () => {
  write(2);
  const seen: (number | null | undefined)[] = [];
  let loading = true;
  const loaded = loadGazettes((copies[0] as { store: Store }).store, seeds).finally(() => { loading = false; });
  const ask = async (): Promise<void> => {
    while (loading) {
      seen.push(serialOf(await (await post(proxy.url)).text()));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await ask();
  const { version } = await loaded;
  // Not a moment later, by either of them, kept or not.
  const after = await Promise.all(Array.from({ length: 10 }, async () => (await post(proxy.url)).text()));
  expect(new Set(after).size).toBe(1);
  expect(after[0]).toContain(version);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen).toEqual([...seen].sort((a, b) => Number(a) - Number(b)));
  expect(Math.min(...proxy.servedBy)).toBeGreaterThan(5);
});

test('when one of them is gone, nobody is told', async () => {
  const asking = Array.from({ length: 40 }, async (_, at) => {
    await new Promise((resolve) => setTimeout(resolve, at * 10));
    return (await post(proxy.url, `{ units(first: ${1 + at % 7}) { totalCount } }`)).status;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await copies[1]?.api.stop();
  const before = proxy.servedBy[0] as number;
  expect(new Set(await Promise.all(asking))).toEqual(new Set([200]));
  expect(proxy.servedBy[0]).toBeGreaterThan(before);
});
