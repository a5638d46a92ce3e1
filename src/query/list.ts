import { badUserInput } from '../errors';
import { Connection } from './page';
import { checkRange } from './range';

/** A page of a list that is worked out and not stored: cursors name the row itself, so that they hold when rows before it go away. */
export interface Listed<T> { key: string; node: T }
export interface Forwards { first?: number | null; after?: string | null }

const encode = (key: string): string => Buffer.from(key).toString('base64url');

export function pageOfList<T>(rows: readonly Listed<T>[], { first, after }: Forwards): Connection<T> {
  const limit = first ?? 20;
  checkRange('first', limit, 1, 100);
  let start = 0;
  if (after !== undefined && after !== null) {
    start = rows.findIndex(({ key }) => encode(key) === after) + 1;
    if (start === 0) throw badUserInput('after', 'give a cursor of this same list, unchanged');
  }
  const kept = rows.slice(start, start + limit);
  const edges = kept.map(({ key, node }) => ({ cursor: encode(key), node }));
  return new Connection(edges, {
    hasNextPage: start + limit < rows.length, hasPreviousPage: start > 0, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null,
  }, () => Promise.resolve(rows.length));
}
