import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Address, Command } from './child';
import type { Profile } from './recorder';

/** `hot` is ours with its cache of answers, `ours` is without. */
export const SERVERS = ['ours', 'peer', 'raw', 'hot'] as const;
export type ServerName = (typeof SERVERS)[number];

const FILES: Record<ServerName, string> = { ours: 'ours.ts', hot: 'ours.ts', peer: 'peer.ts', raw: 'raw.ts' };
/** A tuned peer runs as for production; ours as `npm start` starts it. */
const ENVIRONMENT: Record<ServerName, NodeJS.ProcessEnv> = { ours: { GAZETTE_CACHE: 'off' }, hot: { GAZETTE_CACHE: undefined }, peer: { NODE_ENV: 'production' }, raw: { NODE_ENV: 'production' } };
const TSX = createRequire(join(__dirname, '../../package.json')).resolve('tsx/cjs');

interface Reply { url?: string; recording?: boolean; profiles?: Profile[]; failed?: string }

/** One of the servers as a process of its own, so that its processor time and memory can be told from the others'. */
export class RunningServer {
  private constructor(readonly name: ServerName, readonly url: string, private readonly child: ChildProcess) {}

  static async start(name: ServerName, database: Address): Promise<RunningServer> {
    const child = fork(join(__dirname, FILES[name]), [], {
      execArgv: ['--require', TSX], stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...ENVIRONMENT[name], BENCH_DATABASE: JSON.stringify(database) },
    });
    const { url } = await answerOf(child);
    return new RunningServer(name, url ?? '', child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** From now on the server remembers what it sends. */
  async record(): Promise<void> {
    await this.tell('record');
  }

  /** What it sent since, and what that costs the database. */
  async profile(): Promise<Profile[]> {
    const { profiles, failed } = await this.tell('profile');
    if (!profiles) throw new Error(`${this.name} cannot profile its statements: ${failed ?? ''}`);
    return profiles;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  private tell(command: Command): Promise<Reply> {
    const answer = answerOf(this.child);
    this.child.send(command);
    return answer;
  }
}

async function answerOf(child: ChildProcess): Promise<Reply> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as Reply),
      once(child, 'exit', { signal: ended.signal }).then(([code, signal]) => { throw new Error(`the server ended (${String(signal ?? code)})`); }),
    ]) as Reply;
  } finally {
    ended.abort();
  }
}
