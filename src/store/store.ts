import neo4j, { type Driver, Neo4jError, type Plan, type Record as NeoRecord, type Session } from 'neo4j-driver';
import { storeUnavailable } from '../errors';
import { DATABASE, driverFor, translate, withIntegers } from './driver';

export type Params = Record<string, unknown>;
export type Row = Record<string, unknown>;
/** Runs one statement inside a transaction. */
export type Write = (cypher: string, params?: Params) => Promise<Row[]>;

/** Seconds a read may take in the database before it is ended there. */
const READ_TIMEOUT_MS = 10_000;
const LOAD_TIMEOUT_MS = 120_000;
const DEFINE_TIMEOUT_MS = 600_000;

/** The one place that talks to Neo4j: opens sessions, retries once, turns driver values into plain ones and driver errors into ours. */
export class Store {
  private driver: Driver | undefined;

  /** Without an address it refuses every question, until it is connected. */
  constructor(uri?: string, user = '', password = '') {
    if (uri !== undefined) this.driver = plainNumbers(uri, user, password);
  }

  /** Turns to a database, at the start or when the one before is gone. */
  async connect(uri: string, user: string, password: string): Promise<void> {
    const before = this.driver;
    this.driver = plainNumbers(uri, user, password);
    await before?.close();
  }

  /** Runs one read statement by itself (auto-commit), again once when the connection was lost in between. */
  run(cypher: string, params: Params = {}): Promise<Row[]> {
    return this.read(cypher, params, (record) => plain(record.toObject()) as Row);
  }

  /** The same for a statement that returns values and lists of them: each row as its columns in their order, nothing copied. */
  values(cypher: string, params: Params = {}): Promise<unknown[][]> {
    return this.read(cypher, params, (record) => [...record.values()]);
  }

  /** One transaction, whole or not at all. The work may run again when the database asks for that. */
  async write(work: (write: Write) => Promise<void>): Promise<void> {
    const session = this.session({ defaultAccessMode: neo4j.session.WRITE });
    try {
      await session.executeWrite(async (tx) => {
        await work(async (cypher, params = {}) => (await tx.run(cypher, withIntegers(params) as Params)).records.map((record) => plain(record.toObject()) as Row));
      }, { timeout: LOAD_TIMEOUT_MS });
    } finally {
      await session.close();
    }
  }

  /** Schema statements, which cannot share a transaction with data; ends when all indexes are filled. */
  async define(statements: readonly string[]): Promise<void> {
    const session = this.session({ defaultAccessMode: neo4j.session.WRITE });
    try {
      // Another load may define the same at this moment: whoever has to give way tries again.
      await session.executeWrite(async (tx) => { for (const statement of statements) await tx.run(statement); });
      await session.run(`CALL db.awaitIndexes(${DEFINE_TIMEOUT_MS / 1_000})`, {}, { timeout: DEFINE_TIMEOUT_MS });
    } finally {
      await session.close();
    }
  }

  /** How the database would answer a statement, without running it: for the guards. */
  async explain(cypher: string, params: Params = {}): Promise<{ operators: string[]; details: string[]; notifications: string[] }> {
    const session = this.session({ defaultAccessMode: neo4j.session.READ });
    try {
      const { summary } = await session.run(`EXPLAIN ${cypher}`, withIntegers(params) as Params);
      const plans: Plan[] = [];
      const walk = (plan: Plan): void => { plans.push(plan); plan.children.forEach(walk); };
      if (summary.plan) walk(summary.plan);
      return { operators: plans.map((plan) => plan.operatorType), details: plans.map((plan) => `${plan.operatorType} ${String(plan.arguments.Details ?? '')}`), notifications: summary.notifications.map((note) => `${note.code} ${note.title}`) };
    } finally {
      await session.close();
    }
  }

  async close(): Promise<void> {
    await this.driver?.close();
  }

  private session(config: { defaultAccessMode: 'READ' | 'WRITE' }): Session {
    if (!this.driver) throw storeUnavailable();
    return this.driver.session({ ...config, database: DATABASE });
  }

  private async read<T>(cypher: string, params: Params, take: (record: NeoRecord) => T): Promise<T[]> {
    try {
      return await this.readOnce(cypher, params, take);
    } catch (error) {
      if (!(error instanceof Neo4jError) || !error.retriable) throw translate(error);
    }
    try {
      return await this.readOnce(cypher, params, take);
    } catch (error) {
      throw translate(error);
    }
  }

  private async readOnce<T>(cypher: string, params: Params, take: (record: NeoRecord) => T): Promise<T[]> {
    const session = this.session({ defaultAccessMode: neo4j.session.READ });
    try {
      const result = await withoutStack(() => session.run(cypher, withIntegers(params) as Params, { timeout: READ_TIMEOUT_MS }));
      return result.records.map(take);
    } finally {
      await session.close();
    }
  }
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

const plainNumbers = (uri: string, user: string, password: string): Driver => driverFor(uri, user, password, { disableLosslessIntegers: true });

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}
