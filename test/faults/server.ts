import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isAlive, spawnBound } from '../../src/runtime/platform';
import { Store } from '../../src/store/store';

export const ROOT = join(__dirname, '../..');
export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One address asks for what a whole city would. */
const OUT_OF_REACH = '1000000000000';

export interface StartOptions {
  dataDir: string;
  /** Another copy of the project, with other records. */
  root?: string;
  port?: number;
  env?: Record<string, string>;
  /** Runs the server's own command line inside another one, for a limit that only a shell can set. */
  through?: (command: string[]) => string[];
}

/** The server as `npm start` starts it: a process of its own, with a Neo4j of its own. */
export class Server {
  private output = '';
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess, readonly url: string, private readonly dataDir: string) {
    const take = (chunk: Buffer): void => { this.output += chunk.toString(); };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    this.ended = new Promise((resolve) => child.once('exit', resolve));
  }

  /** Returns at once; `untilServing` waits. */
  static async start({ dataDir, root = ROOT, port, env = {}, through = (command) => command }: StartOptions): Promise<Server> {
    const at = port ?? await freePort();
    const [command = '', ...args] = through([process.execPath, 'src/bootstrap.mjs', 'start']);
    // Ends with us, also when a test does not come to its end.
    const child = spawnBound(command, args, { cwd: root, env: { ...process.env, PORT: String(at), GAZETTE_DATA_DIR: dataDir, GAZETTE_BUDGET_ANONYMOUS: OUT_OF_REACH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    return new Server(child, `http://127.0.0.1:${at}`, dataDir);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  said(): string {
    return this.output;
  }

  async until(words: RegExp, seconds = 120): Promise<RegExpExecArray> {
    return eventually(`it says ${words.source}`, seconds, () => {
      const found = words.exec(this.output);
      if (!found && this.child.exitCode !== null) throw new Error(`the server ended: ${this.output}`);
      return found;
    });
  }

  async untilServing(seconds = 120): Promise<this> {
    await this.until(/GraphQL at http/, seconds);
    return this;
  }

  /** The Neo4j that was started last. */
  neo4jPid(): number {
    return Number([...this.output.matchAll(/Neo4j is ready.*\(pid (\d+)\)/g)].at(-1)?.[1]);
  }

  boltUri(): string {
    return [...this.output.matchAll(/Neo4j is ready(?: again)? at (\S+)/g)].at(-1)?.[1] ?? '';
  }

  password(): string {
    return readFileSync(join(this.dataDir, 'password'), 'utf8').trim();
  }

  /** A connection past the API, to see what the database really holds. */
  store(): Store {
    return new Store(this.boltUri(), 'neo4j', this.password());
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits also for the Neo4j, which the kernel ends with its parent. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const neo4j = this.neo4jPid();
    if (this.child.exitCode === null && this.child.signalCode === null) this.kill(signal);
    await this.ended;
    if (neo4j) await eventually('its Neo4j is gone', 30, () => !isAlive(neo4j));
  }
}

/** A copy of the project with other records, that shares the installed packages. */
export function copyOfProject(folder: string): { root: string; seeds: string } {
  mkdirSync(folder, { recursive: true });
  for (const name of ['src', 'cypher', 'package.json', 'package-lock.json', 'tsconfig.json']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const seeds = join(folder, 'seeds');
  mkdirSync(seeds);
  return { root: folder, seeds };
}

/** Looks again and again until there is something to be seen. */
export async function eventually<T>(what: string, seconds: number, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await pause(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`it did not come to this in ${seconds} s: ${what}`);
}
