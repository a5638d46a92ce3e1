import { ensurePassword, prepareHome, readPassword, writeConfiguration, type Home, type Memory } from './home';
import { ensureJars, pinnedVersion } from './jars';
import { giveUpOwnership, liveOwner, readRunning, recordRunning, takeOwnership } from './ownership';
import { canBindToParent, freePort, isAlive, messageOf, requireJava, sleep } from './platform';
import { PortTakenError, ServerProcess, boltUri, type ServerContext } from './server';

/** A real Neo4j as a child process, for machines without a database server and without containers. */

export interface ManagedNeo4j {
  uri: string;
  user: 'neo4j';
  password: string;
  /** Stops the database and everything that watches it; does nothing to one that another process runs. */
  stop(): Promise<void>;
  /** Another process started it, and it ends with that process. */
  borrowed: boolean;
  /** The database's process; undefined while it is not running. */
  pid(): number | undefined;
}

export interface StartOptions {
  /** Holds the data, the password and the logs; belongs into .gitignore. */
  dataDir: string;
  /** Holds the downloaded jars; may be shared by any number of data folders. */
  cacheDir: string;
  /** For big data, and for measuring; little when left out. */
  memory?: Memory;
  log: (line: string) => void;
  /** Runs a query; throws while the database does not answer. */
  ready: (uri: string, user: string, password: string) => Promise<void>;
}

const PORT_ATTEMPTS = 5;
const OTHER_STARTER_DEADLINE = 240_000;
const FIRST_BACKOFF = 250;
const LONGEST_BACKOFF = 30_000;
const STEADY_AFTER = 60_000;

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;

export async function startNeo4j(options: StartOptions): Promise<ManagedNeo4j> {
  const home = prepareHome(options.dataDir);
  const reused = await reuseOrOwn(home, options);
  if (reused) return reused;
  try {
    return await startOwned(home, options);
  } catch (error) {
    giveUpOwnership(home);
    throw error;
  }
}

/** The running database of another live owner; undefined once this process owns the folder. */
async function reuseOrOwn(home: Home, options: StartOptions): Promise<ManagedNeo4j | undefined> {
  const begun = Date.now();
  let told = false;
  let problem = 'it has not recorded an address yet';
  for (;;) {
    const running = readRunning(home);
    const owner = liveOwner(home);
    // One that the kernel is just ending together with its dead owner must not be handed out.
    const ending = owner === undefined && running?.bound === true;
    if (running && !ending) {
      try {
        const password = readPassword(home);
        await options.ready(running.uri, 'neo4j', password);
        options.log(`Using the Neo4j that is already running at ${running.uri} (pid ${running.pid})`);
        return {
          uri: running.uri,
          user: 'neo4j',
          password,
          borrowed: true,
          stop: () => Promise.resolve(),
          pid: () => (isAlive(running.pid, running.stamp) ? running.pid : undefined),
        };
      } catch (error) {
        problem = messageOf(error);
      }
    }
    if (!running && owner === undefined && takeOwnership(home)) return undefined;
    if (!told) {
      told = true;
      options.log(
        owner === undefined
          ? `Waiting for the Neo4j of an ended process (pid ${running?.pid ?? 'unknown'}) in ${home.root}`
          : `Waiting for process ${owner}, which is starting Neo4j in ${home.root}`,
      );
    }
    if (Date.now() - begun > OTHER_STARTER_DEADLINE) {
      const who = owner === undefined ? `The database process ${running?.pid ?? ''}` : `Process ${owner}`;
      throw new Error(`${who} holds ${home.root}, but its Neo4j does not answer: ${problem}. Stop that process, or use another data folder.`);
    }
    await sleep(200);
  }
}

async function startOwned(home: Home, options: StartOptions): Promise<ManagedNeo4j> {
  const { log } = options;
  const java = requireJava();
  const lib = await ensureJars(options.cacheDir, log);
  writeConfiguration(home, await freePort(), options.memory);
  const password = await ensurePassword(home, java, lib);
  if (!canBindToParent()) log('setpriv is not available: if this process is killed by SIGKILL, its Neo4j keeps running');
  const ready = (uri: string): Promise<void> => options.ready(uri, 'neo4j', password);
  return new Supervisor({ home, java, lib, memory: options.memory, log, ready }).start(password);
}

/** Keeps one database running on one port until it is told to stop. */
class Supervisor {
  private server: ServerProcess | undefined;
  private port = 0;
  private stopping: Promise<void> | undefined;
  private wake: () => void = () => undefined;
  private watching: Promise<void> = Promise.resolve();

  constructor(private readonly context: ServerContext) {}

  async start(password: string): Promise<ManagedNeo4j> {
    const begun = Date.now();
    this.context.log(`Starting Neo4j ${pinnedVersion()}`);
    for (let attempt = 1; ; attempt += 1) {
      this.port = await freePort();
      try {
        await this.launch();
        break;
      } catch (error) {
        if (!(error instanceof PortTakenError) || attempt === PORT_ATTEMPTS) throw error;
        this.context.log(`${error.message} Trying another one`);
      }
    }
    this.context.log(`Neo4j is ready at ${boltUri(this.port)} after ${seconds(begun)} (pid ${this.server?.pid})`);
    this.watching = this.watch();
    return {
      uri: boltUri(this.port),
      user: 'neo4j',
      password,
      borrowed: false,
      stop: () => (this.stopping ??= this.stop()),
      pid: () => this.server?.pid,
    };
  }

  /** One process, up to the point where it answers; a process that fails to get there is ended. */
  private async launch(): Promise<void> {
    writeConfiguration(this.context.home, this.port, this.context.memory);
    const server = new ServerProcess(this.context, this.port);
    this.server = server;
    try {
      await server.untilReady();
    } catch (error) {
      await server.stop();
      throw error;
    }
    if (server.pid !== undefined) recordRunning(this.context.home, server.pid, boltUri(this.port), canBindToParent());
  }

  private async watch(): Promise<void> {
    let backoff = FIRST_BACKOFF;
    for (;;) {
      const since = Date.now();
      const how = await this.server?.exited;
      if (this.stopping) return;
      if (Date.now() - since > STEADY_AFTER) backoff = FIRST_BACKOFF;
      this.context.log(`Neo4j ended unexpectedly (${how}); starting it again at ${boltUri(this.port)}`);
      for (;;) {
        await this.pause(backoff);
        if (this.stopping) return;
        backoff = Math.min(backoff * 2, LONGEST_BACKOFF);
        const begun = Date.now();
        try {
          await this.launch();
          this.context.log(`Neo4j is ready again at ${boltUri(this.port)} after ${seconds(begun)} (pid ${this.server?.pid})`);
          break;
        } catch (error) {
          if (this.stopping) return;
          this.context.log(`Neo4j did not come back, next attempt in ${backoff / 1000} s: ${messageOf(error)}`);
        }
      }
    }
  }

  /** A wait that stop() can cut short. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async stop(): Promise<void> {
    const begun = Date.now();
    this.wake();
    // Evaluated after `stopping` is set, so the watcher sees the end as wanted.
    await Promise.resolve();
    await this.server?.stop();
    await this.watching;
    giveUpOwnership(this.context.home);
    this.context.log(`Neo4j stopped after ${seconds(begun)}`);
  }
}
