import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, serverArguments, type Home, type Memory } from './home';
import { describeFaults, jarFaults } from './jars';
import { eachLine, messageOf, sleep, spawnBound } from './platform';

/** One run of the database process: start it, know when it is ready, stop it. */

const START_DEADLINE = 180_000;
const READY_DEADLINE = 60_000;
const STOP_DEADLINE = 10_000;
const KEPT_LINES = 40;

export class PortTakenError extends Error {}

export interface ServerContext {
  home: Home;
  java: string;
  lib: string;
  memory?: Memory;
  log: (line: string) => void;
  /** Runs a query; throws while the database does not answer. */
  ready: (uri: string) => Promise<void>;
}

export const boltUri = (port: number): string => `bolt://127.0.0.1:${port}`;

export class ServerProcess {
  readonly exited: Promise<string>;
  private readonly child: ChildProcess;
  private readonly lastLines: string[] = [];
  private ended: string | undefined;
  private started = false;
  private broken = false;

  constructor(private readonly context: ServerContext, private readonly port: number) {
    const { home, java, lib, memory } = context;
    this.child = spawnBound(java, serverArguments(home, lib, memory), {
      env: environment(home),
      stdio: ['ignore', 'pipe', 'pipe'],
      // An own process group: Ctrl-C in a terminal must reach us only, since we stop the database in order.
      detached: true,
    });
    eachLine(this.child, (line) => this.take(line));
    const endWithUs = (): void => {
      this.child.kill('SIGTERM');
    };
    process.once('exit', endWithUs);
    this.exited = new Promise((resolve) => {
      const end = (how: string): void => {
        this.ended ??= how;
        process.removeListener('exit', endWithUs);
        resolve(this.ended);
      };
      this.child.once('error', (error) => end(messageOf(error)));
      this.child.once('close', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
    });
  }

  get pid(): number | undefined {
    return this.ended === undefined ? this.child.pid : undefined;
  }

  private take(line: string): void {
    this.lastLines.push(line);
    if (this.lastLines.length > KEPT_LINES) this.lastLines.shift();
    if (/\bStarted\.\s*$/.test(line)) this.started = true;
    if (this.broken) return;
    if (/\s(WARN|ERROR)\s/.test(line)) this.context.log(`neo4j: ${line}`);
    // After a write that failed (the disk is full) it refuses everything, says so for every statement, and stays as it is.
    if (!/critical error, and needs to be restarted/.test(line)) return;
    this.broken = true;
    void this.stop();
  }

  /** Resolves once the database has said `Started.` and answers a query; throws with its last words otherwise. */
  async untilReady(): Promise<void> {
    const begun = Date.now();
    while (!this.started) {
      if (this.ended !== undefined) throw await this.earlyExit();
      if (Date.now() - begun > START_DEADLINE) {
        throw new Error(`Neo4j did not start within ${START_DEADLINE / 1000} s.\n${this.lastWords()}`);
      }
      await sleep(25);
    }
    const since = Date.now();
    for (;;) {
      if (this.ended !== undefined) throw await this.earlyExit();
      try {
        await this.context.ready(boltUri(this.port));
        return;
      } catch (error) {
        if (Date.now() - since > READY_DEADLINE) {
          throw new Error(`Neo4j started but does not answer at ${boltUri(this.port)}: ${messageOf(error)}`);
        }
      }
      await sleep(100);
    }
  }

  private lastWords(): string {
    let debug = '';
    try {
      const lines = readFileSync(join(this.context.home.neo4j, 'logs', 'debug.log'), 'utf8').trimEnd().split('\n');
      debug = `\nLast lines of logs/debug.log:\n${lines.slice(-15).join('\n')}`;
    } catch {
      // It can end before it has a log.
    }
    return `Its last lines:\n${this.lastLines.join('\n')}${debug}`;
  }

  private async earlyExit(): Promise<Error> {
    const words = this.lastWords();
    if (/address already in use|PortBindException|BindException/i.test(words)) {
      return new PortTakenError(`Port ${this.port} is taken.`);
    }
    // Only names and sizes were checked before the start; here it is worth reading the contents.
    const faults = await jarFaults(this.context.lib, true).catch((error: unknown) => [messageOf(error)]);
    const advice =
      faults.length > 0 ? ` Its files are damaged (${describeFaults(faults)}): delete ${this.context.lib} and start again.` : '';
    return new Error(`Neo4j ended before it was ready (${this.ended}).${advice} ${words}`);
  }

  /** SIGTERM; after ten seconds SIGKILL, which loses nothing: the stores are closed long before. */
  async stop(): Promise<void> {
    if (this.ended !== undefined) return;
    this.child.kill('SIGTERM');
    const killer = setTimeout(() => {
      this.context.log('Neo4j did not stop within 10 s and is killed');
      this.child.kill('SIGKILL');
    }, STOP_DEADLINE);
    await this.exited;
    clearTimeout(killer);
  }
}
