import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SEEDS } from '../records/folder';
import { readGazettes } from '../records/read';
import { question } from '../store/cypher';
import type { Store } from '../store/store';
import { NOTICE_MS } from '../store/watch';
import { batches } from './batches';
import { buildGraph } from './build';
import { type Graph, type GraphNode, hashOf } from './graph';
import { keepPast, recordChanges, type Stored } from './history';
import { announce, storedVersion, whenNobodyLoads, withdraw } from './one-at-a-time';
import { PARENT_IDS, parentIdOf } from '../records/parents';
import { sourceOf } from './source';
import { turnsOf } from './turns';
import { createNodes, createRelations, replaceNodes } from './write';

const NAMED = ['GazetteIssue', 'Document', 'Unit', 'UnitGroup', 'Person', 'Place', 'Task'];
const LISTED = [...NAMED, 'Post', 'PersonnelChange', 'Membership', 'UnitChange', 'Responsibility', 'Provision', 'Citation', 'LegalEffect', 'Event', 'Discrepancy'];
/** What filters can begin at and lists be sorted by: what rooms call `indexed` and `indexedProperty`. */
const INDEXED: readonly (readonly [label: string, property: string])[] = [
  ['Task', 'kind'], ['Task', 'number'], ['Unit', 'kind'], ['Place', 'kind'], ['Document', 'kind'], ['Document', 'signedOn'], ['Event', 'kind'], ['Event', 'on'],
  ['Post', 'title'], ['PersonnelChange', 'postTitle'], ['Task', 'dueLatest'], ['Task', 'nameSort'], ['Document', 'nameSort'], ['Place', 'nameSort'], ['Unit', 'nameSort'],
];
/** Without this one nothing is safe: it is what makes two loads at once wait for each other. */
const LOCKED = 'CREATE CONSTRAINT graph_version IF NOT EXISTS FOR (n:GraphVersion) REQUIRE n.name IS UNIQUE';
export const SCHEMA = [
  LOCKED,
  'CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT former_id IF NOT EXISTS FOR (n:FormerId) REQUIRE n.id IS UNIQUE',
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
/** The names of them all, those that belong to constraints included. */
export const INDEXES = SCHEMA.flatMap((statement) => /^CREATE (?:CONSTRAINT|(?:TEXT |FULLTEXT )?INDEX) (\w+)/.exec(statement)?.[1] ?? []);

const STORED_THINGS = question('load/stored-things');
const LOCK_VERSION = question('load/lock-version');
const SET_VERSION = question('load/set-version');
const SET_SOURCE = question('load/set-source');
const RETIRE = question('load/retire-things');
const FORGET_RELATIONS = question('load/forget-relations');
const FORMER_IDS = question('load/former-ids');
const FORGET_FORMER_IDS = question('load/forget-former-ids');
const MARK_DONE = question('load/mark-done');

/** Raised with every problem of the records; nothing was loaded. */
export class RecordProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The records have ${problems.length} problem${problems.length === 1 ? '' : 's'}, nothing was loaded:\n${problems.join('\n')}`);
  }
}

class LoadedMeanwhile extends Error {}
/** How often a load begins anew when others load at the same time. */
const TRIES = 5;

export interface Loaded { version: string; changed: boolean; message: string }

/**
 * Brings the graph to what the records say; does nothing when it says so already. One transaction per gazette, in the
 * order of their keys: whatever ends it in between, the graph is that of some whole gazettes, and its version says which.
 * A change is announced before it can be seen, so long as `noticeMs` says: by that those who answer from the graph know
 * that what they read is of one state (src/store/watch.ts). Of several loads at once, one waits for the other.
 */
export async function loadGazettes(store: Store, seeds = SEEDS, noticeMs = NOTICE_MS): Promise<Loaded> {
  const [source, token] = [sourceOf(seeds), randomUUID()];
  let plan: Plan | undefined;
  for (let left = TRIES; ; left -= 1) {
    const before = await whenNobodyLoads(store, token);
    if (before?.source === source) return already(before.version);
    plan ??= planOf(seeds);
    if (before?.version === plan.version) {
      await store.write(async (write) => { await write(SET_SOURCE, { version: before.version, source }); });
      return already(before.version);
    }
    // Into an empty graph the things come first: an index of what is there already is made in a fraction of the time. Whatever
    // ends the load before its last transaction, the next one finds a version and makes the indexes first.
    await store.define(before ? SCHEMA : [LOCKED]);
    try {
      await loadInOrder(store, plan, { source, token, noticeMs, empty: !before });
      const { version, graph: { nodes } } = plan;
      return { version, changed: true, message: `${before ? 'The records or the model changed: loaded' : 'Loaded'} graph ${version}: ${nodes.size} nodes, ${plan.relationshipCount} relationships.` };
    } catch (error) {
      if (error instanceof LoadedMeanwhile && left > 1) continue;
      await withdraw(store, token);
      throw error;
    }
  }
}

const already = (version: string): Loaded => ({ version, changed: false, message: `Graph ${version} is already loaded.` });

/** What is to be in the graph. */
interface Plan { graph: Graph; hashOf: (node: GraphNode) => string; keys: readonly string[]; version: string; relationshipCount: number }
/** Of what a load is made, by what it announces itself, for how long, and whether into an empty graph, where the indexes are still to be made. */
interface How { source: string; token: string; noticeMs: number; empty: boolean }

function planOf(seeds: string): Plan {
  const { gazettes, problems } = readGazettes(seeds);
  if (problems.length > 0) throw new RecordProblems(problems);
  const graph = buildGraph(gazettes);
  if (graph.problems.length > 0) throw new RecordProblems(graph.problems);
  const hash = remembered(hashOf);
  return { graph, hashOf: hash, keys: gazettes.map((gazette) => gazette.key), version: versionOf({ graph, hashOf: hash }), relationshipCount: relationshipsOf(graph) };
}

/** One transaction after the other. */
async function loadInOrder(store: Store, { graph, hashOf: hash, keys, version, relationshipCount }: Plan, { source, token, noticeMs, empty }: How): Promise<void> {
  // The version first: when somebody loads between these two reads, the lock below sees it.
  let before = (await storedVersion(store))?.version ?? null;
  const stored = new Map((await store.run(STORED_THINGS)).map((row) => [row.id as string, row as unknown as Stored]));
  const isOld = (id: string): boolean => stored.has(id);
  const retired = [...stored.values()].filter(({ id }) => !graph.nodes.has(id));
  const { turns, doneIn } = turnsOf(graph, [...graph.nodes.values()].filter((node) => !isOld(node.id) || stored.get(node.id)?.hash !== hash(node)), keys);
  const elements = new Map([...stored.values()].map(({ id, element }) => [id, element]));
  let announced: string | null = null;
  if (before !== null) {
    if (!await announce(store, token)) throw meanwhile();
    announced = token;
    await pause(noticeMs);
  }
  const recorded: boolean[] = [];
  let running = Promise.resolve();
  for (const [turn, { nodes, relations, late }] of turns.entries()) {
    const last = turn === turns.length - 1;
    if (nodes.length === 0 && relations.length === 0 && !last) continue;
    if (last) await running;
    if (last && empty) await store.define(SCHEMA);
    const now = last ? version : randomUUID();
    const expected = { version: before, announced };
    announced = last ? null : token;
    const at = new Date().toISOString();
    const gone = last ? retired : [];
    const previous = running;
    const written = new Promise<void>((resolve, reject) => {
      running = store.write(async (write) => {
        const how = { elements, at, hash: (node: GraphNode) => (doneIn(node) === turn ? hash(node) : null) };
        const old = nodes.filter(({ id }) => isOld(id));
        // What is new is sent right behind the lock, which waits until the transaction before has ended.
        const locked = write(LOCK_VERSION);
        const created = createNodes(write, nodes.filter(({ id }) => !isOld(id)), how);
        created.catch(() => undefined);
        const [found] = await locked;
        if ((found?.version ?? null) !== expected.version || (found?.announced ?? null) !== expected.announced) throw meanwhile();
        await created;
        await keepPast(write, old.map(({ id }) => id), gone, at);
        await replaceNodes(write, old, how);
        for (const batch of batches(old)) await write(FORGET_RELATIONS, { ids: batch.map(({ id }) => id) });
        await createRelations(write, relations, elements);
        for (const batch of batches(late.filter((node) => doneIn(node) === turn))) await write(MARK_DONE, { rows: batch.map((node) => ({ element: elements.get(node.id), hash: hash(node) })) });
        for (const batch of batches(gone)) await write(RETIRE, { ids: batch.map(({ id }) => id) });
        if (last) {
          await write(FORGET_FORMER_IDS);
          for (const batch of batches(graph.formers)) await write(FORMER_IDS, { rows: batch });
        }
        recorded[turn] = await recordChanges(write, { graph, nodes, isOld, gone, at, version: now, gazette: keys[turn] ?? '', always: last && !recorded.slice(0, turn).includes(true) });
        await write(SET_VERSION, { version: now, source: last ? source : null, token: last ? null : token, loadedAt: at, nodeCount: graph.nodes.size, relationshipCount });
        resolve();
      });
      running.catch(reject);
    });
    // While the database commits this one, the next is made ready.
    await written.catch(async (error: unknown) => {
      await previous;
      throw error;
    });
    before = now;
  }
  await running;
}

const versionOf = ({ graph, hashOf: hash }: Pick<Plan, 'graph' | 'hashOf'>): string =>
  digest([...[...graph.nodes.values()].map((node) => `${node.id} ${hash(node)}`).sort(), ...graph.formers.map(({ id, now }) => `${id} ${now}`).sort(), ...SCHEMA]);

function remembered(make: (node: GraphNode) => string): (node: GraphNode) => string {
  const made = new Map<GraphNode, string>();
  return (node) => {
    const before = made.get(node) ?? make(node);
    made.set(node, before);
    return before;
  };
}

const meanwhile = (): LoadedMeanwhile => new LoadedMeanwhile('others load at the same time; load again');
const relationshipsOf = (graph: Graph): number => [...graph.nodes.values()].reduce((sum, node) => sum + node.edges.length, 0);
const digest = (parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
