import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** What the runtime needs of the machine: Java, Maven, a free port, and children that do not outlive us. */

const INSTALL =
  'install it with `apt-get install -y openjdk-17-jre-headless maven` (Debian, Ubuntu), ' +
  'or run everything in containers with `docker compose up`';

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** `17.0.15` → 17, `1.8.0_392` → 8; undefined when the text is not the output of `java -version`. */
export function javaMajor(versionOutput: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(versionOutput);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** The command for Java, after checking that it runs and is new enough. */
export function requireJava(): string {
  const home = process.env.JAVA_HOME;
  const java = home ? join(home, 'bin', 'java') : 'java';
  const result = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const from = home ? ` (looked in JAVA_HOME=${home})` : '';
  if (result.error || result.status !== 0) {
    throw new Error(`Neo4j needs Java 17 or 21, and no Java was found${from}: ${INSTALL}.`);
  }
  const major = javaMajor(`${result.stderr}${result.stdout}`);
  if (major !== undefined && major < 17) {
    throw new Error(`Neo4j needs Java 17 or 21, and Java ${major} was found${from}: ${INSTALL}.`);
  }
  return java;
}

/** The command for Maven; asked for only while the jars are not in the cache yet. */
export function requireMaven(): string {
  const result = spawnSync('mvn', ['--version'], { encoding: 'utf8' });
  if (result.error || result.status !== 0) {
    throw new Error(`Maven (mvn) is needed once, to download Neo4j, and was not found: ${INSTALL}.`);
  }
  return 'mvn';
}

let parentDeathSignal: boolean | undefined;

/**
 * Whether the kernel can end a child when we die, even by SIGKILL. The signal is tied to the
 * thread that forked, not to the process: from a worker thread it would end the database as soon
 * as that worker ends, so it is used from the main thread only.
 */
export function canBindToParent(): boolean {
  parentDeathSignal ??=
    isMainThread && spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true'], { stdio: 'ignore' }).status === 0;
  return parentDeathSignal;
}

/** spawn(), with the child bound to our life where the system can do that. `setpriv` execs: same pid. */
export function spawnBound(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  return canBindToParent()
    ? spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], options)
    : spawn(command, args, options);
}

/** Runs a command to its end, each line of its output to `onLine`; resolves with the exit code. */
export function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  onLine: (line: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawnBound(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    eachLine(child, onLine);
    child.once('error', reject);
    // 'close' and not 'exit': the last lines are what the error message needs.
    child.once('close', (code) => resolve(code ?? 1));
  });
}

export function eachLine(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    });
    stream.on('end', () => {
      if (rest) onLine(rest);
    });
  }
}

/** A port nobody listens on at this moment; it can be taken before it is used, so callers retry. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no free port.'));
      });
    });
  });
}

/** Tells a process from a later one with the same pid; empty where the system does not say. */
export function processStamp(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets, so count fields after its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'zombie' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

export function isAlive(pid: number, stamp = ''): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = processStamp(pid);
  return now !== 'zombie' && (stamp === '' || now === '' || stamp === now);
}
