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
