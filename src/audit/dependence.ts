import type { RequestContext } from '../query/context';
import { question } from '../store/cypher';

const CITATIONS_FROM = question('audit/citations-from');
const CITATIONS_OF = question('audit/citations-of');

/** Which roles count, how far to follow them, and as recorded at which time. */
export interface Question { roles: readonly string[]; maxDepth: number; at: string }
export interface Pair { document: string; root: string; depth: number }
export interface Reach {
  pairs: Pair[];
  /** Ids of the citations from the document to the root; of several shortest chains the one that is printed first. */
  chainOf: (pair: Pair) => Promise<string[]>;
}

/** Documents that rest on one of the roots, directly or through others. */
export async function restingOn(context: RequestContext, roots: readonly string[], { roles, maxDepth, at }: Question): Promise<Reach> {
  const depths = await walk(context, CITATIONS_OF, roots, { roles, maxDepth, at });
  return {
    pairs: [...depths].flatMap(([root, found]) => [...found].map(([document, depth]) => ({ document, root, depth }))),
    chainOf: ({ document, root }) => chain(context, CITATIONS_FROM, { roles, at }, document, (id) => (id === root ? 0 : depths.get(root)?.get(id))),
  };
}

/** Documents that one document rests on, directly or through others. */
export async function restedOnBy(context: RequestContext, document: string, { roles, maxDepth, at }: Question): Promise<Reach> {
  const found = (await walk(context, CITATIONS_FROM, [document], { roles, maxDepth, at })).get(document) ?? new Map<string, number>();
  return {
    pairs: [...found].map(([root, depth]) => ({ document, root, depth })),
    chainOf: async ({ root }) => (await chain(context, CITATIONS_OF, { roles, at }, root, (id) => (id === document ? 0 : found.get(id)))).reverse(),
  };
}

/**
 * Breadth first from every start at once, one statement for each level: what was seen is not walked again, so cycles end,
 * and the work is bounded by the documents reached. (One path pattern for all of it, SHORTEST with a quantifier, took
 * seconds on ten documents with sixty citations among them.)
 */
async function walk(context: RequestContext, cypher: string, starts: readonly string[], { roles, maxDepth, at }: Question): Promise<Map<string, Map<string, number>>> {
  const depths = new Map(starts.map((start) => [start, new Map<string, number>()]));
  let frontiers = new Map(starts.map((start) => [start, [start]]));
  for (let depth = 1; depth <= maxDepth && frontiers.size > 0; depth += 1) {
    const wanted = [...new Set([...frontiers.values()].flat())];
    const steps = new Map(await Promise.all(wanted.map(async (id) => [id, await context.walked(cypher, id, { roles, at })] as const)));
    const next = new Map<string, string[]>();
    for (const [start, frontier] of frontiers) {
      const found = depths.get(start);
      const reached = frontier.flatMap((id) => steps.get(id) ?? []).map((row) => row.other as string)
        .filter((id) => found && id !== start && !found.has(id) && found.set(id, depth));
      if (reached.length > 0) next.set(start, reached);
    }
    frontiers = next;
  }
  return depths;
}

/** Step by step to where the distance is 0. */
async function chain(context: RequestContext, cypher: string, params: { roles: readonly string[]; at: string }, from: string, distance: (id: string) => number | undefined): Promise<string[]> {
  const steps: string[] = [];
  for (let here = from; distance(here) !== 0;) {
    const step = (await context.walked(cypher, here, params)).find((row) => distance(row.other as string) === (distance(here) ?? 0) - 1);
    if (!step) throw new Error('a shortest chain has a gap');
    steps.push(step.citation as string);
    here = step.other as string;
  }
  return steps;
}
