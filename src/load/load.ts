import { createHash } from 'node:crypto';
import { SEEDS } from '../records/folder';
import { readGazettes } from '../records/read';
import { question } from '../store/cypher';
import type { Store, Write } from '../store/store';
import { buildGraph } from './build';
import { type Former, type Graph, type GraphNode, hashOf } from './graph';

const BATCH = 1_000;
const NAMED = ['GazetteIssue', 'Document', 'Unit', 'UnitGroup', 'Person', 'Place', 'Task'];
const LISTED = [...NAMED, 'Post', 'PersonnelChange', 'Membership', 'UnitChange', 'Responsibility', 'Provision', 'Citation', 'Event', 'Discrepancy'];
const SCHEMA = [
  'CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT former_id IF NOT EXISTS FOR (n:FormerId) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT graph_version IF NOT EXISTS FOR (n:GraphVersion) REQUIRE n.name IS UNIQUE',
  'CREATE INDEX entity_folded IF NOT EXISTS FOR (n:Entity) ON (n.folded)',
  'CREATE INDEX alias_folded IF NOT EXISTS FOR (n:Alias) ON (n.folded)',
  'CREATE INDEX document_number IF NOT EXISTS FOR (n:Document) ON (n.docNumberFolded)',
  'CREATE INDEX task_due IF NOT EXISTS FOR (n:Task) ON (n.dueLatest)',
  'CREATE INDEX milestone_latest IF NOT EXISTS FOR (n:Milestone) ON (n.latest)',
  'CREATE INDEX event_day IF NOT EXISTS FOR (n:Event) ON (n.on)',
  ...LISTED.map((label) => `CREATE INDEX ${label.toLowerCase()}_sort IF NOT EXISTS FOR (n:${label}) ON (n.sort)`),
  `CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:${NAMED.join('|')}) ON EACH [n.name, n.summary] OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'cjk'}}`,
];

const [STORED_HASHES, LOCK_VERSION, SET_VERSION, RETIRE, FORGET_RELATIONS, FORMER_IDS] =
  ['stored-hashes', 'lock-version', 'set-version', 'retire-things', 'forget-relations', 'former-ids'].map((name) => question(`load/${name}`)) as [string, string, string, string, string, string];

/** Raised with every problem of the records; nothing was loaded. */
export class RecordProblems extends Error {
  constructor(problems: readonly string[]) {
    super(`The records have ${problems.length} problem${problems.length === 1 ? '' : 's'}, nothing was loaded:\n${problems.join('\n')}`);
  }
}

export interface Loaded { version: string; changed: boolean; message: string }

/**
 * Brings the graph to what the records say; does nothing when it says so already. One transaction per gazette, in the
 * order of their keys: whatever ends it in between, the graph is that of some whole gazettes, and its version says which.
 */
export async function loadGazettes(store: Store, seeds = SEEDS): Promise<Loaded> {
  const { gazettes, problems } = readGazettes(seeds);
  if (problems.length > 0) throw new RecordProblems(problems);
  const graph = buildGraph(gazettes);
  const hashes = new Map([...graph.nodes.values()].map((node) => [node.id, hashOf(node)]));
  const version = digest([...[...hashes].map(([id, hash]) => `${id} ${hash}`).sort(), ...graph.formers.map(({ id, now }) => `${id} ${now}`).sort(), ...SCHEMA]);
  if ((await store.run('MATCH (g:GraphVersion) RETURN g.version AS version'))[0]?.version === version) return { version, changed: false, message: `Graph ${version} is already loaded.` };
  for (const statement of SCHEMA) await store.define(statement);
  await store.define('CALL db.awaitIndexes(60)');
  const keys = gazettes.map((gazette) => gazette.key);
  const first = await loadInOrder(store, graph, hashes, version, keys);
  const relations = [...graph.nodes.values()].reduce((sum, node) => sum + node.edges.length, 0);
  return { version, changed: true, message: `${first ? 'Loaded' : 'The records or the model changed: loaded'} graph ${version}: ${graph.nodes.size} nodes, ${relations} relationships.` };
}

/** One transaction after the other; whether the graph was empty before. */
async function loadInOrder(store: Store, graph: Graph, hashes: Map<string, string>, version: string, keys: string[]): Promise<boolean> {
  const stored = new Map((await store.run(STORED_HASHES)).map((row) => [row.id as string, row.hash as string | null]));
  const changed = [...graph.nodes.values()].filter((node) => stored.get(node.id) !== hashes.get(node.id));
  const retired = [...stored.keys()].filter((id) => !graph.nodes.has(id));
  const place = new Map(keys.map((key, at) => [key, at]));
  const turnOf = (id: string): number => place.get(graph.nodes.get(id)?.gazette ?? '') ?? 0;
  const last = keys.length - 1;
  let before = (await store.run('MATCH (g:GraphVersion) RETURN g.version AS version'))[0]?.version as string | undefined;
  const empty = before === undefined || before === null;
  for (let turn = 0; turn <= last; turn += 1) {
    // Issues come first, so that no evidence ever names an issue that is not there.
    const nodes = changed.filter((node) => (node.label === 'GazetteIssue' ? 0 : turnOf(node.id)) === turn);
    if (nodes.length === 0 && turn !== last) continue;
    const now = turn === last ? version : digest([version, String(turn)]);
    const expected = before ?? null;
    await store.write(async (write) => {
      const [lock] = await write(LOCK_VERSION);
      if ((lock?.version ?? null) !== expected) throw new Error('somebody else loaded at the same time; load again');
      await createNodes(write, nodes.filter((node) => !stored.has(node.id)), hashes);
      const old = nodes.filter((node) => stored.has(node.id));
      await createNodes(write, old, hashes, true);
      for (const batch of batches(old)) await write(FORGET_RELATIONS, { ids: batch.map((node) => node.id) });
      // A relationship to something of a later gazette waits for that gazette.
      await createRelations(write, changed.flatMap((node) => node.edges.filter((edge) => Math.max(turnOf(node.id), turnOf(edge.to)) === turn).map((edge) => ({ from: node.id, ...edge }))));
      if (turn === last) {
        for (const batch of batches(retired)) await write(RETIRE, { ids: batch });
        await rememberFormers(write, graph.formers);
      }
      await write(SET_VERSION, { version: now, loadedAt: new Date().toISOString(), nodeCount: graph.nodes.size, relationshipCount: [...graph.nodes.values()].reduce((sum, node) => sum + node.edges.length, 0) });
    });
    before = now;
  }
  return empty;
}

// Labels and relationship types come from our own code, never from a record, so they may stand in the text.
async function createNodes(write: Write, nodes: GraphNode[], hashes: Map<string, string>, existing = false): Promise<void> {
  for (const [label, group] of grouped(nodes, (node) => `${node.label}${node.entity ? ':Entity' : ''}`)) {
    for (const batch of batches(group)) {
      const found = existing ? 'MATCH (n:Node {id: row.id})' : `CREATE (n:Node:${label})`;
      await write(`UNWIND $rows AS row ${found} SET n = row`, { rows: batch.map((node) => ({ ...node.properties, hash: hashes.get(node.id) })) });
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

async function rememberFormers(write: Write, formers: Former[]): Promise<void> {
  for (const batch of batches(formers)) await write(FORMER_IDS, { rows: batch });
}

const digest = (parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

function grouped<T>(items: T[], key: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups];
}

const batches = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => items.slice(index * BATCH, (index + 1) * BATCH));
