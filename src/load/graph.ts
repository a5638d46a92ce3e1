import { createHash } from 'node:crypto';
import { evidenceOf, parseEvidence, printedOrder } from '../records/evidence';
import { fold } from '../records/fold';

export interface GraphNode { label: string; entity: boolean; id: string; gazette: string; properties: Record<string, unknown>; edges: GraphEdge[]; place: string; turn: number }
export interface GraphEdge { type: string; to: string; properties: Record<string, unknown> }
export interface Former { id: string; now: string }

/** Nodes and relationships as the records say them: plain data, nothing of the database. A relationship belongs to the node it starts from. */
export class Graph {
  readonly nodes = new Map<string, GraphNode>();
  readonly formers: Former[] = [];
  private readonly turns = new Map<string, number>();

  /** A fact. Two of one key in one gazette are told apart by their order. */
  addFact(gazette: string, label: string, id: string, properties: Record<string, unknown>): GraphNode {
    if (this.nodes.has(id)) throw new Error(`two ${label} have the key ${Buffer.from(id, 'base64url').toString()}`);
    return this.put({ label, entity: false, id, gazette, properties: { ...properties, evidence: proofs(gazette, properties.evidence) }, edges: [] });
  }

  /** A named thing. Several gazettes may speak of it: evidence and names add up, a value that is already known stays. */
  addEntity(gazette: string, label: string, id: string, properties: Record<string, unknown> & { name: string }, names: string[]): GraphNode {
    const before = this.nodes.get(id);
    const evidence = proofs(gazette, properties.evidence);
    const known = Object.fromEntries(Object.entries(before?.properties ?? {}).filter(([, value]) => value !== null && value !== undefined));
    const merged: Record<string, unknown> = { ...properties, ...known };
    merged.evidence = [...new Set([...(before?.properties.evidence as string[] | undefined ?? []), ...evidence])];
    merged.names = [...new Set([...(before?.properties.names as string[] | undefined ?? []), ...[properties.name, ...names].map(fold)])];
    merged.folded = fold(merged.name as string);
    return this.put({ label, entity: true, id, gazette: before?.gazette ?? gazette, properties: merged, edges: before?.edges ?? [] });
  }

  edge(from: GraphNode, type: string, to: string, properties: Record<string, unknown> = {}): void {
    const same = from.edges.find((edge) => edge.type === type && edge.to === to && edge.properties.position === properties.position);
    if (!same) from.edges.push({ type, to, properties });
  }

  /** An edge that is itself a fact, with its proofs. */
  provedEdge(gazette: string, from: GraphNode, type: string, to: string, properties: Record<string, unknown>): void {
    this.edge(from, type, to, { ...properties, evidence: proofs(gazette, properties.evidence) });
  }

  private put(node: Omit<GraphNode, 'place' | 'turn'>): GraphNode {
    const before = this.nodes.get(node.id);
    // The first evidence of a record is where the thing itself is printed; further ones may stand anywhere.
    const [first] = node.properties.evidence as string[];
    const place = first === undefined ? '~' : printedOrder(first);
    // Several of one sort that are printed in one place (two people of one sentence) keep the order of their records.
    const turn = before?.place === place ? before.turn : this.nextTurn(`${node.label} ${place}`);
    const properties = { ...node.properties, id: node.id, label: node.label, gazette: node.gazette, sort: `${place}|${String(turn).padStart(3, '0')}|${node.id}` };
    const kept = { ...node, properties, place, turn };
    this.nodes.set(node.id, kept);
    return kept;
  }

  private nextTurn(counted: string): number {
    const turn = this.turns.get(counted) ?? 0;
    this.turns.set(counted, turn + 1);
    return turn;
  }
}

/** Evidence as it stands in the graph: with the key before it, in printed order of its lines. */
function proofs(gazette: string, evidence: unknown): string[] {
  return ((evidence as string[] | undefined) ?? []).map((text) => evidenceOf(gazette, text));
}

/** Where a fact is printed: the most lasting thing to make its key of. */
export function printedAt(gazette: string, evidence: readonly string[]): string {
  const { line, start, end } = parseEvidence(evidenceOf(gazette, evidence[0] ?? ''));
  return `${line}:${start}-${end}`;
}

/** Changes exactly when what the node says changes, its relationships included. */
export function hashOf(node: GraphNode): string {
  const content = JSON.stringify([node.label, sorted(node.properties), node.edges.map((edge) => [edge.type, edge.to, sorted(edge.properties)].map((part) => JSON.stringify(part)).join()).sort()]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

const sorted = (properties: Record<string, unknown>): [string, unknown][] =>
  Object.entries(properties).filter(([, value]) => value !== null && value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
