import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateGazettes } from '../../bench/generate/generate';
import { SEEDS } from '../../src/records/folder';
import { startNeo4j } from '../../src/runtime/neo4j';
import { freePort } from '../../src/runtime/platform';
import { Store } from '../../src/store/store';
import { cacheDir, ready } from '../integration/world';
import { counted, type Holding, holding } from './graph';
import { copyOfProject, eventually, pause, Server } from './server';
import { note } from './table';
import { BUSY, inWords, RIGHT, rightAnswers, type Seen, Traffic } from './traffic';

/** Loads that end before they are done, that are given broken records, that have no room, that meet. */
let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'faults-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** A load has the processors for itself otherwise. */
const RATE = 10;
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
const using = async <T>(server: Server, work: (store: Store) => Promise<T>): Promise<T> => {
  const store = server.store();
  return work(store).finally(() => store.close());
};
const held = (server: Server): Promise<Holding> => using(server, holding);
/** Things of each gazette; issues come first whatever gazette they are of. */
const byGazette = (store: Store): Promise<Record<string, number>> => store.values("MATCH (n:Node) WHERE n.label <> 'GazetteIssue' RETURN n.gazette, count(n)")
  .then((rows) => Object.fromEntries(rows) as Record<string, number>);

/** `npm run load` beside a server that is running. */
function load(root: string, dataDir: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/bootstrap.mjs', 'load'], { cwd: root, env: { ...process.env, GAZETTE_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    child.once('exit', (code) => resolve({ code, said }));
  });
}

test('the API is killed in the middle of a load', async () => {
  const [FEW, MANY] = [3, 15];
  const { root, seeds } = copyOfProject(join(folder, 'killed'));
  const dataDir = join(folder, 'killed-data');
  generateGazettes(seeds, FEW);
  const port = await freePort();
  const first = await Server.start({ root, dataDir, port }).then((server) => server.untilServing());
  const few = await held(first);
  const right = await rightAnswers(first.url);
  await first.stop();
  generateGazettes(seeds, MANY);

  const second = await Server.start({ root, dataDir, port });
  await second.until(/Neo4j is ready/);
  const traffic = new Traffic(second.url, right, RATE);
  const middle = await using(second, (store) => eventually('a third of the load is written', 200, async () => {
    const nodes = (await store.values('MATCH (n:Node) RETURN count(n)'))[0]?.[0] as number;
    return nodes > few.nodes * (MANY / FEW) / 3 ? nodes : undefined;
  }));
  expect(second.said()).not.toMatch(/loaded graph/);
  const killed = performance.now();
  await second.stop('SIGKILL');

  // Past every loader: what did the kill leave?
  const neo4j = await startNeo4j({ dataDir, cacheDir: cacheDir(), log: () => undefined, ready });
  const reader = new Store(neo4j.uri, neo4j.user, neo4j.password);
  const left = await byGazette(reader).finally(() => reader.close());
  await neo4j.stop();

  const third = await Server.start({ root, dataDir, port }).then((server) => server.untilServing());
  const recovery = seconds(killed);
  await pause(2_000);
  const { outcomes } = await traffic.stop();
  const whole = await using(third, byGazette);
  const after = await held(third);
  await third.stop();
  for (const [gazette, count] of Object.entries(left)) expect([gazette, count]).toEqual([gazette, whole[gazette]]);
  expect(Object.keys(left).length).toBeLessThan(Object.keys(whole).length);
  const undisturbed = await Server.start({ root, dataDir: join(folder, 'undisturbed') }).then((server) => server.untilServing());
  const wanted = await held(undisturbed);
  await undisturbed.stop();
  expect(after).toEqual(wanted);
  expect(Object.keys(outcomes).filter((outcome) => ![RIGHT, '200 with another answer', ...BUSY, 'refused', 'ECONNRESET'].includes(outcome))).toEqual([]);
  note({
    fault: `API killed (SIGKILL) at ${middle} nodes of a load of ${wanted.nodes}`, callers: `${inWords(outcomes)} (other answers: of the growing graph; refused: while nothing listened)`,
    lost: `nothing: ${Object.keys(left).length} of ${Object.keys(whole).length} gazettes were there, each whole; the next start completed them to what an undisturbed load makes (${counted(wanted)})`, recovery: `${recovery} from the kill, two starts of Neo4j in it`,
  });
});

