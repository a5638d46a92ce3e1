import 'reflect-metadata';
import { loadGazettes } from '../../src/load/load';
import { type Database, SHARED, startDatabase } from './world';

export const holder = globalThis as { sharedDatabase?: Database };

/** Before the first test file: one loaded database for all that only read. Runs of files that need none start none. */
export default async function start(): Promise<void> {
  const files = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  if (files.length > 0 && files.every((file) => /contract|unit|cluster/.test(file))) return;
  holder.sharedDatabase = await startDatabase();
  await loadGazettes(holder.sharedDatabase.store);
  const { uri, user, password } = holder.sharedDatabase.neo4j;
  process.env[SHARED] = JSON.stringify({ uri, user, password });
}
