import neo4j, { type BookmarkManager, type Driver, type Plan, type Session } from 'neo4j-driver';
import { storeUnavailable } from '../errors';
import { DATABASE, driverFor, withIntegers } from './driver';
import { type Asker, type Params, plain, Reader, type Row } from './reader';

/** Runs one statement inside a transaction. */
export type Write = (cypher: string, params?: Params) => Promise<Row[]>;

/** How long a read may take in the database before it is ended there, and how many connections there are. */
export interface Limits { timeoutMs: number; pool: number }
const LIMITS: Limits = { timeoutMs: 10_000, pool: 100 };
const LOOK_TIMEOUT_MS = 3_000;
const LOAD_TIMEOUT_MS = 120_000;
const DEFINE_TIMEOUT_MS = 600_000;

/** Where sessions with Neo4j are opened: for reading (reader.ts), for loads, for the schema. */
export class Store {
  private driver: Driver | undefined;
  private limits = LIMITS;
  /** On a cluster: what was seen or written last, so that no later statement is answered by a copy that is further behind. */
  bookmarks: BookmarkManager | undefined;

  /** Without an address it refuses every question, until it is connected. */
  constructor(uri?: string, user = '', password = '', limits = LIMITS) {
    if (uri !== undefined) this.turnTo(uri, user, password, limits);
  }

  /** Turns to a database, at the start or when the one before is gone. */
  async connect(uri: string, user: string, password: string, limits = LIMITS): Promise<void> {
    const before = this.driver;
    this.turnTo(uri, user, password, limits);
    await before?.close();
  }

  /** The way to the store for one request, or for nobody in particular. */
  reading(asker?: Asker): Reader {
    return new Reader(() => this.session({ defaultAccessMode: neo4j.session.READ }), this.limits.timeoutMs, asker);
  }

  run(cypher: string, params?: Params): Promise<Row[]> {
    return this.reading().run(cypher, params);
  }

  values(cypher: string, params?: Params): Promise<unknown[][]> {
    return this.reading().values(cypher, params);
  }

  /** The same, from where loads are written to and so never behind one; soon, or not at all. */
  latest(cypher: string): Promise<unknown[][]> {
    return new Reader(() => this.session({ defaultAccessMode: neo4j.session.WRITE }), LOOK_TIMEOUT_MS).values(cypher);
  }

  /** One transaction, whole or not at all. The work may run again when the database asks for that. */
  async write(work: (write: Write) => Promise<void>): Promise<void> {
    const [session, writing] = [this.session({ defaultAccessMode: neo4j.session.WRITE }), this.reading()];
    try {
      await session.executeWrite(async (tx) => {
        await work(async (cypher, params = {}) => {
          const { records } = await writing.send('WRITE', session, async () => tx.run(cypher, withIntegers(params) as Params));
          return records.map((record) => plain(record.toObject()) as Row);
        });
      }, { timeout: LOAD_TIMEOUT_MS });
    } finally {
      await session.close();
    }
  }

  /** Schema statements, which cannot share a transaction with data; ends when all indexes are filled. */
  async define(statements: readonly string[]): Promise<void> {
    const [session, writing] = [this.session({ defaultAccessMode: neo4j.session.WRITE }), this.reading()];
    try {
      // Another load may define the same at this moment: whoever has to give way tries again.
      await session.executeWrite(async (tx) => { for (const statement of statements) await writing.send('WRITE', session, async () => tx.run(statement)); });
      await writing.send('WRITE', session, async () => session.run(`CALL db.awaitIndexes(${DEFINE_TIMEOUT_MS / 1_000})`, {}, { timeout: DEFINE_TIMEOUT_MS }));
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

  private turnTo(uri: string, user: string, password: string, limits: Limits): void {
    this.limits = limits;
    this.bookmarks = uri.startsWith('neo4j') ? neo4j.bookmarkManager() : undefined;
    this.driver = driverFor(uri, user, password, { disableLosslessIntegers: true, maxConnectionPoolSize: limits.pool });
  }

  private session(config: { defaultAccessMode: 'READ' | 'WRITE' }): Session {
    if (!this.driver) throw storeUnavailable();
    return this.driver.session({ ...config, database: DATABASE, bookmarkManager: this.bookmarks });
  }
}
