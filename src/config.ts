import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Connections, USUAL } from './server/connections';

/** A whole number with its bounds; the message names both. */
const whole = (least: number, most: number, usual: number) => z.coerce.number({ error: `give a whole number from ${least} to ${most}` }).int(`give a whole number from ${least} to ${most}`).min(least, `give a whole number from ${least} to ${most}`).max(most, `give a whole number from ${least} to ${most}`).default(usual);

const environment = z.object({
  PORT: z.coerce.number({ error: 'give a port number, such as 4000' }).int().min(0).max(65535, 'give a port from 0 to 65535').default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NEO4J_URI: z.string().regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\//, 'give an address such as bolt://127.0.0.1:7687').optional(),
  NEO4J_USER: z.string().optional(),
  NEO4J_PASSWORD: z.string().optional(),
  GAZETTE_CACHE: z.enum(['on', 'off'], { error: 'give on or off' }).default('on'),
  GAZETTE_DATA_DIR: z.string().default('.data'),
  GAZETTE_KEYS_FILE: z.string().min(1).optional(),
  GAZETTE_MAX_CONNECTIONS: whole(10, 1_000_000, USUAL.most),
  GAZETTE_HEADER_SECONDS: whole(1, 600, USUAL.header),
  GAZETTE_REQUEST_SECONDS: whole(1, 600, USUAL.request),
  GAZETTE_ANSWER_SECONDS: whole(1, 3_600, USUAL.answer),
  GAZETTE_IDLE_SECONDS: whole(1, 3_600, USUAL.idle),
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
  dataDir: string;
  /** Salted hashes of the keys; without that file everybody is anonymous. */
  keysFile: string;
  auditFile: string;
  cacheDir: string;
  connections: Connections;
}

/** Reads and checks the environment; what is wrong stops the start, with the variable's name and the repair. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = environment.safeParse(env);
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const { PORT, HOST, NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, GAZETTE_DATA_DIR, GAZETTE_KEYS_FILE, GAZETTE_CACHE, GAZETTE_CACHE_DIR } = read.data;
  const { GAZETTE_MAX_CONNECTIONS, GAZETTE_HEADER_SECONDS, GAZETTE_REQUEST_SECONDS, GAZETTE_ANSWER_SECONDS, GAZETTE_IDLE_SECONDS } = read.data;
  if ((NEO4J_USER ?? NEO4J_PASSWORD) !== undefined && !NEO4J_URI) throw new Error('NEO4J_URI: set it too, or leave NEO4J_USER and NEO4J_PASSWORD out');
  if (NEO4J_URI && NEO4J_PASSWORD === undefined) throw new Error('NEO4J_PASSWORD: set the password of the database at NEO4J_URI');
  return {
    port: PORT, host: HOST, cache: GAZETTE_CACHE === 'on', dataDir: GAZETTE_DATA_DIR, cacheDir: GAZETTE_CACHE_DIR,
    keysFile: GAZETTE_KEYS_FILE ?? join(GAZETTE_DATA_DIR, 'keys.json'), auditFile: join(GAZETTE_DATA_DIR, 'audit.log'),
    connections: { most: GAZETTE_MAX_CONNECTIONS, header: GAZETTE_HEADER_SECONDS, request: GAZETTE_REQUEST_SECONDS, answer: GAZETTE_ANSWER_SECONDS, idle: GAZETTE_IDLE_SECONDS },
    neo4j: NEO4J_URI ? { uri: NEO4J_URI, user: NEO4J_USER ?? 'neo4j', password: NEO4J_PASSWORD ?? '' } : null,
  };
}
