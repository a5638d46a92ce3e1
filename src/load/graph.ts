import { createHash } from 'node:crypto';
import { evidenceOf, parseEvidence, printedOrder } from '../records/evidence';
import { fold } from '../records/fold';
import { idOf } from '../records/keys';
import { pinyinKey } from '../records/pinyin';

export interface GraphNode { label: string; entity: boolean; id: string; gazette: string; file: string; properties: Record<string, unknown>; edges: GraphEdge[]; place: string; turn: number }
export interface GraphEdge { type: string; to: string; properties: Record<string, unknown> }
export interface Former { id: string; now: string }

/** Nodes and relationships as the records say them: plain data, nothing of the database. A relationship belongs to the node it starts from. */
export class Graph {
  readonly nodes = new Map<string, GraphNode>();
  readonly formers: Former[] = [];
  /** Keys of things that were recorded under another name before. */
  readonly renamed: { label: string; before: string; now: string; file: string }[] = [];
  /** What the records say twice, file by file; with any, nothing is loaded. */
  readonly problems: string[] = [];
  /** The record file that is being read. */
  file = '';
  private readonly turns = new Map<string, number>();

  /** A fact. Two of one key are a problem of the records. */
  addFact(gazette: string, label: string, id: string, properties: Record<string, unknown>): GraphNode {
    if (this.nodes.has(id)) this.problems.push(`${this.file}: ${label} ${Buffer.from(id, 'base64url').toString().slice(label.length + 1)} is recorded twice`);
    return this.put({ label, entity: false, id, gazette, properties: { ...properties, evidence: proofs(gazette, properties.evidence) }, edges: [] });
  }

  /**
   * A named thing. Several gazettes may speak of it: evidence and names add up. Of single values the first that is known
   * stays; but the gazette that prints a document knows it better than those that cite it, and what is printed better than
   * what an outside record tells.
   */
  addEntity(gazette: string, label: string, id: string, properties: Record<string, unknown> & { name: string }, names: string[]): GraphNode {
    const before = this.nodes.get(id);
    const evidence = proofs(gazette, properties.evidence);
    const old = present(before?.properties ?? {});
    const given = present(properties);
    const better = (given.held === true && old.held === false) || (old.basis === 'EXTERNAL' && given.basis !== 'EXTERNAL');
    const merged: Record<string, unknown> = better ? { ...properties, ...old, ...given } : { ...properties, ...given, ...old };
    merged.evidence = [...new Set([...(old.evidence as string[] | undefined ?? []), ...evidence])];
    merged.names = [...new Set([...(old.names as string[] | undefined ?? []), ...[properties.name, ...names].map(fold)])];
    merged.folded = fold(merged.name as string);
    merged.nameSort = pinyinKey(merged.name as string);
    return this.put({ label, entity: true, id, gazette: before?.gazette ?? gazette, properties: merged, edges: before?.edges ?? [] });
  }

  /** Said twice, by two gazettes, it is one relationship with the evidence of both. */
  edge(from: GraphNode, type: string, to: string, properties: Record<string, unknown> = {}): void {
    const same = from.edges.find((edge) => edge.type === type && edge.to === to && tellsApart(edge.properties) === tellsApart(properties));
    if (!same) from.edges.push({ type, to, properties });
    else if (same.properties.evidence) same.properties.evidence = [...new Set([...(same.properties.evidence as string[]), ...(properties.evidence as string[] | undefined ?? [])])];
  }

  /** An edge that is itself a fact, with its proofs. */
  provedEdge(gazette: string, from: GraphNode, type: string, to: string, properties: Record<string, unknown>): void {
    this.edge(from, type, to, { ...properties, evidence: proofs(gazette, properties.evidence) });
  }

  private put(node: Omit<GraphNode, 'place' | 'turn' | 'file'>): GraphNode {
    const before = this.nodes.get(node.id);
    // The first evidence of a record is where the thing itself is printed; further ones may stand anywhere.
    const [first] = node.properties.evidence as string[];
    const place = first === undefined ? '~' : printedOrder(first);
    // Several of one sort that are printed in one place (two people of one sentence) keep the order of their records.
    const turn = before?.place === place ? before.turn : this.nextTurn(`${node.label} ${place}`);
    // Things of two sorts in one place stand as their ids would; a whole id would only make the indexes large.
    const properties = { ...node.properties, id: node.id, label: node.label, gazette: node.gazette, sort: `${place}|${String(turn).padStart(3, '0')}|${idOf(node.label, '')}` };
    const kept = { ...node, properties, place, turn, file: before?.file ?? this.file };
    this.nodes.set(node.id, kept);
    return kept;
  }

  private nextTurn(counted: string): number {
    const turn = this.turns.get(counted) ?? 0;
    this.turns.set(counted, turn + 1);
    return turn;
  }
}

/** What makes two relationships of one type between the same two things two. */
const tellsApart = ({ relation, partId, taskId }: Record<string, unknown>): string => JSON.stringify([relation, partId, taskId]);

const present = (properties: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null && value !== undefined));

/** Evidence as it stands in the graph: with the key before it. */
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
  const edges = node.edges.map(({ type, to, properties }) => `${type} ${to} ${canonical(properties)}`);
  return createHash('sha256').update(`${node.label}\n${canonical(node.properties)}\n${edges.sort().join('\n')}`).digest('base64url').slice(0, 22);
}

/** The same text for the same properties in whatever order; JSON has no bare line break, so nothing else has that text. */
function canonical(properties: Record<string, unknown>): string {
  let text = '';
  for (const name of Object.keys(properties).sort()) {
    const value = properties[name];
    if (value !== null && value !== undefined) text += `${name}:${JSON.stringify(value)},`;
  }
  return text;
}
