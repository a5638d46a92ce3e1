import type { Write } from '../store/store';
import { batches, grouped } from './batches';
import type { GraphNode } from './graph';
import type { Turn } from './turns';

/** What the database calls each thing: it finds that at once, and an id by an index only. */
type Elements = Map<string, string>;

interface NodeWrite { elements: Elements; hash: (node: GraphNode) => string | null; at: string }

// Labels and relationship types come from our own code, never from a record. Statements are sent without waiting for the
// answer of the one before; the database runs them in that order.
const CREATE = 'UNWIND $rows AS row CREATE (n:Node:$(row.labels)) SET n = row.properties RETURN collect(elementId(n)) AS elements';
const REPLACE = `UNWIND $rows AS row MATCH (n:Node {id: row.properties.id}) WITH n, row.properties AS now, coalesce(n.firstRecorded, row.properties.firstRecorded) AS first
SET n = now, n.firstRecorded = first RETURN collect(elementId(n)) AS elements`;
const RELATE = 'UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] CREATE (a)-[r:$(row[2])]->(b)';

/** Without a hash where that of a node is not known yet: a node that has none is not whole, and the next load writes it again. */
async function writeNodes(write: Write, cypher: string, nodes: readonly GraphNode[], { elements, hash, at }: NodeWrite): Promise<void> {
  await Promise.all(batches(nodes).map(async (batch) => {
    const rows = batch.map((node) => ({
      labels: node.entity ? [node.label, 'Entity'] : [node.label],
      properties: { ...node.properties, file: node.file, recordedFrom: at, firstRecorded: at, hash: hash(node) },
    }));
    const [written] = await write(cypher, { rows });
    const found = written?.elements as string[];
    if (found.length !== batch.length) throw new Error(`${batch.length} nodes were to be written, there are ${found.length}`);
    batch.forEach(({ id }, index) => elements.set(id, found[index] ?? ''));
  }));
}
export const createNodes = (write: Write, nodes: readonly GraphNode[], how: NodeWrite): Promise<void> => writeNodes(write, CREATE, nodes, how);
export const replaceNodes = (write: Write, nodes: readonly GraphNode[], how: NodeWrite): Promise<void> => writeNodes(write, REPLACE, nodes, how);

export async function createRelations(write: Write, relations: Turn['relations'], elements: Elements): Promise<void> {
  const groups = grouped(relations, ({ edge }) => (Object.keys(edge.properties).length > 0 ? ' SET r = row[3]' : ''));
  await Promise.all(groups.flatMap(([set, group]) => batches(group).map(async (batch) => {
    const rows = batch.map(({ from, edge }) => [elements.get(from.id), elements.get(edge.to), edge.type, ...(set ? [edge.properties] : [])]);
    const [written] = await write(`${RELATE}${set} RETURN count(r) AS count`, { rows });
    if (written?.count !== batch.length) throw new Error(`${batch.length} relationships were to be written, ${String(written?.count)} found both ends`);
  })));
}
