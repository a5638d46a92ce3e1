import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readGazettes } from '../records/read';
import type { Statement, Store } from '../store/store';
import { Graph, type GraphEdge, type GraphNode } from './graph';

const BATCH = 1_000;
const NAMED = ['GazetteIssue', 'Document', 'Unit', 'UnitGroup', 'Place', 'Task'];
const SCHEMA = [
  'CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE',
  'CREATE INDEX alias_folded IF NOT EXISTS FOR (n:Alias) ON (n.folded)',
  'CREATE INDEX task_due IF NOT EXISTS FOR (n:Task) ON (n.dueLatest)',
  'CREATE INDEX document_number IF NOT EXISTS FOR (n:Document) ON (n.docNumberFolded)',
  ...NAMED.map((label) => `CREATE INDEX ${label.toLowerCase()}_folded IF NOT EXISTS FOR (n:${label}) ON (n.folded)`),
  ...[...NAMED, 'Responsibility', 'Citation', 'Discrepancy'].map((label) => `CREATE INDEX ${label.toLowerCase()}_sort IF NOT EXISTS FOR (n:${label}) ON (n.sort)`),
  `CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:${NAMED.join('|')}) ON EACH [n.name, n.summary] OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'cjk'}}`,
];

/** Raised with every problem of the records; nothing was loaded. */
export class RecordProblems extends Error {
  constructor(problems: string[]) {
    super(`The records have ${problems.length} problems, nothing was loaded:\n${problems.join('\n')}`);
  }
}

/** Brings the graph to what the records say, whole or not at all; does nothing when it says so already. */
export async function loadGazettes(store: Store, seeds = join(__dirname, '../../seeds')): Promise<string> {
  const { gazettes, problems } = readGazettes(seeds);
  if (problems.length > 0) throw new RecordProblems(problems);
  const graphs = gazettes.map((gazette) => ({ key: gazette.key, graph: new Graph(gazette) }));
  const version = createHash('sha256').update(graphs.map(({ graph }) => graph.version()).join()).digest('hex').slice(0, 16);
  const [before] = await store.run('MATCH (n:GraphVersion) RETURN n.version AS version');
  if (before?.version === version) return `Graph ${version} is already loaded.`;
  for (const statement of SCHEMA) await store.define(statement);
  const nodeCount = graphs.reduce((sum, { graph }) => sum + graph.nodes.size, 0);
  const relationshipCount = graphs.reduce((sum, { graph }) => sum + graph.edges.length, 0);
  await store.write([
    ...graphs.flatMap(({ key, graph }) => [
      { cypher: 'MATCH (n:Node {gazette: $key}) DETACH DELETE n', params: { key } },
      ...nodeStatements([...graph.nodes.values()]),
    ]),
    ...graphs.flatMap(({ graph }) => edgeStatements(graph.edges)),
    {
      cypher: 'MERGE (v:GraphVersion) SET v = {version: $version, loadedAt: $loadedAt, nodeCount: $nodeCount, relationshipCount: $relationshipCount}',
      params: { version, loadedAt: new Date().toISOString(), nodeCount, relationshipCount },
    },
  ]);
  return `${before ? 'The records or the model changed: loaded' : 'Loaded'} graph ${version}: ${nodeCount} nodes, ${relationshipCount} relationships.`;
}

// Labels and relationship types come from our own code, never from a record, so they may stand in the text.
const nodeStatements = (nodes: GraphNode[]): Statement[] =>
  grouped(nodes, (node) => node.label).flatMap(([label, rows]) => batches(rows).map((batch) => ({
    cypher: `UNWIND $rows AS row CREATE (n:${label}:Node) SET n = row`, params: { rows: batch.map((node) => node.properties) },
  })));

const edgeStatements = (edges: GraphEdge[]): Statement[] =>
  grouped(edges, (edge) => edge.type).flatMap(([type, rows]) => batches(rows).map((batch) => ({
    cypher: `UNWIND $rows AS row MATCH (a:Node {id: row.from}) MATCH (b:Node {id: row.to}) CREATE (a)-[r:${type}]->(b) SET r = row.properties`,
    params: { rows: batch.map(({ from, to, properties }) => ({ from, to, properties })) },
  })));

function grouped<T>(items: T[], key: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups];
}

const batches = <T>(items: T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => items.slice(index * BATCH, (index + 1) * BATCH));
