import 'reflect-metadata';
import { AuditLog } from './access/audit-log';
import { Keys } from './access/keys';
import { recogniser } from './access/recognise';
import { Tokens } from './access/tokens';
import { type Config, readConfig } from './config';
import { Budget, sharedCounters } from './limits/budget';
import { lineOf } from './limits/limits';
import { INDEXES, loadGazettes } from './load/load';
import { loadOnRequest } from './load/on-request';
import { RequestContext } from './query/context';
import { type ManagedNeo4j, startNeo4j } from './runtime/neo4j';
import { SAVED_QUESTIONS } from './questions/catalogue';
import { makeSchema } from './schema';
import { makeLog } from './seeing/log';
import { see, type Seeing } from './seeing/see';
import { AnswerCache } from './server/answer-cache';
import { type Api, startApi } from './server/server';
import { TrustedDocuments } from './server/trusted-documents';
import { addressBehind } from './server/visit';
import { AnalystStore } from './store/analyst';
import { GraphReadiness, type Readiness } from './store/readiness';
import { Store } from './store/store';
import { GraphWatch } from './store/watch';

const say = (line: string): void => console.error(line);
const RETRY_MS = 2_000;
const WATCH_MS = 1_000;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function main(config: Config): Promise<void> {
  const [store, analysts] = [new Store(), new AnalystStore()];
  const watch = GraphWatch.of(store);
  const graph = new GraphReadiness(store, INDEXES);
  const budget = new Budget(config.budgets, config.redis === null ? undefined : sharedCounters(config.budgets, config.redis, say));
  const line = lineOf(config.limits);
  let api: Api | null = null;
  let seeing: Seeing | null = null;
  let managed: ManagedNeo4j | undefined;
  let stopping = false;

  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // What is left then is cut off: the database rolls back what it was doing for us.
    setTimeout(() => process.exit(0), config.drain.ms);
    if (api) await pause(config.drain.delayMs);
    await api?.stop();
    await Promise.all([store.close(), analysts.close(), budget.close(), seeing?.stop()]);
    await managed?.stop();
    process.exit(0);
  };
  const end = (): void => { stop().catch(fail); };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);

  // With records that are wrong the graph before goes on being served.
  const readiness = async (): Promise<Readiness> => (stopping ? 'stopping' : graph.now());
  const [keys, audit] = [new Keys(config.keysFile), new AuditLog(config.auditFile)];
  const tokens = config.tokens && await Tokens.open(config.tokens, say);
  const log = makeLog(config.logLevel);
  audit.follow((error) => log.error({ err: error }, 'a refused request could not be recorded'));
  const cache = config.cache ? new AnswerCache(watch) : undefined;
  seeing = await see({
    log, traces: config.traces, metrics: config.metrics ? {
      operations: new Set(SAVED_QUESTIONS.map(({ name }) => name)), ready: async () => await readiness() === 'ready', graph: () => watch.graph(), connections: config.database.pool,
      executions: () => ({ running: line.served, waiting: line.waiting }), cache: cache && (() => cache.counts()),
    } : undefined,
  });
  // The address first: when it is taken, nothing else was started yet.
  api = await startApi({
    schema: makeSchema(), context: (visit) => new RequestContext(store.reading(visit), visit, { analysts, audit }), access: { recognise: recogniser(keys, tokens), audit }, watch, cache,
    limits: config.limits, budget, line, origins: config.origins, addressOf: addressBehind(config.proxies), connections: config.connections, host: config.host, port: config.port, log, metrics: seeing.metrics,
    load: loadOnRequest(store), trusted: config.trustedDocuments === null ? undefined : new TrustedDocuments(config.trustedDocuments, log),
    readiness, drainMs: config.drain.ms - config.drain.delayMs,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Error(`PORT: ${config.port} is taken on ${config.host}; stop what listens there, or set another PORT`);
    if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') throw new Error(`PORT, HOST: ${config.host}:${config.port} cannot be listened on (${error.code}); set others`);
    throw error;
  });
  const { url } = api;
  say(`Listening at ${url}`);

  const connect = async (): Promise<void> => {
    managed = config.neo4j ? undefined : await startNeo4j({ dataDir: config.dataDir, cacheDir: config.cacheDir, log: say, ready: answers });
    const { uri, user, password } = config.neo4j ?? managed ?? { uri: '', user: '', password: '' };
    await store.connect(uri, user, password, config.database);
    await analysts.connect(uri, user, password, store.bookmarks);
  };
  await connect();
  await load(store, () => stopping);
  if (!stopping) say(`GraphQL at ${url}/graphql, GraphiQL at ${url}/`);

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
async function load(store: Store, stopped: () => boolean): Promise<void> {
  for (let last = ''; !stopped();) {
    try {
      return say((await loadGazettes(store)).message);
    } catch (error) {
      if (stopped()) return;
      const reason = explain(error);
      if (reason !== last) say(`Not loaded yet: ${reason}`);
      last = reason;
      await pause(RETRY_MS);
    }
  }
}

/** For the operator: what a client is not told. */
function explain(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  if (cause?.code?.startsWith('Neo.ClientError.Security')) return 'NEO4J_USER, NEO4J_PASSWORD: the database refuses them';
  if (cause?.code === 'ServiceUnavailable') return `NEO4J_URI: nothing answers there (${cause.message?.split('\n')[0] ?? ''})`;
  return error instanceof Error ? error.message : String(error);
}

/** Throws while the database does not answer. */
async function answers(uri: string, user: string, password: string): Promise<void> {
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
