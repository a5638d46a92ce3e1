import { createHash } from 'node:crypto';
import { SEEDS } from '../records/folder';
import { readGazettes } from '../records/read';
import { question } from '../store/cypher';
import { batches, grouped } from './batches';
import type { Store, Write } from '../store/store';
import { buildGraph } from './build';
import { type Graph, type GraphNode, hashOf } from './graph';
import { keepPast, recordChanges, type Stored } from './history';
import { PARENT_IDS, parentIdOf } from '../records/parents';

const NAMED = ['GazetteIssue', 'Document', 'Unit', 'UnitGroup', 'Person', 'Place', 'Task'];
const LISTED = [...NAMED, 'Post', 'PersonnelChange', 'Membership', 'UnitChange', 'Responsibility', 'Provision', 'Citation', 'LegalEffect', 'Event', 'Discrepancy'];
/** What filters can begin at and lists be sorted by: what rooms call `indexed` and `indexedProperty`. */
const INDEXED: readonly (readonly [label: string, property: string])[] = [
  ['Task', 'kind'], ['Task', 'number'], ['Unit', 'kind'], ['Place', 'kind'], ['Document', 'kind'], ['Document', 'signedOn'], ['Event', 'kind'], ['Event', 'on'],
  ['Post', 'title'], ['PersonnelChange', 'postTitle'], ['Task', 'dueLatest'], ['Task', 'nameSort'], ['Document', 'nameSort'], ['Place', 'nameSort'], ['Unit', 'nameSort'],
];
export const SCHEMA = [
  'CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT former_id IF NOT EXISTS FOR (n:FormerId) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT graph_version IF NOT EXISTS FOR (n:GraphVersion) REQUIRE n.name IS UNIQUE',
  'CREATE INDEX issue_key IF NOT EXISTS FOR (n:GazetteIssue) ON (n.key)',
  'CREATE INDEX entity_folded IF NOT EXISTS FOR (n:Entity) ON (n.folded)',
  'CREATE INDEX alias_folded IF NOT EXISTS FOR (n:Alias) ON (n.folded)',
  'CREATE TEXT INDEX entity_words IF NOT EXISTS FOR (n:Entity) ON (n.folded)',
  'CREATE TEXT INDEX alias_words IF NOT EXISTS FOR (n:Alias) ON (n.folded)',
  'CREATE INDEX document_number IF NOT EXISTS FOR (n:Document) ON (n.docNumberFolded)',
  'CREATE INDEX citation_number IF NOT EXISTS FOR (n:Citation) ON (n.quotedNumberFolded)',
  'CREATE INDEX milestone_latest IF NOT EXISTS FOR (n:Milestone) ON (n.latest)',
  'CREATE INDEX past_thing IF NOT EXISTS FOR (n:Past) ON (n.thing)',
  'CREATE INDEX document_then IF NOT EXISTS FOR (n:DocumentThen) ON (n.thing)',
  'CREATE INDEX change_set_time IF NOT EXISTS FOR (n:ChangeSet) ON (n.at)',
  ...INDEXED.map(([label, property]) => `CREATE INDEX ${label.toLowerCase()}_${property.toLowerCase()} IF NOT EXISTS FOR (n:${label}) ON (n.${property}, n.sort)`),
  ...PARENT_IDS.map(([label, type]) => `CREATE INDEX ${label.toLowerCase()}_${type.toLowerCase()} IF NOT EXISTS FOR (n:${label}) ON (n.${parentIdOf(type)}, n.sort)`),
  ...LISTED.map((label) => `CREATE INDEX ${label.toLowerCase()}_sort IF NOT EXISTS FOR (n:${label}) ON (n.sort)`),
  'DROP INDEX task_due IF EXISTS', 'DROP INDEX names IF EXISTS', 'DROP INDEX event_day IF EXISTS',
  "CREATE FULLTEXT INDEX search IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.searchText] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
];

