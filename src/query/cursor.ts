import { createHash } from 'node:crypto';
import { badUserInput } from '../errors';

/** Patterns and what somebody searches for are no business of a cursor, so it holds only a print of them. */
export const printOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);

/** Where a row stands in one list in one order. */
export const encodeCursor = (list: string, ...key: (string | number | null)[]): string => Buffer.from(JSON.stringify([list, ...key])).toString('base64url');

/** The key of a cursor of this same list; any other is refused. `fits` tells whether it is one that was given out. */
export function decodeCursor<K extends unknown[]>(cursor: string, argument: string, list: string, fits: (key: unknown[]) => boolean): K {
  try {
    const [of, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (of === list && fits(key)) return key as K;
  } catch { /* falls through to the refusal */ }
  throw badUserInput(argument, 'give a cursor of this same list in this same order, unchanged');
}
