import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** From the most that is told to nothing. */
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const environment = z.object({
  PORT: z.coerce.number({ error: 'give a port number, such as 4000' }).int().min(0).max(65535, 'give a port from 0 to 65535').default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NEO4J_URI: z.string().regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\//, 'give an address such as bolt://127.0.0.1:7687').optional(),
  NEO4J_USER: z.string().optional(),
  NEO4J_PASSWORD: z.string().optional(),
  GAZETTE_CACHE: z.enum(['on', 'off'], { error: 'give on or off' }).default('on'),
  GAZETTE_DATA_DIR: z.string().default('.data'),
  GAZETTE_KEYS_FILE: z.string().min(1).optional(),
  GAZETTE_CACHE_DIR: z.string().default(join(homedir(), '.cache', 'gazette-graph')),
  GAZETTE_LOG_LEVEL: z.enum(LEVELS, { error: `give one of ${LEVELS.join(', ')}` }).default('info'),
  GAZETTE_METRICS: z.enum(['on', 'off'], { error: 'give on or off' }).default('on'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'give an address such as http://127.0.0.1:4318' }).optional(),
  OTEL_SERVICE_NAME: z.string().min(1, 'give a name, or leave it out').default('gazette-graph'),
  OTEL_TRACES_SAMPLER_ARG: z.string().regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'give a part from 0 to 1, such as 0.1').transform(Number).default(1),
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
  logLevel: (typeof LEVELS)[number];
  /** Whether /metrics is answered. */
  metrics: boolean;
  /** Without a collector nothing is traced. */
  traces?: { endpoint: string; service: string; ratio: number };
}

/** Reads and checks the environment; what is wrong stops the start, with the variable's name and the repair. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = environment.safeParse(env);
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const { PORT, HOST, NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, GAZETTE_DATA_DIR, GAZETTE_KEYS_FILE, GAZETTE_CACHE, GAZETTE_CACHE_DIR } = read.data;
  const { GAZETTE_LOG_LEVEL, GAZETTE_METRICS, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER_ARG } = read.data;
  if ((NEO4J_USER ?? NEO4J_PASSWORD) !== undefined && !NEO4J_URI) throw new Error('NEO4J_URI: set it too, or leave NEO4J_USER and NEO4J_PASSWORD out');
  if (NEO4J_URI && NEO4J_PASSWORD === undefined) throw new Error('NEO4J_PASSWORD: set the password of the database at NEO4J_URI');
  return {
    port: PORT, host: HOST, cache: GAZETTE_CACHE === 'on', dataDir: GAZETTE_DATA_DIR, cacheDir: GAZETTE_CACHE_DIR,
    keysFile: GAZETTE_KEYS_FILE ?? join(GAZETTE_DATA_DIR, 'keys.json'), auditFile: join(GAZETTE_DATA_DIR, 'audit.log'),
    neo4j: NEO4J_URI ? { uri: NEO4J_URI, user: NEO4J_USER ?? 'neo4j', password: NEO4J_PASSWORD ?? '' } : null,
    logLevel: GAZETTE_LOG_LEVEL, metrics: GAZETTE_METRICS === 'on',
    traces: OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? undefined : { endpoint: OTEL_EXPORTER_OTLP_ENDPOINT, service: OTEL_SERVICE_NAME, ratio: OTEL_TRACES_SAMPLER_ARG },
  };
}
