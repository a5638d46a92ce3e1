import 'reflect-metadata';
import pino from 'pino';
import { AuditLog } from './access/audit-log';
import { Keys } from './access/keys';
import { type Config, readConfig } from './config';
import { loadGazettes } from './load/load';
import { RequestContext } from './query/context';
import { type ManagedNeo4j, startNeo4j } from './runtime/neo4j';
import { makeSchema } from './schema';
import { AnswerCache } from './server/answer-cache';
import { startApi } from './server/server';
import { AnalystStore } from './store/analyst';
import { Store } from './store/store';
import { GraphWatch } from './store/watch';

const say = (line: string): void => console.error(line);
const RETRY_MS = 2_000;
const WATCH_MS = 1_000;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function main(config: Config): Promise<void> {
  const [store, analysts] = [new Store(), new AnalystStore()];
  const [keys, audit] = [new Keys(config.keysFile), new AuditLog(config.auditFile)];
  const watch = GraphWatch.of(store);
  let managed: ManagedNeo4j | undefined;
  let loaded = false;
  let stopping = false;
  // The address first: when it is taken, nothing else was started yet.
  const api = await startApi({
    schema: makeSchema(), context: (caller) => new RequestContext(store, caller, { analysts, audit }), access: { keys, audit }, watch, cache: config.cache ? new AnswerCache(watch) : undefined, connections: config.connections, host: config.host, port: config.port,
    log: pino({ name: 'gazette-graph' }, pino.destination(2)),
    ready: async () => loaded && !stopping && (await store.run('RETURN 1').then(() => true, () => false)),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Error(`PORT: ${config.port} is taken on ${config.host}; stop what listens there, or set another PORT`);
    if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') throw new Error(`PORT, HOST: ${config.host}:${config.port} cannot be listened on (${error.code}); set others`);
    throw error;
  });
  say(`Listening at ${api.url}`);
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await api.stop();
    await Promise.all([store.close(), analysts.close()]);
    await managed?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  const connect = async (): Promise<void> => {
    managed = config.neo4j ? undefined : await startNeo4j({ dataDir: config.dataDir, cacheDir: config.cacheDir, log: say, ready });
    const { uri, user, password } = config.neo4j ?? managed ?? { uri: '', user: '', password: '' };
    await Promise.all([store.connect(uri, user, password), analysts.connect(uri, user, password)]);
  };
  await connect();
  loaded = await load(store, () => stopping);
  say(`GraphQL at ${api.url}/graphql, GraphiQL at ${api.url}/`);

  // A database that another process started goes away with that process: then it is for us to start one.
  while (managed?.borrowed && !stopping) {
    await pause(WATCH_MS);
    if (managed.pid() !== undefined || stopping) continue;
    say('The Neo4j of another process has ended');
    await connect();
    await load(store, () => stopping);
  }
}

/** The database may come later than we do: keep trying, and say why we wait. */
async function load(store: Store, stopped: () => boolean): Promise<boolean> {
  for (let last = ''; !stopped();) {
    try {
      say((await loadGazettes(store)).message);
      return true;
    } catch (error) {
      const reason = explain(error);
      if (reason !== last) say(`Not loaded yet: ${reason}`);
      last = reason;
      await pause(RETRY_MS);
    }
  }
  return false;
}

/** For the operator: what a client is not told. */
function explain(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  if (cause?.code?.startsWith('Neo.ClientError.Security')) return 'NEO4J_USER, NEO4J_PASSWORD: the database refuses them';
  if (cause?.code === 'ServiceUnavailable') return `NEO4J_URI: nothing answers there (${cause.message?.split('\n')[0] ?? ''})`;
  return error instanceof Error ? error.message : String(error);
}

/** Throws while the database does not answer. */
async function ready(uri: string, user: string, password: string): Promise<void> {
  const store = new Store(uri, user, password);
  try {
    await store.run('RETURN 1');
  } finally {
    await store.close();
  }
}

try {
  main(readConfig()).catch(fail);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
