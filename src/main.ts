import 'reflect-metadata';
import pino from 'pino';
import { type Config, readConfig } from './config';
import { loadGazettes } from './load/load';
import { RequestContext } from './query/context';
import { startNeo4j } from './runtime/neo4j';
import { makeSchema } from './schema';
import { startApi } from './server/server';
import { Store } from './store/store';

const say = (line: string): void => console.error(line);
const RETRY_MS = 2_000;

async function main(config: Config): Promise<void> {
  const managed = config.neo4j ? null : await startNeo4j({ dataDir: config.dataDir, cacheDir: config.cacheDir, log: say, ready });
  const { uri, user, password } = config.neo4j ?? managed ?? { uri: '', user: '', password: '' };
  const store = new Store(uri, user, password);
  let loaded = false;
  let stopping = false;
  const api = await startApi({
    schema: makeSchema(), context: () => new RequestContext(store), host: config.host, port: config.port,
    log: pino({ name: 'gazette-graph' }, pino.destination(2)),
    ready: async () => loaded && !stopping && (await store.run('RETURN 1').then(() => true, () => false)),
  });
  say(`Listening at ${api.url}`);
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await api.stop();
    await store.close();
    await managed?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  // The database may come later than we do: keep trying, and say why we wait.
  let last = '';
  while (!loaded && !stopping) {
    try {
      say((await loadGazettes(store)).message);
      loaded = true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== last) say(`Not loaded yet: ${reason}`);
      last = reason;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  say(`GraphQL at ${api.url}/graphql, GraphiQL at ${api.url}/`);
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