const STORED_VERSION = question('load/stored-version');
const STORED_HASHES = question('load/stored-hashes');
const LOCK_VERSION = question('load/lock-version');
const SET_VERSION = question('load/set-version');
const RETIRE = question('load/retire-things');
const FORGET_RELATIONS = question('load/forget-relations');
const FORMER_IDS = question('load/former-ids');
const FORGET_FORMER_IDS = question('load/forget-former-ids');
const MARK_DONE = question('load/mark-done');

/** Raised with every problem of the records; nothing was loaded. */
export class RecordProblems extends Error {
  constructor(problems: readonly string[]) {
    super(`The records have ${problems.length} problem${problems.length === 1 ? '' : 's'}, nothing was loaded:\n${problems.join('\n')}`);
  }
}

class LoadedMeanwhile extends Error {}

const storedVersion = async (store: Store): Promise<string | null> => ((await store.run(STORED_VERSION))[0]?.version as string | undefined) ?? null;

export interface Loaded { version: string; changed: boolean; message: string }

/**
 * Brings the graph to what the records say; does nothing when it says so already. One transaction per gazette, in the
 * order of their keys: whatever ends it in between, the graph is that of some whole gazettes, and its version says which.
 */
export async function loadGazettes(store: Store, seeds = SEEDS): Promise<Loaded> {
  const { gazettes, problems } = readGazettes(seeds);
  if (problems.length > 0) throw new RecordProblems(problems);
  const graph = buildGraph(gazettes);
  if (graph.problems.length > 0) throw new RecordProblems(graph.problems);
  const hashes = new Map([...graph.nodes.values()].map((node) => [node.id, hashOf(node)]));
  const version = digest([...[...hashes].map(([id, hash]) => `${id} ${hash}`).sort(), ...graph.formers.map(({ id, now }) => `${id} ${now}`).sort(), ...SCHEMA]);
  if (await storedVersion(store) === version) return { version, changed: false, message: `Graph ${version} is already loaded.` };
  for (const statement of SCHEMA) await store.define(statement);
  await store.define('CALL db.awaitIndexes(60)');
  const keys = gazettes.map((gazette) => gazette.key);
  const first = await loadInOrder(store, graph, hashes, version, keys).catch((error: unknown) => {
    // Once more, against what the other one left.
    if (error instanceof LoadedMeanwhile) return loadInOrder(store, graph, hashes, version, keys);
    throw error;
  });
  const relations = [...graph.nodes.values()].reduce((sum, node) => sum + node.edges.length, 0);
  return { version, changed: true, message: `${first ? 'Loaded' : 'The records or the model changed: loaded'} graph ${version}: ${graph.nodes.size} nodes, ${relations} relationships.` };
}

