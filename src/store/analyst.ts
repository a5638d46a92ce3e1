import neo4j, { type Driver, Neo4jError, type Plan, type Session } from 'neo4j-driver';
import { overloaded, storeUnavailable, timeout, tooCostly } from '../errors';
import { question } from './cypher';
import { DATABASE, driverFor, translate, withIntegers } from './driver';
import { Fuse } from './fuse';
import { type Json, toJson } from './json';
import type { Params } from './store';

const IDS_OF_ELEMENTS = question('analyst/ids-of-elements');

/** How many analysts are answered at once, and how long one more waits for a place. */
const PLACES = 2;
const WAIT_MS = 2_000;
/** For the planning and for the running, each ended by the database; and for the caller, who does not wait for a database that does not look at its clock. */
const TIMEOUT_MS = 5_000;
const PATIENCE_MS = 8_000;
export const MOST_ROWS = 1_000;
export const MOST_BYTES = 1_000_000;
/** What may come over the wire for that, a few rows at a time: a million small numbers in one row would hold up everybody while they are read. */
const MOST_ON_THE_WIRE = 1.5 * MOST_BYTES;
const FETCH = 20;

export interface Step { operator: string; details: string }
export interface Explained { type: string; steps: Step[] }
export interface Answer { columns: string[]; rows: Json[][]; truncated: boolean }

/** The database refuses a statement for what it says; `offset` is the place in its text where that is known. */
export class StatementRefused extends Error {
  constructor(readonly why: 'statement' | 'value' | 'search' | 'path', readonly offset: number | null, cause: Error) {
    super(`the database refused the statement (${why})`, { cause });
  }
}

/** One connection of its own, used by one statement at a time. */
class Place {
  readonly fuse = new Fuse();
  private readonly driver: Driver;

  constructor(uri: string, user: string, password: string) {
    this.driver = driverFor(uri, user, password, { maxConnectionPoolSize: 1, useBigInt: true, fetchSize: FETCH, connectionLivenessCheckTimeout: 0 });
  }

  session(): Session {
    return this.driver.session({ defaultAccessMode: neo4j.session.READ, database: DATABASE });
  }

  close(): Promise<void> {
    return this.driver.close();
  }
}

/**
 * Asks what analysts ask, apart from all other questions: reading only, on few connections of its own, bounded in time, rows
 * and bytes. What a statement may say is decided elsewhere, and again by `accept` when the database has said how it would run it.
 */
export class AnalystStore {
  private places: Place[] = [];
  private free: Place[] = [];
  private readonly waiting: ((place: Place) => void)[] = [];

  async connect(uri: string, user: string, password: string): Promise<void> {
    const before = this.places;
    this.places = Array.from({ length: PLACES }, () => new Place(uri, user, password));
    this.free = [];
    for (const place of this.places) this.release(place);
    await Promise.all(before.map((place) => place.close()));
  }

  async close(): Promise<void> {
    await Promise.all(this.places.map((place) => place.close()));
  }

  async ask(statement: string, params: Params, accept: (plan: Explained) => void): Promise<Answer> {
    const place = await this.take();
    const session = place.session();
    // The place is free again when the database has let go of the statement, which can be later than its caller is answered.
    const work = place.fuse.run(() => answer(session, place.fuse, statement, withIntegers(params) as Params, accept))
      .finally(() => session.close().catch(() => undefined)).finally(() => this.release(place));
    return patiently(work).catch((error: unknown) => { throw explain(error); });
  }

  private async take(): Promise<Place> {
    if (this.places.length === 0) throw storeUnavailable();
    const place = this.free.pop();
    if (place) return place;
    return new Promise((resolve, reject) => {
      const turn = (found: Place): void => {
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        reject(overloaded());
      }, WAIT_MS);
      this.waiting.push(turn);
    });
  }

  private release(place: Place): void {
    if (!this.places.includes(place)) return;
    const next = this.waiting.shift();
    if (next) next(place);
    else this.free.push(place);
  }
}

async function answer(session: Session, fuse: Fuse, statement: string, params: Params, accept: (plan: Explained) => void): Promise<Answer> {
  fuse.grant(MOST_ON_THE_WIRE);
  const { summary } = await session.run(`${EXPLAIN}${statement}`, params, { timeout: TIMEOUT_MS }).catch((error: unknown) => { throw refused(error, EXPLAIN.length); });
  accept({ type: summary.queryType, steps: summary.plan ? steps(summary.plan) : [] });
  const result = session.run(statement, params, { timeout: TIMEOUT_MS });
  const values: unknown[][] = [];
  const elements = new Set<string>();
  let [bytes, truncated, columns] = [0, false, [] as string[]];
  try {
    columns = await result.keys();
    for await (const record of result) {
      const row = columns.map((column) => record.get(column) as unknown);
      bytes += JSON.stringify(toJson(row, (element) => { elements.add(element); return element; })).length;
      truncated = values.length === MOST_ROWS || bytes > MOST_BYTES;
      if (truncated) break;
      values.push(row);
    }
  } catch (error) {
    if (!fuse.blown) throw refused(error, 0);
    truncated = true;
  }
  if (truncated && values.length === 0) throw tooCostly('query', 'a row of this is more than is sent, 1 MB; return less in a row');
  fuse.grant(MOST_ON_THE_WIRE);
  const ids = await idsOf(session, [...elements]);
  return { columns, rows: values.map((row) => row.map((value) => toJson(value, (element) => ids.get(element) ?? null))), truncated };
}

const EXPLAIN = 'EXPLAIN ';

function steps(plan: Plan): Step[] {
  const details = plan.arguments as { Details?: unknown };
  return [{ operator: plan.operatorType.replace(/@.*$/, ''), details: typeof details.Details === 'string' ? details.Details : '' }, ...plan.children.flatMap(steps)];
}

/** Relationships know their ends by the database's own ids only. */
async function idsOf(session: Session, elements: string[]): Promise<Map<string, Json>> {
  if (elements.length === 0) return new Map();
  const { records } = await session.run(IDS_OF_ELEMENTS, { elements }, { timeout: TIMEOUT_MS });
  return new Map(records.map((record) => [record.get('element') as string, toJson(record.get('id'), () => null)]));
}

async function patiently<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(timeout()), PATIENCE_MS); });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

/** What the statement itself is to blame for. */
function refused(error: unknown, before: number): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (/OutOfMemory/.test(error.code)) return tooCostly('query', 'it needs more memory than one query is given; gather, sort or tell apart fewer rows at once');
  if (/fallback has been explicitly disabled/.test(error.message)) return new StatementRefused('path', null, error);
  if (error.code.startsWith('Neo.ClientError.Procedure')) return new StatementRefused('search', null, error);
  // ExecutionFailed: also what a statement does wrong, such as a text cut at -1.
  if (!error.code.startsWith('Neo.ClientError.Statement') && error.code !== 'Neo.DatabaseError.Statement.ExecutionFailed') return error;
  const offset = /\(offset: (\d+)\)/.exec(error.message)?.[1];
  return new StatementRefused(offset === undefined ? 'value' : 'statement', offset === undefined ? null : Number(offset) - before, error);
}

/** A connection that is gone is known by its code; a refusal is for the room that asked. */
const explain = (error: unknown): Error => (error instanceof StatementRefused ? error : translate(error));
