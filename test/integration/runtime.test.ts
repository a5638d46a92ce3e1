import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { loadGazettes } from '../../src/load/load';
import { jarFaults, jarsFolder, pinnedJars } from '../../src/runtime/jars';
import { isAlive } from '../../src/runtime/platform';
import { startNeo4j } from '../../src/runtime/neo4j';
import { cacheDir, type Database, ready, SHARED, startApiOn, startDatabase } from './world';

/** The managed Neo4j as a process: reused, restarted, ended with its owner, refused with one clear line. */
const ROOT = join(__dirname, '../..');
const children: ChildProcess[] = [];
let folder: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'runtime-')); });
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` as a child; what it says, and when it says it. */
function npmStart(env: Record<string, string> = {}): { child: ChildProcess; said: () => string; until: (words: RegExp) => Promise<RegExpExecArray>; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['src/bootstrap.mjs', 'start'], { cwd: ROOT, env: { ...process.env, PORT: '0', GAZETTE_DATA_DIR: join(folder, 'data'), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr?.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child, said: () => output, ended,
    until: async (words) => {
      for (const end = Date.now() + 60_000; Date.now() < end;) {
        const found = words.exec(output);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`never said ${words.source}: ${output}`);
    },
  };
}
const readiness = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/readyz`);
  return `${response.status} ${await response.text()}`;
};
const gone = async (pid: number): Promise<boolean> => {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    if (!isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
};

test('npm start answers, a second one uses the same database, and SIGTERM ends both without a trace', async () => {
  const first = npmStart();
  const url = (await first.until(/GraphQL at (http\S+\/graphql)/))[1] ?? '';
  const pid = Number((await first.until(/\(pid (\d+)\)/))[1]);
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ tasks { totalCount } }"}' });
  expect(((await answer.json()) as { data: { tasks: { totalCount: number } } }).data.tasks.totalCount).toBeGreaterThan(99);
  expect(statSync(join(folder, 'data', 'password')).mode & 0o777).toBe(0o600);
  const second = npmStart();
  await second.until(/Using the Neo4j that is already running/);
  await second.until(/already loaded/);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(isAlive(pid)).toBe(true);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(await gone(pid)).toBe(true);
});

test('no database is left behind when Node is killed', async () => {
  const start = npmStart();
  const pid = Number((await start.until(/\(pid (\d+)\)/))[1]);
  start.child.kill('SIGKILL');
  expect(await gone(pid)).toBe(true);
});

test('a database that dies is STORE_UNAVAILABLE to callers, is started again at the same address, and the API goes on by itself', async () => {
  const database: Database = await startDatabase();
  await loadGazettes(database.store);
  const { api, ask } = await startApiOn(database.store);
  try {
    const pid = database.neo4j.pid();
    if (pid === undefined) throw new Error('no database process');
    process.kill(pid, 'SIGKILL');
    const down = await ask('{ graph { version } }');
    expect([down.status, down.errors?.[0]?.extensions.code]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect(down.text).not.toMatch(/bolt|ECONN|neo4j|MATCH/i);
    let status = down.status;
    for (const until = Date.now() + 60_000; status !== 200 && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      status = (await ask('{ graph { version } }')).status;
    }
    expect(status).toBe(200);
    expect(database.neo4j.pid()).not.toBe(pid);
  } finally {
    await api.stop();
    await database.stop();
  }
});

test('a start that borrows the database of another process starts its own when that one ends', async () => {
  const first = npmStart();
  await first.until(/GraphQL at (http\S+\/graphql)/);
  const second = npmStart();
  const url = (await second.until(/GraphQL at (http\S+\/graphql)/))[1] ?? '';
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  await second.until(/has ended[^]*(already loaded|loaded graph)/);
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ tasks { totalCount } }"}' });
  expect(answer.status).toBe(200);
});

test.each([
  ['while its database starts', /Starting Neo4j/, /^503 database$/], ['while it loads', /Neo4j is ready/, /^503 (database|graph)$/],
])('a start that is stopped %s ends in order, and leaves no database behind', async (_name, moment, missing) => {
  const start = npmStart();
  const url = (await start.until(/Listening at (\S+)/))[1] ?? '';
  await start.until(moment);
  expect(await readiness(url)).toMatch(missing);
  const began = Date.now();
  start.child.kill('SIGTERM');
  expect(await start.ended).toBe(0);
  expect(Date.now() - began).toBeLessThan(10_000);
  const java = spawnSync('pgrep', ['-f', join(folder, 'data')], { encoding: 'utf8' }).stdout.trim().split('\n').filter(Boolean).map(Number);
  for (const pid of java) expect(await gone(pid)).toBe(true);
});

