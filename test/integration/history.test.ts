import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadGazettes } from '../../src/load/load';
import { SEEDS } from '../../src/records/folder';
import { type Ask, type Database, startApiOn, startDatabase } from './world';

/** Every load is a change set, and an audit can be made again as it was recorded at a time. */
let database: Database, seeds: string, ask: Ask, stopApi: () => Promise<void>;
beforeAll(async () => {
  database = await startDatabase();
  const { api, ask: asking } = await startApiOn(database.store);
  [ask, stopApi] = [asking, api.stop];
  seeds = mkdtempSync(join(tmpdir(), 'seeds-'));
  cpSync(SEEDS, seeds, { recursive: true });
  await load();
}, 300_000);
afterAll(async () => {
  await stopApi?.();
  await database?.stop();
  rmSync(seeds, { recursive: true, force: true });
});

const load = () => loadGazettes(database.store, seeds, 0);
const edit = (name: string, change: (text: string) => string): void => {
  const before = readFileSync(join(seeds, name), 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing was changed in ${name}`);
  writeFileSync(join(seeds, name), after);
};
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

interface Audit { totalCount: number; nodes: { document: { title: string }; rootCause: { title: string }; status: { value: string }; chain: { role: string; cited: { title: string } }[] }[] }
async function audit(recordedAsOf?: string): Promise<Audit> {
  const { data, errors } = await ask<{ dependencyAudit: Audit }>('query ($at: DateTime) { dependencyAudit(asOf: "2026-11-24", recordedAsOf: $at, first: 100) { totalCount nodes { document { title } rootCause { title } status { value } depth chain { role evidence { quote } cited { title } } } } }', { at: recordedAsOf });
  expect(errors).toBeUndefined();
  return data.dependencyAudit;
}
interface Sets { nodes: { gazette: string; version: string; added: number; changed: number; retired: number; entries: { totalCount: number; nodes: { type: string; thingType: string; thingName: string | null; thingId: string; file: string }[] } }[] }
async function changes(since?: string): Promise<Sets> {
  const { data, errors } = await ask<{ changes: Sets }>('query ($since: DateTime) { changes(since: $since) { nodes { at gazette version added changed retired entries(first: 100) { totalCount nodes { type thingType thingName thingId file } } } } }', { since });
  expect(errors).toBeUndefined();
  return data.changes;
}

const NEW_EFFECT = `
- type: REPEALS
  affected: 关于推进工业企业“零土地”技改项目审批方式改革的通知
  effectiveFrom: "2023-01-01"
  basis: EXTERNAL
  checkedOn: "2026-11-24"
  reason: 为本测试而设的记录
  sourceUrl: https://example.org/record
`;

test('the first load is a change set for each gazette and one for the outside records', async () => {
  const sets = await changes();
  expect(sets.nodes.map(({ gazette }) => gazette)).toEqual(['wenzhou-2020-01', 'outside']);
  expect(sets.nodes[0]).toMatchObject({ changed: 0, retired: 0 });
  expect(sets.nodes[0]?.added).toBeGreaterThan(2_000);
  expect(sets.nodes[0]?.entries.totalCount).toBe(sets.nodes[0]?.added);
  const { data } = await ask<{ graph: { version: string } }>('{ graph { version } }');
  expect(sets.nodes.at(-1)?.version).toBe(data.graph.version);
});

test('an old report can be made again after an effect was added, and after it was withdrawn', async () => {
  const original = await audit();
  await soon();
  const first = new Date().toISOString();
  await soon();
  edit('effects.yaml', (text) => text + NEW_EFFECT.slice(1));
  await load();
  const added = await changes(first);
  expect(added.nodes).toMatchObject([{ gazette: 'outside', added: 1, changed: 0, retired: 0, entries: { nodes: [{ type: 'ADDED', thingType: 'LegalEffect', file: 'effects.yaml' }] } }]);
  const repealed = await audit();
  expect(repealed.totalCount).toBe(original.totalCount + 2);
  expect(repealed.nodes.some(({ rootCause, status }) => rootCause.title.startsWith('关于推进') && status.value === 'REPEALED')).toBe(true);
  expect(await audit(first)).toEqual(original);

  await soon();
  const second = new Date().toISOString();
  await soon();
  edit('effects.yaml', (text) => text.replace('https://example.org/record\n', 'https://example.org/record\n  withdrawn: {on: "2026-11-25", reason: 记录有误}\n'));
  await load();
  expect((await changes(second)).nodes).toMatchObject([{ gazette: 'outside', added: 0, changed: 1, retired: 0 }]);
  expect(await audit()).toEqual(original);
  expect(await audit(second)).toEqual(repealed);
  expect(await audit(first)).toEqual(original);
  const { data } = await ask<{ document: { effects: object[] } }>('{ document(docNumber: "浙政发〔2014〕38号") { effects { type withdrawnOn withdrawalReason } } }');
  expect(data.document.effects).toEqual([{ type: 'REPEALS', withdrawnOn: '2026-11-25', withdrawalReason: '记录有误' }]);
});

test('a citation and a document that are no longer recorded are still in the report of their time', async () => {
  const original = await audit();
  await soon();
  const before = new Date().toISOString();
  await soon();
  const title = '国务院关于开展第七次全国人口普查的通知';
  edit('wenzhou-2020-01/census-notice.yaml', (text) => text
    .replace(new RegExp(`- citing: [^\n]+\n {2}provision: [^\n]+\n {2}cited: ${title}\n(?: {2}[^\n]*\n)+`), '')
    .replace(new RegExp(`- name: ${title}\n(?: {2}[^\n]*\n)+`), ''));
  edit('wenzhou-2020-01/effects.yaml', (text) => text.replace(new RegExp(`- type: PURPOSE_FULFILLED\n {2}affected: ${title}\n(?: {2}[^\n]*\n)+`), ''));
  await load();
  const now = await audit();
  expect(now.totalCount).toBe(original.totalCount - 1);
  expect(await audit(before)).toEqual(original);
  const retired = (await changes(before)).nodes.filter(({ gazette }) => gazette === 'wenzhou-2020-01').flatMap(({ entries }) => entries.nodes).filter(({ type }) => type === 'RETIRED');
  expect(retired.map(({ thingType }) => thingType).sort()).toEqual(expect.arrayContaining(['Citation', 'Document', 'LegalEffect']));
  expect((await ask('{ document(title: "国务院关于开展第七次全国人口普查的通知") { id } }')).data).toEqual({ document: null });
  const gone = retired.find(({ thingType }) => thingType === 'Document');
  expect((await ask('query ($id: ID!) { node(id: $id) { id } }', { id: gone?.thingId })).data).toEqual({ node: null });
});

test('an old report stays as it was when a document changes its own day, is renamed, goes away and comes back', async () => {
  const ask15 = async (at?: string) => (await ask<{ dependencyAudit: object }>('query ($at: DateTime) { dependencyAudit(asOf: "2020-01-15", statuses: [NOT_YET_IN_FORCE, IN_FORCE, UNKNOWN], roles: [LEGAL_BASIS, CONFORMS_TO, INTERPRETS, REFERENCE], recordedAsOf: $at, first: 100) { totalCount nodes { rootCause { title } status { value since reason } depth chain { role provision { path } } } } }', { at })).data.dependencyAudit;
  const dependents = async (title: string, at?: string) => (await ask<{ document: { dependents: { nodes: { document: { title: string }; depth: number }[] } } }>('query ($t: String, $at: DateTime) { document(title: $t) { dependents(recordedAsOf: $at) { nodes { document { title } depth } } } }', { t: title, at })).data.document.dependents.nodes;
  const original = [await ask15(), await dependents('全国人口普查条例')];
  await soon();
  const before = new Date().toISOString();
  await soon();
  edit('wenzhou-2020-01/corridor-plan.yaml', (text) => text.replace(/signedOn: "?2020-01-16"?/, 'signedOn: "2020-01-10"'));
  await load();
  expect(await ask15()).not.toEqual(original[0]);
  expect(await ask15(before)).toEqual(original[0]);
  const census = readFileSync(join(seeds, 'wenzhou-2020-01/census-notice.yaml'), 'utf8');
  const effects = readFileSync(join(seeds, 'effects.yaml'), 'utf8');
  edit('wenzhou-2020-01/census-notice.yaml', (text) => text.replace('- name: 全国人口普查条例\n', '- name: 全国人口普查的条例\n  was: [全国人口普查条例]\n').replaceAll('cited: 全国人口普查条例', 'cited: 全国人口普查的条例'));
  edit('effects.yaml', (text) => text.replaceAll('affected: 全国人口普查条例', 'affected: 全国人口普查的条例'));
  await load();
  expect(await dependents('全国人口普查的条例', before)).toEqual(original[1]);
  expect(await dependents('全国人口普查的条例')).toEqual(original[1]);
  writeFileSync(join(seeds, 'wenzhou-2020-01/census-notice.yaml'), census);
  writeFileSync(join(seeds, 'effects.yaml'), effects);
  await load();
  expect(await dependents('全国人口普查条例', before)).toEqual(original[1]);
});

test('a change of an alias is a change of the thing that it names, and every load leaves a set', async () => {
  await soon();
  const before = new Date().toISOString();
  edit('wenzhou-2020-01/units.yaml', (text) => text.replace('{name: 市发改委, kind: VARIANT', '{name: 市发改委, kind: SHORT_FORM'));
  await load();
  expect((await changes(before)).nodes).toMatchObject([{ gazette: 'wenzhou-2020-01', added: 0, changed: 1, retired: 0, entries: { nodes: [{ type: 'CHANGED', thingType: 'Unit', thingName: '市发展改革委' }] } }]);
  await soon();
  const second = new Date().toISOString();
  edit('wenzhou-2020-01/units.yaml', (text) => text.replace('- name: 市科协\n', '- name: 市科协\n  was: [市科学协会]\n'));
  await load();
  expect((await changes(second)).nodes).toMatchObject([{ added: 0, changed: 0, retired: 0 }]);
});

test('before anything was recorded there is nothing to report', async () => {
  expect(await audit('2001-01-01T00:00:00Z')).toEqual({ totalCount: 0, nodes: [] });
});

test('a bad time is refused', async () => {
  const answer = await ask('query ($at: DateTime) { dependencyAudit(recordedAsOf: $at) { totalCount } }', { at: 'yesterday' });
  expect([answer.status, answer.errors?.[0]?.extensions.code, answer.errors?.[0]?.extensions.argument]).toEqual([400, 'BAD_USER_INPUT', 'recordedAsOf']);
});
