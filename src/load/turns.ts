import type { Graph, GraphEdge, GraphNode } from './graph';

/** What one transaction writes: the things and relationships of one gazette, and those of earlier ones that waited for it. */
export interface Turn {
  nodes: GraphNode[];
  relations: { from: GraphNode; edge: GraphEdge }[];
  /** Things of earlier turns of which the last relationship is written in this one. */
  late: GraphNode[];
}

/** The turn in which a thing is whole: all it says of others is written. */
export type DoneIn = (node: GraphNode) => number;

/**
 * What has changed, shared out over one turn for each gazette, in the order of their keys. Issues come first, so that no
 * evidence ever names an issue that is not there. A relationship to something of a later gazette waits for that gazette,
 * and its node is not done before.
 */
export function turnsOf(graph: Graph, changed: readonly GraphNode[], keys: readonly string[]): { turns: Turn[]; doneIn: DoneIn } {
  const place = new Map(keys.map((key, at) => [key, at]));
  const turnOf = (node: GraphNode): number => (node.label === 'GazetteIssue' ? 0 : place.get(node.gazette) ?? 0);
  const turns = keys.map((): Turn => ({ nodes: [], relations: [], late: [] }));
  const done = new Map<GraphNode, number>();
  for (const node of changed) {
    const own = turnOf(node);
    let last = own;
    turns[own]?.nodes.push(node);
    for (const edge of node.edges) {
      const to = graph.nodes.get(edge.to);
      const turn = Math.max(own, to ? turnOf(to) : 0);
      turns[turn]?.relations.push({ from: node, edge });
      last = Math.max(last, turn);
    }
    done.set(node, last);
    if (last > own) turns[last]?.late.push(node);
  }
  return { turns, doneIn: (node) => done.get(node) ?? 0 };
}
