import neo4j, { type Config, type Driver, type Integer, isInt, Neo4jError } from 'neo4j-driver';
import { storeUnavailable, timeout, tooCostly } from '../errors';

/** The one database that is asked; on Community Edition there is no other but `system`. */
export const DATABASE = 'neo4j';

export const driverFor = (uri: string, user: string, password: string, more: Config = {}): Driver => neo4j.driver(uri, neo4j.auth.basic(user, password), {
  connectionTimeout: 3_000, connectionAcquisitionTimeout: 5_000, telemetryDisabled: true, ...more,
});

/**
 * JavaScript has one kind of number; whole ones are sent as integers so that LIMIT and stored integers stay integers. What
 * holds none is passed on as it is, for a load sends much and little of it is numbers.
 */
export function withIntegers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let at = 0; at < value.length; at += 1) {
      const item = withIntegers(value[at]);
      if (item !== value[at]) (copy ??= [...(value as unknown[])])[at] = item;
    }
    return copy ?? value;
  }
  if (isInt(value as Integer)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, before] of Object.entries(value)) {
    const item = withIntegers(before);
    if (item !== before) (copy ??= { ...value } as Record<string, unknown>)[key] = item;
  }
  return copy ?? value;
}

/** For a database that does not look at its clock any more. */
export async function patiently<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(timeout()), milliseconds); });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

/** Driver text never leaves this folder: the cause is kept for the log only. */
export function translate(error: unknown): Error {
  if (!(error instanceof Neo4jError)) return error instanceof Error ? error : new Error(String(error));
  if (error.code.includes('TransactionTimedOut')) return timeout();
  if (/OutOfMemory/.test(error.code)) return tooCostly('query', 'it needs more memory than one question is given; gather, sort or tell apart fewer things at once');
  const unreachable = ['ServiceUnavailable', 'SessionExpired'].includes(error.code) || /acquisition timed out/i.test(error.message)
    // While the first load of an empty graph is under way.
    || /There is no such fulltext schema index/.test(error.message)
    // A database that could not write (its disk is full) refuses everything until it is started again.
    || error.code.startsWith('Neo.DatabaseError.Transaction') || error.code.startsWith('Neo.ClientError.Security') || error.code.startsWith('Neo.TransientError');
  return unreachable ? storeUnavailable(error) : error;
}

/** The database refuses a statement for what it says; `offset` is the place in its text where that is known. */
export class StatementRefused extends Error {
  constructor(readonly why: 'statement' | 'value' | 'search' | 'path', readonly offset: number | null, cause: Error) {
    super(`the database refused the statement (${why})`, { cause });
  }
}
