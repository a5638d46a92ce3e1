import { Neo4jError, type Plan, type Session } from 'neo4j-driver';
import { tooCostly } from '../errors';
import { question } from './cypher';
import { patiently, StatementRefused, translate, withIntegers } from './driver';
import type { Fuse } from './fuse';
import { type Json, toJson } from './json';
import { Slots } from './slots';
import type { Params, Reader } from './reader';

const IDS_OF_ELEMENTS = question('analyst/ids-of-elements');

/** For the planning and for the running, each ended by the database; and for the caller, who does not wait for a database that does not look at its clock. */
const TIMEOUT_MS = 5_000;
const PATIENCE_MS = 8_000;
export const MOST_ROWS = 1_000;
const MOST_BYTES = 1_000_000;
/** What may come over the wire for that: a million small numbers in one row would hold up everybody while they are read. */
const MOST_ON_THE_WIRE = 1.5 * MOST_BYTES;

export interface Step { operator: string; details: string }
export interface Explained { type: string; steps: Step[] }
export interface Answer { columns: string[]; rows: Json[][]; truncated: boolean }

/**
 * Asks what analysts ask, apart from all other questions: reading only, on few connections of its own, bounded in time, rows
 * and bytes. What a statement may say is decided elsewhere, and again by `accept` when the database has said how it would run it.
 */
export class AnalystStore extends Slots {
  ask(statement: string, params: Params, accept: (plan: Explained) => void, reader: Reader): Promise<Answer> {
    const asked = this.use((session, fuse) => answer(reader, session, fuse, statement, withIntegers(params) as Params, accept));
    return patiently(asked, PATIENCE_MS).catch((error: unknown) => { throw explain(error); });
  }
}

async function answer(reader: Reader, session: Session, fuse: Fuse, statement: string, params: Params, accept: (plan: Explained) => void): Promise<Answer> {
  fuse.grant(Infinity);
  const { summary } = await reader.send('ANALYST', session, () => session.run(`${EXPLAIN}${statement}`, params, { timeout: TIMEOUT_MS }).catch((error: unknown) => { throw refused(error, EXPLAIN.length); }));
  accept({ type: summary.queryType, steps: summary.plan ? steps(summary.plan) : [] });
  fuse.grant(MOST_ON_THE_WIRE);
  const values: unknown[][] = [];
  const elements = new Set<string>();
  let [bytes, truncated, columns] = [0, false, [] as string[]];
  await reader.send('ANALYST', session, async () => {
    try {
      const result = session.run(statement, params, { timeout: TIMEOUT_MS });
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
  });
  if (truncated && values.length === 0) throw tooCostly('query', 'a row of this is more than is sent, 1 MB; return less in a row');
  fuse.grant(MOST_ON_THE_WIRE);
  const ids = await idsOf(reader, session, [...elements]);
  return { columns, rows: values.map((row) => row.map((value) => toJson(value, (element) => ids.get(element) ?? null))), truncated };
}

const EXPLAIN = 'EXPLAIN ';

function steps(plan: Plan): Step[] {
  const details = plan.arguments as { Details?: unknown };
  return [{ operator: plan.operatorType.replace(/@.*$/, ''), details: typeof details.Details === 'string' ? details.Details : '' }, ...plan.children.flatMap(steps)];
}

/** Relationships know their ends by the database's own ids only. */
async function idsOf(reader: Reader, session: Session, elements: string[]): Promise<Map<string, Json>> {
  if (elements.length === 0) return new Map();
  const { records } = await reader.send('ANALYST', session, () => session.run(IDS_OF_ELEMENTS, { elements }, { timeout: TIMEOUT_MS }));
  return new Map(records.map((record) => [record.get('element') as string, toJson(record.get('id'), () => null)]));
}

/** What the statement itself is to blame for. */
function refused(error: unknown, before: number): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (/fallback has been explicitly disabled/.test(error.message)) return new StatementRefused('path', null, error);
  if (error.code.startsWith('Neo.ClientError.Procedure')) return new StatementRefused('search', null, error);
  // ExecutionFailed: also what a statement does wrong, such as a text cut at -1.
  if (!error.code.startsWith('Neo.ClientError.Statement') && error.code !== 'Neo.DatabaseError.Statement.ExecutionFailed') return error;
  const offset = /\(offset: (\d+)\)/.exec(error.message)?.[1];
  return new StatementRefused(offset === undefined ? 'value' : 'statement', offset === undefined ? null : Number(offset) - before, error);
}

/** A connection that is gone is known by its code; a refusal is for the room that asked. */
const explain = (error: unknown): Error => (error instanceof StatementRefused ? error : translate(error));
