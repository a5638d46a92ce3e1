import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../../src/config';
import { loadGazettes } from '../../src/load/load';
import { type ManagedNeo4j, startNeo4j } from '../../src/runtime/neo4j';
import { Store } from '../../src/store/store';
import { contentOf, memoryFor, seedsFor } from './sizes';

export interface Database { neo4j: ManagedNeo4j; size: number; nodes: number; relationships: number; stop: () => Promise<void> }

/** A Neo4j of its own for each size, loaded once and kept for the next run of the same records and loader. */
export async function startDatabase(size: number, log: (line: string) => void): Promise<Database> {
  const { cacheDir } = readConfig();
  const folder = join(resolve(cacheDir), 'bench', `${size}x-${contentOf(size)}`);
  const neo4j = await startNeo4j({ dataDir: join(folder, 'data'), cacheDir, memory: memoryFor(size), log, ready });
  if (neo4j.borrowed) throw new Error(`Another process measures on ${folder}: wait for it, as two at once would measure each other.`);
  const store = new Store(neo4j.uri, neo4j.user, neo4j.password);
  try {
    const stamp = join(folder, 'loaded');
    if (!existsSync(stamp)) {
      const seeds = seedsFor(size, join(folder, 'records'));
      const begun = Date.now();
      const { message } = await loadGazettes(store, seeds);
      log(`${message} (${((Date.now() - begun) / 1000).toFixed(0)} s)`);
      writeFileSync(stamp, message);
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
