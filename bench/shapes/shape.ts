/** What varies between requests of one shape; plain JSON, as it is also sent to the raw server. */
export type Case = Record<string, unknown>;
export interface Request { query: string; variables: Record<string, unknown> }
export type Row = Record<string, unknown>;
/** One statement on the database that is measured. */
export type Run = (cypher: string, params: Record<string, unknown>) => Promise<Row[]>;
/** What shapes choose their cases from. */
export interface World {
  run: Run;
  /** Asks our server, for cursors that only it can give. */
  ours: <D>(request: Request) => Promise<D>;
}

/** How one API is asked, and how its data become the answer in the form that all have in common. */
export interface Form<C extends Case> {
  request: (of: C) => Request;
  answer: (data: Row, of: C) => unknown;
}

/** One sort of question: how each server is asked it. Everything is worked out from the loaded data, so that it fits any size. */
export interface Shape<C extends Case = Case> {
  key: string;
  title: string;
  /** Several, so that no single answer is measured; the same ones for the same graph. Empty when the graph has nothing of the sort. */
  cases: (world: World) => Promise<C[]>;
  ours: Form<C>;
  /** The ways in which the peer can be asked; the best of those that answer alike is measured. Empty when it cannot answer. */
  peer: Record<string, Form<C>>;
  /** The best statements we can write by hand; returns the answer in the common form. */
  raw: (run: Run, of: C) => Promise<unknown>;
  /** For a question with several right answers (one shortest path of many): what must be the same. */
  compared?: (answer: unknown) => unknown;
  /** Something written in between that must not change the answers; `undo` takes it back. */
  insert?: { write: string; undo: string };
}

/** Types the data where they are read; nothing else knows their form. */
export const form = <C extends Case, D>(request: (of: C) => Request, answer: (data: D, of: C) => unknown): Form<C> =>
  ({ request, answer: (data, of) => answer(data as D, of) });

/** A shape beside others: which case belongs to which stays inside of it. */
export const shape = <C extends Case>(made: Shape<C>): Shape => made as unknown as Shape;

/** So many of a list, evenly spread over it, first and last included: a deterministic choice that sees large and small ones. */
export function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, at) => items[Math.floor((at * (items.length - 1)) / (count - 1))] as T);
}

interface Edges { edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean } }
const PAGE = 100;

/**
 * Walks one of our lists forward, page by page, to at most `rows` edges, as a client does who wants to get deep into it.
 * `query` takes $first and $after, and answers edges with cursors and ids.
 */
export async function walk(world: World, query: string, variables: Record<string, unknown>, list: string, rows: number): Promise<{ cursor: string; id: string }[]> {
  const passed: { cursor: string; id: string }[] = [];
  for (let more = true; more && passed.length < rows;) {
    const data = await world.ours<Record<string, Edges>>({ query, variables: { ...variables, first: Math.min(PAGE, rows - passed.length), after: passed.at(-1)?.cursor ?? null } });
    const page = data[list] as Edges;
    passed.push(...page.edges.map(({ cursor, node }) => ({ cursor, id: node.id })));
    more = page.pageInfo.hasNextPage;
  }
  return passed;
}

/** The peer's own cursor for what comes after so many rows. */
export const peerCursor = (rows: number): string | null => (rows === 0 ? null : Buffer.from(`arrayconnection:${rows - 1}`).toString('base64'));
