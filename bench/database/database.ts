import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../../src/config';
import { loadGazettes } from '../../src/load/load';
import { type ManagedNeo4j, startNeo4j } from '../../src/runtime/neo4j';
import { Store } from '../../src/store/store';
import { contentOf, memoryFor, seedsFor } from './sizes';

export interface Database { neo4j: ManagedNeo4j; size: number; nodes: number; relationships: number; stop: () => Promise<void> }

/** A Neo4j of its own for each size, loaded once and kept for the next run. */
export async function startDatabase(size: number, log: (line: string) => void): Promise<Database> {
  const { cacheDir } = readConfig();
  const folder = join(resolve(cacheDir), 'bench', `${size}x`);
  const stamp = join(folder, 'loaded');
  const content = contentOf(size);
  const loaded = existsSync(stamp) && readFileSync(stamp, 'utf8') === content;
  // What another loader wrote may have the same records and another shape: begin anew.
  if (!loaded) rmSync(join(folder, 'data'), { recursive: true, force: true });
  const neo4j = await startNeo4j({ dataDir: join(folder, 'data'), cacheDir, memory: memoryFor(size), log, ready });
  const store = new Store(neo4j.uri, neo4j.user, neo4j.password);
  try {
    if (!loaded) {
      const begun = Date.now();
      const { message } = await loadGazettes(store, seedsFor(size, join(folder, 'records')));
      log(`${message} (${((Date.now() - begun) / 1000).toFixed(0)} s)`);
      writeFileSync(stamp, content);
    }
    const [counts] = await store.run('MATCH (g:GraphVersion) RETURN g.nodeCount AS nodes, g.relationshipCount AS relationships');
    return { neo4j, size, nodes: counts?.nodes as number, relationships: counts?.relationships as number, stop: () => neo4j.stop() };
  } catch (error) {
    await neo4j.stop();
    throw error;
  } finally {
    await store.close();
  }
}

async function ready(uri: string, user: string, password: string): Promise<void> {
  const store = new Store(uri, user, password);
  await store.run('RETURN 1').finally(() => store.close());
}
