import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { AuditLog } from '../../src/access/audit-log';
import { runKeys } from '../../src/access/cli';
import { Keys } from '../../src/access/keys';
import { recogniser } from '../../src/access/recognise';
import { readConfig } from '../../src/config';
import { loadGazettes } from '../../src/load/load';
import { RequestContext } from '../../src/query/context';
import { type ManagedNeo4j, startNeo4j } from '../../src/runtime/neo4j';
import { Budget, type Budgets } from '../../src/limits/budget';
import { type Limits, lineOf } from '../../src/limits/limits';
import { makeSchema } from '../../src/schema';
import { type Api, type ApiOptions, startApi } from '../../src/server/server';
import { addressBehind } from '../../src/server/visit';
import { AnalystStore } from '../../src/store/analyst';
import { Store } from '../../src/store/store';

export interface Database { neo4j: ManagedNeo4j; store: Store; folder: string; stop: () => Promise<void> }

export const ready = async (uri: string, user: string, password: string): Promise<void> => {
  const probe = new Store(uri, user, password);
  await probe.run('RETURN 1').finally(() => probe.close());
};

export const cacheDir = (): string => readConfig().cacheDir;

/** A real Neo4j with an empty folder of its own. */
export async function startDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'gazette-graph-'));
  const neo4j = await startNeo4j({ dataDir: folder, cacheDir: cacheDir(), log: () => undefined, ready });
  const store = new Store(neo4j.uri, neo4j.user, neo4j.password);
  return {
    neo4j, store, folder,
    stop: async () => {
      await store.close();
      await neo4j.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Failure { message: string; path?: (string | number)[]; extensions: { code: string; argument?: string; repair?: string; candidates?: { name: string; type: string }[] } }
export interface Answer<T> { status: number; data: T; errors?: Failure[]; text: string }
/** `key` is sent as a bearer key. */
export type Ask = <T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>, key?: string) => Promise<Answer<T>>;

/** In a database's own folder. */
export const keysFile = ({ folder }: Database): string => join(folder, 'keys.json');
export const auditFile = ({ folder }: Database): string => join(folder, 'audit.log');

/** A key as an operator makes it. */
export async function addKey(database: Database, name: string, role = 'analyst'): Promise<string> {
  const shown: string[] = [];
  await runKeys(['add', '--role', role, name], keysFile(database), (line) => shown.push(line), () => undefined);
  return shown.join();
}

/** Limits as they are without any variable; only budgets are out of reach, as tests ask more than any caller. */
export function usual({ limits = readConfig({}).limits, budgets = { anonymous: 1e12, reader: 1e12, analyst: 1e12, curator: 1e12 } }: { limits?: Limits; budgets?: Budgets } = {}): Pick<ApiOptions, 'limits' | 'budget' | 'line' | 'origins' | 'addressOf'> {
  return { limits, budget: new Budget(budgets), line: lineOf(limits), origins: [], addressOf: addressBehind([]) };
}

/** The API as it is served, on a port of its own; given the whole database also for analysts. */
export async function startApiOn(store: Store, database?: Database, { limits, budgets, ...given }: Partial<Pick<ApiOptions, 'watch' | 'cache' | 'load' | 'trusted' | 'metrics' | 'origins' | 'addressOf'>> & { limits?: Limits; budgets?: Budgets } = {}): Promise<{ api: Api; ask: Ask }> {
  const analysts = new AnalystStore();
  const access = database && { recognise: recogniser(new Keys(keysFile(database)), null), audit: new AuditLog(auditFile(database)) };
  if (database) await analysts.connect(database.neo4j.uri, database.neo4j.user, database.neo4j.password);
  const started = await startApi({ ...usual({ limits, budgets }), ...given, schema: makeSchema(), context: (caller) => new RequestContext(store.reading(caller), caller, access && { analysts, audit: access.audit }), access, readiness: async () => 'ready', host: '127.0.0.1', port: 0, log: pino({ level: 'silent' }) });
  const api = { ...started, stop: async () => { await started.stop(); await analysts.close(); } };
  return {
    api,
    ask: async <T>(query: string, variables: Record<string, unknown> = {}, key?: string) => {
      const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) }, body: JSON.stringify({ query, variables }) });
      const text = await response.text();
      return { status: response.status, text, ...(JSON.parse(text) as Omit<Answer<T>, 'status' | 'text'>) };
    },
  };
}

/** Where the loaded database is that jest.config.js lets all reading test files share; unset when it started none. */
export const SHARED = 'GAZETTE_TEST_DATABASE';

/**
 * For a test file: the records of the repository served before its tests, and all of it stopped after them. Files share
 * one database; a file that leaves something behind in it, or harms it, asks for its own.
 */
export function served({ own = false } = {}): { database: { store: Store }; ask: Ask; url: () => string } {
  const database = {} as { store: Store };
  let running: { api: Api; ask: Ask } | undefined;
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const shared = own ? undefined : process.env[SHARED];
    if (shared) {
      const { uri, user, password } = JSON.parse(shared) as { uri: string; user: string; password: string };
      database.store = new Store(uri, user, password);
      stop = () => database.store.close();
    } else {
      const started = await startDatabase();
      [database.store, stop] = [started.store, started.stop];
      await loadGazettes(database.store);
    }
    running = await startApiOn(database.store);
  }, 300_000);
  afterAll(async () => {
    await running?.api.stop();
    await stop?.();
  });
  const api = (): { api: Api; ask: Ask } => {
    if (!running) throw new Error('nothing is served before the tests begin');
    return running;
  };
  return { database, ask: (query, variables) => api().ask(query, variables), url: () => api().api.url };
}
