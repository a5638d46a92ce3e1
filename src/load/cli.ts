import { readConfig } from '../config';
import { startNeo4j } from '../runtime/neo4j';
import { Store } from '../store/store';
import { loadGazettes } from './load';

/** `npm run load`: brings the graph to what the records say, in the running database or one started for this. */
async function run(): Promise<void> {
  const config = readConfig();
  const managed = config.neo4j ? null : await startNeo4j({
    dataDir: config.dataDir, cacheDir: config.cacheDir, log: (line) => console.error(line),
    ready: async (uri, user, password) => {
      const probe = new Store(uri, user, password);
      await probe.run('RETURN 1').finally(() => probe.close());
    },
  });
  const { uri, user, password } = config.neo4j ?? managed ?? { uri: '', user: '', password: '' };
  const store = new Store(uri, user, password);
  try {
    console.log((await loadGazettes(store)).message);
  } finally {
    await store.close();
    await managed?.stop();
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