test('SIGTERM: not ready at once, answering until a load balancer may have noticed, and what still hangs then is cut off', async () => {
  const { uri, user, password } = JSON.parse(process.env[SHARED] ?? '') as { uri: string; user: string; password: string };
  const start = npmStart({ NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, GAZETTE_DRAIN_DELAY_MS: '1000', GAZETTE_DRAIN_MS: '2500' });
  const url = (await start.until(/GraphQL at (http\S+)\/graphql/))[1] ?? '';
  expect(await readiness(url)).toBe('200 ready');
  const hanging = connect(Number(new URL(url).port), '127.0.0.1');
  const cut = new Promise((resolve) => hanging.once('close', resolve));
  hanging.on('error', () => undefined).write('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = Date.now();
  start.child.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await readiness(url)).toBe('503 stopping');
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ graph { version } }"}' });
  expect(answer.status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await expect(fetch(`${url}/livez`)).rejects.toThrow('fetch failed');
  await cut;
  expect(await start.ended).toBe(0);
  expect(Date.now() - began).toBeGreaterThan(2_300);
  expect(Date.now() - began).toBeLessThan(4_500);
});

test('a taken port is said before anything is started, with the variable and the repair', async () => {
  const first = npmStart();
  const port = new URL((await first.until(/Listening at (\S+)/))[1] ?? '').port;
  const second = npmStart({ PORT: port, GAZETTE_DATA_DIR: join(folder, 'other') });
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/^PORT: \d+ is taken .*another PORT/m);
  expect(second.said()).not.toMatch(/Starting Neo4j/);
});

test('missing Java: one clear line with the command and the alternative', async () => {
  const start = npmStart({ PATH: withoutCommands('java'), JAVA_HOME: '' });
  expect(await start.ended).toBe(1);
  expect(start.said()).toMatch(/no Java was found.*apt-get install.*docker compose up/);
  expect(start.said()).not.toMatch(/at .*\.ts:/);
});

test('missing Maven is said when the jars are not there yet', async () => {
  const start = npmStart({ PATH: withoutCommands('mvn'), GAZETTE_CACHE_DIR: join(folder, 'cache') });
  expect(await start.ended).toBe(1);
  expect(start.said()).toMatch(/Maven \(mvn\) is needed once.*apt-get install.*docker compose up/);
});

test('jars that are not the pinned ones are not run', async () => {
  const cache = join(folder, 'cache');
  const lib = jarsFolder(cache);
  mkdirSync(lib, { recursive: true });
  const [first, ...others] = pinnedJars();
  if (!first) throw new Error('no jars are pinned');
  for (const { name } of others) symlinkSync(join(jarsFolder(cacheDir()), name), join(lib, name));
  writeFileSync(join(lib, first.name), 'x'.repeat(first.size));
  expect(await jarFaults(lib, true)).toEqual([`${first.name} has other contents`]);
  writeFileSync(join(lib, first.name), 'x');
  await expect(startNeo4j({ dataDir: join(folder, 'data'), cacheDir: cache, log: () => undefined, ready })).rejects.toThrow(/not the pinned ones, so they are not run/);
});

test('a bad variable stops the start with its name and the repair', async () => {
  const port = npmStart({ PORT: '99999' });
  expect(await port.ended).toBe(1);
  expect(port.said()).toMatch(/^PORT: give a port from 0 to 65535/m);
  const delay = npmStart({ GAZETTE_DRAIN_DELAY_MS: '9000', GAZETTE_DRAIN_MS: '9000' });
  expect(await delay.ended).toBe(1);
  expect(delay.said()).toMatch(/^GAZETTE_DRAIN_DELAY_MS: give less than GAZETTE_DRAIN_MS/m);
  const password = npmStart({ NEO4J_URI: 'bolt://127.0.0.1:1' });
  expect(await password.ended).toBe(1);
  expect(password.said()).toMatch(/^NEO4J_PASSWORD: set the password/m);
});

test('a database that is not there at the start is STORE_UNAVAILABLE, and the process stays up', async () => {
  const start = npmStart({ NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'secret-of-mine' });
  const url = (await start.until(/Listening at (\S+)/))[1] ?? '';
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ tasks { totalCount } }"}' });
  const text = await answer.text();
  expect([answer.status, (JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  expect(text).not.toMatch(/bolt|127\.0\.0\.1|ECONN|secret/i);
  expect(await readiness(url)).toBe('503 database');
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  start.child.kill('SIGTERM');
  expect(await start.ended).toBe(0);
  expect(start.said()).not.toContain('secret-of-mine');
});

/** A PATH on which one command is not to be found and all others are. */
function withoutCommands(missing: string): string {
  const shadow = join(folder, 'bin');
  mkdirSync(shadow, { recursive: true });
  for (const name of ['node', 'npm', 'setpriv', 'mvn', 'java', 'sh', 'env', 'dirname', 'uname', 'true']) {
    if (name === missing) continue;
    const found = (process.env.PATH ?? '').split(delimiter).map((path) => join(path, name)).find((path) => { try { return statSync(path).isFile(); } catch { return false; } });
    if (found) symlinkSync(found, join(shadow, name));
  }
  return shadow;
}