/** One transaction after the other; whether the graph was empty before. */
async function loadInOrder(store: Store, graph: Graph, hashes: Map<string, string>, version: string, keys: string[]): Promise<boolean> {
  // The version first: when somebody loads between these two reads, the lock below sees it.
  let before = await storedVersion(store);
  const stored = new Map((await store.run(STORED_HASHES)).map((row) => [row.id as string, row as unknown as Stored]));
  const changed = [...graph.nodes.values()].filter((node) => stored.get(node.id)?.hash !== hashes.get(node.id));
  const retired = [...stored.values()].filter(({ id }) => !graph.nodes.has(id));
  const place = new Map(keys.map((key, at) => [key, at]));
  // Issues come first, so that no evidence ever names an issue that is not there.
  const turnOf = (id: string): number => (graph.nodes.get(id)?.label === 'GazetteIssue' ? 0 : place.get(graph.nodes.get(id)?.gazette ?? '') ?? 0);
  // A relationship to something of a later gazette waits for that gazette, and its node is not done before.
  const edges = changed.flatMap((node) => node.edges.map((edge) => ({ from: node.id, turn: Math.max(turnOf(node.id), turnOf(edge.to)), ...edge })));
  const doneIn = new Map(changed.map((node) => [node.id, turnOf(node.id)]));
  for (const { from, turn } of edges) doneIn.set(from, Math.max(doneIn.get(from) ?? 0, turn));
  const last = keys.length - 1;
  const relationshipCount = [...graph.nodes.values()].reduce((sum, node) => sum + node.edges.length, 0);
  const empty = before === null;
  let told = false;
  for (let turn = 0; turn <= last; turn += 1) {
    const nodes = changed.filter((node) => turnOf(node.id) === turn);
    const relations = edges.filter((edge) => edge.turn === turn);
    if (nodes.length === 0 && relations.length === 0 && turn !== last) continue;
    const now = turn === last ? version : digest([version, String(turn)]);
    const expected = before;
    const at = new Date().toISOString();
    const gone = turn === last ? retired : [];
    await store.write(async (write) => {
      const [lock] = await write(LOCK_VERSION);
      if ((lock?.version ?? null) !== expected) throw new LoadedMeanwhile('somebody else loaded at the same time; load again');
      const old = nodes.filter((node) => stored.has(node.id));
      await keepPast(write, old.map((node) => node.id), gone, at);
      await createNodes(write, nodes.filter((node) => !stored.has(node.id)), at);
      await createNodes(write, old, at, true);
      for (const batch of batches(old)) await write(FORGET_RELATIONS, { ids: batch.map((node) => node.id) });
      await createRelations(write, relations);
      for (const batch of batches(changed.filter((node) => doneIn.get(node.id) === turn))) await write(MARK_DONE, { rows: batch.map(({ id }) => ({ id, hash: hashes.get(id) })) });
      for (const batch of batches(gone)) await write(RETIRE, { ids: batch.map(({ id }) => id) });
      if (turn === last) {
        await write(FORGET_FORMER_IDS);
        for (const batch of batches(graph.formers)) await write(FORMER_IDS, { rows: batch });
      }
      told = await recordChanges(write, { graph, nodes, isOld: (id) => stored.has(id), gone, at, version: now, gazette: keys[turn] ?? '', always: turn === last && !told }) || told;
      await write(SET_VERSION, { version: now, loadedAt: at, nodeCount: graph.nodes.size, relationshipCount });
    });
    before = now;
  }
  return empty;
}

// Labels and relationship types come from our own code, never from a record, so they may stand in the text.
/** Without their hash: a node that has none is not yet whole, and the next load writes it again. */
async function createNodes(write: Write, nodes: GraphNode[], at: string, existing = false): Promise<void> {
  for (const [label, group] of grouped(nodes, (node) => `${node.label}${node.entity ? ':Entity' : ''}`)) {
    for (const batch of batches(group)) {
      const rows = batch.map((node) => ({ ...node.properties, file: node.file, recordedFrom: at, firstRecorded: at }));
      await write(existing
        ? 'UNWIND $rows AS row MATCH (n:Node {id: row.id}) WITH n, row, n.firstRecorded AS first SET n = row, n.firstRecorded = coalesce(first, row.firstRecorded)'
        : `UNWIND $rows AS row CREATE (n:Node:${label}) SET n = row`, { rows });
    }
  }
}

async function createRelations(write: Write, edges: { from: string; type: string; to: string; properties: Record<string, unknown> }[]): Promise<void> {
  for (const [type, group] of grouped(edges, (edge) => edge.type)) {
    for (const batch of batches(group)) {
      const rows = await write(`UNWIND $rows AS row MATCH (a:Node {id: row.from}) MATCH (b:Node {id: row.to}) CREATE (a)-[r:${type}]->(b) SET r = row.properties RETURN count(r) AS count`, {
        rows: batch.map(({ from, to, properties }) => ({ from, to, properties })),
      });
      if (rows[0]?.count !== batch.length) throw new Error(`${batch.length} ${type} were to be written, ${String(rows[0]?.count)} found both ends`);
    }
  }
}

const digest = (parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
