import { setTimeout as pause } from 'node:timers/promises';
import { Neo4jError, type QueryResult, type Record as NeoRecord, type Session } from 'neo4j-driver';
import { GraphQLError } from 'graphql';
import { type Code, Gone } from '../errors';
import { beginnings, type StatementBegins, type StatementEnded, statements } from '../signals';
import { Line } from './line';
import { patiently, StatementRefused, translate, withIntegers } from './driver';

export type Params = Record<string, unknown>;
export type Row = Record<string, unknown>;

/** Before a read is sent again: to another copy, or to one that was just started. */
const PAUSES_MS = [50, 250];
const RETRIED_FOR_MS = 5_000;
/** One request shall not take all connections: what more it asks at the same time waits for its own. */
const AT_ONCE = 3;
/** How much longer than the database is given one waits for its answer. */
const PATIENCE_MS = 1_000;

/** On whose behalf statements are sent, and how many were; when the signal aborts, its work is ended. */
export interface Asker { requestId: string | null; signal?: AbortSignal; statements: number }

/** What one request needs of the store: it reads, and when the request is given up, so is all that was asked for it. */
export class Reader {
  private readonly running = new Set<Session>();
  private readonly line: Line;

  constructor(private readonly open: () => Session, private readonly timeoutMs: number, private readonly asker: Asker = { requestId: null, statements: 0 }) {
    this.line = new Line({ places: AT_ONCE, longest: Infinity, patienceMs: timeoutMs });
    // Closing a session has the database end what it does for it.
    asker.signal?.addEventListener('abort', () => { for (const session of this.running) void session.close(); }, { once: true });
  }

  /** Runs one read statement by itself (auto-commit), again when the connection was lost in between. */
  run(cypher: string, params: Params = {}): Promise<Row[]> {
    return this.read(cypher, params, (record) => plain(record.toObject()) as Row);
  }

  /** The same for a statement that returns values and lists of them: each row as its columns in their order, nothing copied. */
  values(cypher: string, params: Params = {}): Promise<unknown[][]> {
    return this.read(cypher, params, (record) => [...record.values()]);
  }

  /** Sends one statement, counts it and tells how it ended; nothing is sent any more for who is gone. */
  async send<T>(mode: StatementEnded['mode'], session: Session, statement: () => Promise<T>): Promise<T> {
    this.refuseGone();
    this.asker.statements += 1;
    this.running.add(session);
    if (beginnings.hasSubscribers) beginnings.publish({ mode } satisfies StatementBegins);
    const began = performance.now();
    let outcome: StatementEnded['outcome'] = 'OK';
    try {
      const answer = await statement();
      this.refuseGone();
      return answer;
    } catch (error) {
      const told = this.asker.signal?.aborted ? new Gone() : error;
      outcome = outcomeOf(told);
      throw told;
    } finally {
      this.running.delete(session);
      if (statements.hasSubscribers) statements.publish({ mode, outcome, ms: performance.now() - began, requestId: this.asker.requestId } satisfies StatementEnded);
    }
  }

  private refuseGone(): void {
    if (this.asker.signal?.aborted) throw new Gone();
  }

  private async read<T>(cypher: string, params: Params, take: (record: NeoRecord) => T, [wait, ...later] = PAUSES_MS, until = performance.now() + RETRIED_FOR_MS): Promise<T[]> {
    try {
      return await this.line.inTurn(() => this.readOnce(cypher, params, take));
    } catch (error) {
      if (wait === undefined || !(error instanceof Neo4jError) || !error.retriable || performance.now() > until) throw translate(error);
    }
    await pause(wait);
    return this.read(cypher, params, take, later, until);
  }

  private async readOnce<T>(cypher: string, params: Params, take: (record: NeoRecord) => T): Promise<T[]> {
    const session = this.open();
    const read = (): Promise<QueryResult> => patiently(withoutStack(() => session.run(cypher, withIntegers(params) as Params, { timeout: this.timeoutMs })), this.timeoutMs + PATIENCE_MS);
    try {
      const { records } = await this.send('READ', session, read);
      await session.close();
      return records.map(take);
    } catch (error) {
      // Which a database that does not answer would not do either.
      session.close().catch(() => undefined);
      throw error;
    }
  }
}

function outcomeOf(error: unknown): StatementEnded['outcome'] {
  if (error instanceof Gone) return 'GONE';
  if (error instanceof StatementRefused) return 'CYPHER_REFUSED';
  const known = translate(error);
  return known instanceof GraphQLError ? known.extensions.code as Code : 'INTERNAL';
}

/** The driver notes for every statement from where it was sent, which takes as long as sending it, and nobody is shown it. */
function withoutStack<T>(send: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return send();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}
