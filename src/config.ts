import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const milliseconds = (least: number, most: number, usual: number) => {
  const error = `give milliseconds from ${least} to ${most}`;
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error).default(usual);
};

const environment = z.object({
  PORT: z.coerce.number({ error: 'give a port number, such as 4000' }).int().min(0).max(65535, 'give a port from 0 to 65535').default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NEO4J_URI: z.string().regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\//, 'give an address such as bolt://127.0.0.1:7687').optional(),
  NEO4J_USER: z.string().optional(),
  NEO4J_PASSWORD: z.string().optional(),
  GAZETTE_QUERY_TIMEOUT_MS: milliseconds(100, 600_000, 10_000),
  GAZETTE_POOL: z.coerce.number({ error: 'give a number of connections, such as 100' }).int('give a whole number').min(1, 'give at least 1').max(10_000, 'give at most 10000').default(100),
  GAZETTE_DRAIN_MS: milliseconds(100, 600_000, 10_000),
  GAZETTE_DRAIN_DELAY_MS: milliseconds(0, 600_000, 0),
  GAZETTE_CACHE: z.enum(['on', 'off'], { error: 'give on or off' }).default('on'),
  GAZETTE_DATA_DIR: z.string().default('.data'),
  GAZETTE_KEYS_FILE: z.string().min(1).optional(),
  GAZETTE_CACHE_DIR: z.string().default(join(homedir(), '.cache', 'gazette-graph')),
});

/** Every variable that is read. */
export const CONFIGURATION = Object.keys(environment.shape);

export interface Config {
  port: number;
  host: string;
  /** Whether answers are kept while the graph does not change. */
  cache: boolean;
  /** Null: a Neo4j of our own, started as a child process. */
  neo4j: { uri: string; user: string; password: string } | null;
  /** How long a read may take in the database, and how many connections there are to it. */
  limits: { timeoutMs: number; pool: number };
  /** From the signal to stop: when it goes on as if nothing were, so that a load balancer notices; and when the process has ended. */
  drain: { delayMs: number; ms: number };
  dataDir: string;
  /** Salted hashes of the keys; without that file everybody is anonymous. */
  keysFile: string;
  auditFile: string;
  cacheDir: string;
}

/** Reads and checks the environment; what is wrong stops the start, with the variable's name and the repair. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = environment.safeParse(env);
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const { PORT, HOST, NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, GAZETTE_DATA_DIR, GAZETTE_KEYS_FILE, GAZETTE_CACHE, GAZETTE_CACHE_DIR, GAZETTE_QUERY_TIMEOUT_MS, GAZETTE_POOL, GAZETTE_DRAIN_MS, GAZETTE_DRAIN_DELAY_MS } = read.data;
  if ((NEO4J_USER ?? NEO4J_PASSWORD) !== undefined && !NEO4J_URI) throw new Error('NEO4J_URI: set it too, or leave NEO4J_USER and NEO4J_PASSWORD out');
  if (NEO4J_URI && NEO4J_PASSWORD === undefined) throw new Error('NEO4J_PASSWORD: set the password of the database at NEO4J_URI');
  if (GAZETTE_DRAIN_DELAY_MS >= GAZETTE_DRAIN_MS) throw new Error(`GAZETTE_DRAIN_DELAY_MS: give less than GAZETTE_DRAIN_MS (${GAZETTE_DRAIN_MS}), which it is a part of`);
  return {
    limits: { timeoutMs: GAZETTE_QUERY_TIMEOUT_MS, pool: GAZETTE_POOL }, drain: { delayMs: GAZETTE_DRAIN_DELAY_MS, ms: GAZETTE_DRAIN_MS },
    port: PORT, host: HOST, cache: GAZETTE_CACHE === 'on', dataDir: GAZETTE_DATA_DIR, cacheDir: GAZETTE_CACHE_DIR,
    keysFile: GAZETTE_KEYS_FILE ?? join(GAZETTE_DATA_DIR, 'keys.json'), auditFile: join(GAZETTE_DATA_DIR, 'audit.log'),
    neo4j: NEO4J_URI ? { uri: NEO4J_URI, user: NEO4J_USER ?? 'neo4j', password: NEO4J_PASSWORD ?? '' } : null,
  };
}
