import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './platform';

/** The database's home under the data folder: configuration, command line and first password. */

const FOLDERS = ['conf', 'data', 'logs', 'run', 'plugins', 'import', 'licenses'];

export interface Home {
  /** The data folder given by the caller; our own small files lie in it. */
  root: string;
  /** NEO4J_HOME. */
  neo4j: string;
}

export function prepareHome(dataDir: string): Home {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const neo4j = join(root, 'neo4j');
  for (const folder of FOLDERS) mkdirSync(join(neo4j, folder), { recursive: true, mode: 0o700 });
  return { root, neo4j };
}

/** Replaces a file in one step and readable by its owner only. */
export function writePrivate(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}

/** What a database may take; sizes as Neo4j writes them, such as 2g. */
export interface Memory {
  heap: string;
  /** Of the heap at the start, and of its young part: what a load writes dies with its transaction, and should not outgrow that before. */
  start?: string;
  young?: string;
  pageCache: string;
  /** Of one transaction, and of all together. */
  transaction: string;
  transactions: string;
}

/** What one gazette and the tests need; where the machine has plenty, what a hundred gazettes and their load need. */
function usual(): Memory {
  const machine = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 1_048_576;
  const transactions = { transaction: '64m', transactions: '256m' };
  return machine < 6_000 ? { start: '128m', heap: '512m', pageCache: '64m', ...transactions } : { start: '640m', heap: '1g', young: '320m', pageCache: '512m', ...transactions };
}

/**
 * Everything that lets Cypher reach files or
 * the network is shut, because on Community Edition every database user is an administrator.
 */
export function writeConfiguration(home: Home, port: number, memory = usual()): void {
  const lines = [
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.security.auth_enabled=true',
    'dbms.usage_report.enabled=false',
    'server.bolt.telemetry.enabled=false',
    `server.memory.pagecache.size=${memory.pageCache}`,
    'db.tx_log.preallocate=false',
    'db.tx_log.rotation.size=16m',
    'db.tx_log.rotation.retention_policy=keep_none',
    'db.transaction.timeout=30s',
    `dbms.memory.transaction.total.max=${memory.transactions}`,
    `db.memory.transaction.max=${memory.transaction}`,
    'server.directories.import=import',
    'dbms.security.allow_csv_import_from_file_urls=false',
    'internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0',
    'dbms.security.procedures.allowlist=',
    'dbms.cypher.forbid_exhaustive_shortestpath=true',
    'db.index.fulltext.default_analyzer=cjk',
    // Without these two a stop takes ten seconds although the stores are closed at once.
    'internal.server.bolt.thread_pool_shutdown_wait_time=1s',
    'internal.server.bolt.connection_shutdown_wait_time=1s',
  ];
  writePrivate(join(home.neo4j, 'conf', 'neo4j.conf'), `${lines.join('\n')}\n`);
}

/**
 * Without memory of its own serial collector and C1 only: a quick start and a small process then matter more than peak
 * speed. Loading a hundred gazettes takes less processor time with them as well.
 */
export function serverArguments(home: Home, lib: string, memory?: Memory): string[] {
  const { start = '128m', heap, young } = memory ?? usual();
  const open = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];
  return [
    `-Xms${start}`,
    `-Xmx${heap}`,
    ...(young ? [`-Xmn${young}`] : []),
    // The classes of a started Neo4j need this much: growing up to it costs eleven full collections.
    '-XX:MetaspaceSize=192m',
    ...(memory ? [] : ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']),
    '-XX:-OmitStackTraceInFastThrow',
    '-XX:+UnlockExperimentalVMOptions',
    '-XX:+TrustFinalNonStaticFields',
    '-XX:+DisableExplicitGC',
    '-Djdk.nio.maxCachedBufferSize=1024',
    '-Dio.netty.tryReflectionSetAccessible=true',
    '-Dlog4j2.disable.jmx=true',
    '-Dfile.encoding=UTF-8',
    '-Djava.awt.headless=true',
    '-Djol.skipHotspotSAAttach=true',
    ...open.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    '--enable-native-access=ALL-UNNAMED',
    '-cp',
    `${home.neo4j}/plugins/*:${lib}/*`,
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${home.neo4j}`,
    `--config-dir=${home.neo4j}/conf`,
    '--console-mode',
  ];
}

export const environment = (home: Home): NodeJS.ProcessEnv => ({
  ...process.env,
  NEO4J_HOME: home.neo4j,
  NEO4J_CONF: join(home.neo4j, 'conf'),
});

const passwordFile = (home: Home): string => join(home.root, 'password');

export const readPassword = (home: Home): string => readFileSync(passwordFile(home), 'utf8').trim();

/**
 * The password, made and set before the first start. The file gets its final name only after the
 * database has taken the password, so an interrupted first start is simply done again.
 */
export async function ensurePassword(home: Home, java: string, lib: string): Promise<string> {
  if (existsSync(passwordFile(home))) return readPassword(home);
  if (existsSync(join(home.neo4j, 'data', 'databases', 'system'))) {
    throw new Error(
      `${home.root} holds a database, but its file "password" is gone: put it back, or delete the folder to start with an empty database.`,
    );
  }
  // Hexadecimal: a leading hyphen would be read as an option.
  const password = randomBytes(24).toString('hex');
  // Given in a file of arguments, so that it never stands in the list of processes.
  const argumentFile = join(home.root, 'password.arguments');
  const output: string[] = [];
  try {
    writePrivate(argumentFile, `${password}\n`);
    const args = ['-cp', `${lib}/*`, 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', `@${argumentFile}`];
    const code = await run(java, args, { env: environment(home) }, (line) => output.push(line));
    if (code !== 0) {
      throw new Error(`The database's first password could not be set (exit code ${code}):\n${output.slice(-20).join('\n')}`);
    }
  } finally {
    rmSync(argumentFile, { force: true });
  }
  writePrivate(passwordFile(home), `${password}\n`);
  return password;
}
