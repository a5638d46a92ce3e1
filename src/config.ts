import { homedir } from 'node:os';
import { join } from 'node:path';
import proxyaddr from 'proxy-addr';
import { z } from 'zod';
import { ALGORITHMS, type TokenOptions } from './access/tokens';
import type { Budgets } from './limits/budget';
import type { Limits } from './limits/limits';
import { type Connections, USUAL } from './server/connections';

/** A whole number with its bounds; the message names both. */
const whole = (least: number, most: number, usual: number) => z.coerce.number({ error: `give a whole number from ${least} to ${most}` }).int(`give a whole number from ${least} to ${most}`).min(least, `give a whole number from ${least} to ${most}`).max(most, `give a whole number from ${least} to ${most}`).default(usual);
const list = z.string().transform((text) => text.split(',').map((item) => item.trim()).filter(Boolean));
const isOrigin = (text: string): boolean => text === '*' || (URL.canParse(text) && new URL(text).origin === text);
function areProxies(items: string[]): boolean {
  try {
    proxyaddr.compile(items);
    return true;
  } catch {
    return false;
  }
}

const MOST_POINTS = 1_000_000_000_000;

/** From the most that is told to nothing. */
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const environment = z.object({
  PORT: z.coerce.number({ error: 'give a port number, such as 4000' }).int().min(0).max(65535, 'give a port from 0 to 65535').default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NEO4J_URI: z.string().regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\//, 'give an address such as bolt://127.0.0.1:7687').optional(),
  NEO4J_USER: z.string().optional(),
  NEO4J_PASSWORD: z.string().optional(),
  GAZETTE_QUERY_TIMEOUT_MS: whole(100, 600_000, 10_000),
  GAZETTE_POOL: whole(1, 10_000, 100),
  GAZETTE_DRAIN_MS: whole(100, 600_000, 10_000),
  GAZETTE_DRAIN_DELAY_MS: whole(0, 600_000, 0),
  GAZETTE_CACHE: z.enum(['on', 'off'], { error: 'give on or off' }).default('on'),
  GAZETTE_DATA_DIR: z.string().default('.data'),
  GAZETTE_KEYS_FILE: z.string().min(1).optional(),
  GAZETTE_JWT_JWKS: z.string().min(1).optional(),
  GAZETTE_JWT_ISSUER: z.string().min(1).optional(),
  GAZETTE_JWT_AUDIENCE: z.string().min(1).optional(),
  GAZETTE_JWT_ROLE_CLAIM: z.string().min(1).default('role'),
  GAZETTE_JWT_ALGORITHMS: z.string().transform((text) => text.split(',').map((name) => name.trim())).pipe(z.array(z.enum(ALGORITHMS, { error: `give some of ${ALGORITHMS.join(',')}` })).min(1)).default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  GAZETTE_TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  GAZETTE_CORS_ORIGINS: list.refine((items) => items.every(isOrigin), 'give origins such as https://data.example.gov.cn, separated by commas, or *').default([]),
  GAZETTE_TRUSTED_PROXIES: list.refine(areProxies, 'give addresses or networks such as 10.0.0.0/8, separated by commas, or loopback, linklocal, uniquelocal').default([]),
  GAZETTE_REDIS_URL: z.string().regex(/^rediss?:\/\//, 'give an address such as redis://127.0.0.1:6379').optional(),
  GAZETTE_MAX_BODY: whole(1_000, 10_000_000, 100_000),
  GAZETTE_MAX_TOKENS: whole(100, 100_000, 4_000),
  GAZETTE_MAX_DEPTH: whole(10, 200, 60),
  GAZETTE_MAX_ALIASES: whole(0, 10_000, 100),
  GAZETTE_MAX_ROOT_FIELDS: whole(1, 1_000, 30),
  GAZETTE_MAX_SELECTIONS: whole(100, 10_000_000, 10_000),
  GAZETTE_MAX_COST: whole(1_000, 1_000_000_000, 200_000),
  GAZETTE_MAX_EXECUTIONS: whole(1, 1_000, 32),
  GAZETTE_MAX_WAITING: whole(0, 100_000, 200),
  GAZETTE_MAX_WAIT_MS: whole(0, 60_000, 2_000),
  GAZETTE_BUDGET_ANONYMOUS: whole(0, MOST_POINTS, 600_000),
  GAZETTE_BUDGET_READER: whole(0, MOST_POINTS, 3_000_000),
  GAZETTE_BUDGET_ANALYST: whole(0, MOST_POINTS, 6_000_000),
  GAZETTE_BUDGET_CURATOR: whole(0, MOST_POINTS, 6_000_000),
  GAZETTE_MAX_CONNECTIONS: whole(10, 1_000_000, USUAL.most),
  GAZETTE_HEADER_SECONDS: whole(1, 600, USUAL.header),
  GAZETTE_REQUEST_SECONDS: whole(1, 600, USUAL.request),
  GAZETTE_ANSWER_SECONDS: whole(1, 3_600, USUAL.answer),
  GAZETTE_IDLE_SECONDS: whole(1, 3_600, USUAL.idle),
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
  /** How long a read may take in the database, and how many connections there are to it. */
  database: { timeoutMs: number; pool: number };
  /** From the signal to stop: when it goes on as if nothing were, so that a load balancer notices; and when the process has ended. */
  drain: { delayMs: number; ms: number };
  dataDir: string;
  /** Salted hashes of the keys; without that file everybody is anonymous. */
  keysFile: string;
  auditFile: string;
  /** Null: nobody is known by a token. */
  tokens: TokenOptions | null;
  /** The manifest of the only operations that are answered; null: any is. */
  trustedDocuments: string | null;
  cacheDir: string;
  limits: Limits;
  /** Points per minute. */
  budgets: Budgets;
  /** Where copies count budgets together; null: each by itself. */
  redis: string | null;
  origins: readonly string[];
  /** Whose word is taken for where a request comes from. */
  proxies: readonly string[];
  logLevel: (typeof LEVELS)[number];
  /** Whether /metrics is answered. */
  metrics: boolean;
  /** Without a collector nothing is traced. */
  traces?: { endpoint: string; service: string; ratio: number };
  connections: Connections;
}

/** Reads and checks the environment; what is wrong stops the start, with the variable's name and the repair. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = environment.safeParse(env);
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`).join('\n'));
  const { PORT, HOST, NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, GAZETTE_DATA_DIR, GAZETTE_KEYS_FILE, GAZETTE_CACHE, GAZETTE_CACHE_DIR, ...more } = read.data;
  const { GAZETTE_LOG_LEVEL, GAZETTE_METRICS, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER_ARG } = more;
  if ((NEO4J_USER ?? NEO4J_PASSWORD) !== undefined && !NEO4J_URI) throw new Error('NEO4J_URI: set it too, or leave NEO4J_USER and NEO4J_PASSWORD out');
  if (NEO4J_URI && NEO4J_PASSWORD === undefined) throw new Error('NEO4J_PASSWORD: set the password of the database at NEO4J_URI');
  const { GAZETTE_DRAIN_DELAY_MS: delayMs, GAZETTE_DRAIN_MS: drainMs } = more;
  if (delayMs >= drainMs) throw new Error(`GAZETTE_DRAIN_DELAY_MS: give less than GAZETTE_DRAIN_MS (${drainMs}), which it is a part of`);
  return {
    database: { timeoutMs: more.GAZETTE_QUERY_TIMEOUT_MS, pool: more.GAZETTE_POOL }, drain: { delayMs, ms: drainMs },
    port: PORT, host: HOST, cache: GAZETTE_CACHE === 'on', dataDir: GAZETTE_DATA_DIR, cacheDir: GAZETTE_CACHE_DIR,
    keysFile: GAZETTE_KEYS_FILE ?? join(GAZETTE_DATA_DIR, 'keys.json'), auditFile: join(GAZETTE_DATA_DIR, 'audit.log'),
    tokens: tokensOf(read.data), trustedDocuments: read.data.GAZETTE_TRUSTED_DOCUMENTS ?? null,
    connections: { most: more.GAZETTE_MAX_CONNECTIONS, header: more.GAZETTE_HEADER_SECONDS, request: more.GAZETTE_REQUEST_SECONDS, answer: more.GAZETTE_ANSWER_SECONDS, idle: more.GAZETTE_IDLE_SECONDS },
    neo4j: NEO4J_URI ? { uri: NEO4J_URI, user: NEO4J_USER ?? 'neo4j', password: NEO4J_PASSWORD ?? '' } : null,
    limits: {
      body: more.GAZETTE_MAX_BODY, tokens: more.GAZETTE_MAX_TOKENS, depth: more.GAZETTE_MAX_DEPTH, aliases: more.GAZETTE_MAX_ALIASES, rootFields: more.GAZETTE_MAX_ROOT_FIELDS, selections: more.GAZETTE_MAX_SELECTIONS,
      cost: more.GAZETTE_MAX_COST, executions: more.GAZETTE_MAX_EXECUTIONS, waiting: more.GAZETTE_MAX_WAITING, waitMs: more.GAZETTE_MAX_WAIT_MS,
    },
    budgets: { anonymous: more.GAZETTE_BUDGET_ANONYMOUS, reader: more.GAZETTE_BUDGET_READER, analyst: more.GAZETTE_BUDGET_ANALYST, curator: more.GAZETTE_BUDGET_CURATOR },
    redis: more.GAZETTE_REDIS_URL ?? null, origins: more.GAZETTE_CORS_ORIGINS, proxies: more.GAZETTE_TRUSTED_PROXIES,
    logLevel: GAZETTE_LOG_LEVEL, metrics: GAZETTE_METRICS === 'on',
    traces: OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? undefined : { endpoint: OTEL_EXPORTER_OTLP_ENDPOINT, service: OTEL_SERVICE_NAME, ratio: OTEL_TRACES_SAMPLER_ARG },
  };
}

/** Who issues tokens, for whom, and with which keys belongs together: a check of less than all three would be none. */
function tokensOf(given: z.infer<typeof environment>): TokenOptions | null {
  const { GAZETTE_JWT_JWKS: jwks, GAZETTE_JWT_ISSUER: issuer, GAZETTE_JWT_AUDIENCE: audience } = given;
  if (jwks === undefined && issuer === undefined && audience === undefined) return null;
  if (jwks === undefined || issuer === undefined || audience === undefined) {
    const missing = (['GAZETTE_JWT_JWKS', 'GAZETTE_JWT_ISSUER', 'GAZETTE_JWT_AUDIENCE'] as const).filter((name) => given[name] === undefined);
    throw new Error(`${missing.join(', ')}: set it too, or leave all three GAZETTE_JWT_JWKS, GAZETTE_JWT_ISSUER and GAZETTE_JWT_AUDIENCE out`);
  }
  return { jwks: keysAt(jwks), issuer, audience, roleClaim: given.GAZETTE_JWT_ROLE_CLAIM, algorithms: given.GAZETTE_JWT_ALGORITHMS };
}

/** Whoever can change the keys on their way can be anybody, so they come encrypted, or do not leave this machine. */
function keysAt(text: string): URL | string {
  if (!/^\w[\w+.-]*:\/\//.test(text)) return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (url && (url.username || url.password)) throw new Error('GAZETTE_JWT_JWKS: public keys need no password; leave it out of the address');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && near)) return url;
  throw new Error('GAZETTE_JWT_JWKS: give an https address such as https://login.example.org/keys, or the path of a file; http is for this machine alone');
}