describe('beside a running server', () => {
  let root: string, seeds: string, dataDir: string, server: Server, right: Map<string, string>, before: Holding;
  beforeAll(async () => {
    ({ root, seeds } = copyOfProject(join(folder, 'beside')));
    cpSync(SEEDS, seeds, { recursive: true });
    dataDir = join(folder, 'beside-data');
    server = await Server.start({ root, dataDir }).then((started) => started.untilServing());
    right = await rightAnswers(server.url);
    before = await held(server);
  });
  afterAll(async () => { await server?.stop(); });

  test('a record file is cut in half', async () => {
    const names = ['places.yaml', 'table-1-blocks.yaml'].map((name) => join(seeds, 'wenzhou-2020-01', name));
    const whole = names.map((name) => readFileSync(name));
    const traffic = new Traffic(server.url, right, RATE);
    for (const [at, name] of names.entries()) writeFileSync(name, (whole[at] ?? Buffer.of()).subarray(0, (whole[at]?.length ?? 0) / 2));
    const { code, said } = await load(root, dataDir);
    expect(code).toBe(1);
    expect(said).toMatch(/nothing was loaded/);
    const problems = Number(/The records have (\d+) problem/.exec(said)?.[1]);
    expect(said.trimEnd().split('\n').slice(-problems).filter((line) => /\.yaml/.test(line)).length).toBe(problems);
    for (const name of ['places.yaml', 'table-1-blocks.yaml']) expect(said).toContain(name);
    expect(await held(server)).toEqual(before);
    for (const [at, name] of names.entries()) writeFileSync(name, whole[at] ?? Buffer.of());
    expect((await load(root, dataDir)).said).toMatch(/already loaded/);
    const { outcomes } = await traffic.stop();
    expect(Object.keys(outcomes)).toEqual([RIGHT]);
    note({ fault: 'Two record files cut in half, then loaded', callers: `${inWords(outcomes)}; the operator: exit code 1 and ${problems} problems, each with its file`, lost: `nothing: ${counted(before)} before and after`, recovery: 'none needed: the graph before went on being served' });
  });

  test('two loads at once', async () => {
    const traffic = new Traffic(server.url, right, RATE);
    generateGazettes(seeds, 3);
    const begun = performance.now();
    const both = await Promise.all([load(root, dataDir), load(root, dataDir)]);
    const took = seconds(begun);
    const ended = both.map(({ code, said }) => [code, /loaded graph|already loaded|somebody else loaded at the same time; load again/.exec(said)?.[0]]);
    for (const [code, words] of ended) expect([code, words]).toEqual(words === 'somebody else loaded at the same time; load again' ? [1, words] : [0, expect.any(String)]);
    expect(ended.map(([code]) => code)).toContain(0);
    await pause(1_500);
    const seen: Seen = await traffic.stop();
    const after = await held(server);
    const rightNow = await rightAnswers(server.url);
    expect((await load(root, dataDir)).said).toContain(`Graph ${after.version ?? ''} is already loaded`);
    const fresh = await Server.start({ root, dataDir: join(folder, 'fresh') }).then((started) => started.untilServing());
    const wanted = await held(fresh);
    await fresh.stop();
    expect(after).toEqual(wanted);
    expect(Object.keys(seen.outcomes).filter((outcome) => ![RIGHT, '200 with another answer', ...BUSY].includes(outcome))).toEqual([]);
    expect(rightNow.size).toBe(right.size);
    note({ fault: 'Two loads of the same new records at once', callers: `${inWords(seen.outcomes)} (other answers: of the new records)`, lost: `nothing, and nothing twice: ${counted(after)}, as one load alone makes`, recovery: `none needed; after ${took} ${ended.map(([code, words]) => `exit code ${String(code)} (“${String(words)}”)`).join(' and ')}` });
  });
});

const mayMount = process.getuid?.() === 0 && (() => {
  const at = mkdtempSync(join(tmpdir(), 'mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at]).status === 0;
  if (mounted) spawnSync('umount', [at]);
  rmSync(at, { recursive: true, force: true });
  return mounted;
})();

(mayMount ? test : test.skip)(`the disk is full while loading${mayMount ? '' : ' (left out: mounting a small disk needs root)'}`, async () => {
  const FREE_MB = 6;
  const { root, seeds } = copyOfProject(join(folder, 'full'));
  generateGazettes(seeds, 1);
  const dataDir = join(folder, 'full-data');
  mkdirSync(dataDir);
  const disk = (options: string): void => { if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dataDir]).status !== 0) throw new Error(`no disk with ${options}`); };
  disk('size=400m,mode=700');
  try {
    const small = await Server.start({ root, dataDir }).then((started) => started.untilServing());
    const right = await rightAnswers(small.url);
    await small.stop();
    const used = Number(spawnSync('du', ['-sm', dataDir], { encoding: 'utf8' }).stdout.split('\t')[0]);
    disk(`remount,size=${used + FREE_MB}m`);
    generateGazettes(seeds, 12);
    const port = await freePort();
    const server = await Server.start({ root, dataDir, port });
    await server.until(/Neo4j is ready/);
    const traffic = new Traffic(server.url, right, RATE);
    try {
      await eventually('the disk is full', 300, () => Number(spawnSync('df', ['--output=avail', dataDir], { encoding: 'utf8' }).stdout.trim().split('\n').at(-1)) < 100);
      await pause(10_000);
      const log = server.said().length;
      await pause(10_000);
      expect(server.said().length - log).toBeLessThan(100_000);
      disk('remount,size=2g');
      const room = performance.now();
      await server.untilServing(180);
      const recovery = seconds(room);
      await pause(2_000);
      const { outcomes } = await traffic.stop();
      expect(Object.keys(outcomes).filter((outcome) => ![RIGHT, '200 with another answer', ...BUSY].includes(outcome))).toEqual([]);
      const after = await held(server);
      const undisturbed = await Server.start({ root, dataDir: join(folder, 'full-undisturbed') }).then((started) => started.untilServing());
      const wanted = await held(undisturbed);
      await undisturbed.stop();
      expect(after).toEqual(wanted);
      note({ fault: `Disk full while loading (a small one with ${FREE_MB} MB left)`, callers: `${inWords(outcomes)} (other answers: of the growing graph)`, lost: `nothing: completed to what an undisturbed load makes (${counted(wanted)})`, recovery: `${recovery} after there was room` });
    } finally {
      await server.stop();
    }
  } finally {
    spawnSync('umount', ['-l', dataDir]);
  }
});
