import { PARENT_IDS, parentIdOf } from '../records/parents';
import type { Graph } from './graph';

/** Before anything is hashed: a thing that moves to another parent has changed. */
export function keepParentIds(graph: Graph): void {
  const typesOf = new Map<string, string[]>();
  for (const [label, type] of PARENT_IDS) typesOf.set(label, [...(typesOf.get(label) ?? []), type]);
  for (const { id, label, file, properties, edges } of graph.nodes.values()) {
    for (const type of typesOf.get(label) ?? []) {
      const [first, second] = edges.filter((edge) => edge.type === type);
      if (first) properties[parentIdOf(type)] = first.to;
      if (second) graph.problems.push(`${file}: ${Buffer.from(id, 'base64url').toString()} has more than one ${type}, of which it can have one`);
    }
  }
}
