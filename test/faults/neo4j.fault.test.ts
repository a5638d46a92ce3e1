import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counted, type Holding, holding } from './graph';
import { pause, Server } from './server';
import { SlowWire } from './slow-wire';
import { note } from './table';
import { BUSY, inWords, type Outcomes, RIGHT, rightAnswers, Traffic } from './traffic';

/** The database dies, stands still, or is slow, while fifty questions a second are asked. */
let folder: string, server: Server, right: Map<string, string>, before: Holding;

const held = async (): Promise<Holding> => {
  const store = server.store();
  return holding(store).finally(() => store.close());
};
/** What callers may be told while there is no database. */
const POLITE = [RIGHT, ...BUSY];
const impolite = (outcomes: Outcomes): Outcomes => Object.fromEntries(Object.entries(outcomes).filter(([outcome]) => !POLITE.includes(outcome)));
const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  server = await Server.start({ dataDir: folder }).then((started) => started.untilServing());
  right = await rightAnswers(server.url);
  before = await held();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('Neo4j is killed and comes back by itself', async () => {
  const traffic = new Traffic(server.url, right);
  await pause(3_000);
  const killed = server.neo4jPid();
  const at = performance.now();
  process.kill(killed, 'SIGKILL');
  await traffic.untilRight(3_000, 90);
  const { outcomes, lastBad = 0, slowestMs } = await traffic.stop();
  expect(server.neo4jPid()).not.toBe(killed);
  expect(impolite(outcomes)).toEqual({});
  expect(outcomes['503 STORE_UNAVAILABLE']).toBeGreaterThan(0);
  expect(await held()).toEqual(before);
  note({ fault: 'Neo4j killed (SIGKILL)', callers: `${inWords(outcomes)}; the slowest waited ${seconds(slowestMs)}`, lost: `nothing: ${counted(before)} before and after`, recovery: `${seconds(lastBad - at)} from the kill to the last wrong answer; nobody did anything` });
});

test('Neo4j stands still for 15 s and goes on', async () => {
  const traffic = new Traffic(server.url, right);
  await pause(3_000);
  process.kill(server.neo4jPid(), 'SIGSTOP');
  await pause(15_000);
  process.kill(server.neo4jPid(), 'SIGCONT');
  const at = performance.now();
  await pause(500);
  await traffic.untilRight(3_000, 60);
  const { outcomes, lastBad = 0, slowestMs } = await traffic.stop();
  expect(impolite(outcomes)).toEqual({});
  expect(slowestMs).toBeLessThan(20_000);
  expect(await held()).toEqual(before);
  note({ fault: 'Neo4j frozen for 15 s (SIGSTOP)', callers: `${inWords(outcomes)}; the slowest waited ${seconds(slowestMs)}`, lost: `nothing: ${counted(before)} before and after`, recovery: `${seconds(Math.max(0, lastBad - at))} from SIGCONT to the last wrong answer` });
});

test('Neo4j answers half a second late, each way', async () => {
  const wire = await SlowWire.to(Number(new URL(server.boltUri()).port));
  const far = await Server.start({ dataDir: join(folder, 'far'), env: { NEO4J_URI: `bolt://127.0.0.1:${wire.port}`, NEO4J_PASSWORD: server.password() } }).then((started) => started.untilServing());
  try {
    const quick = new Traffic(far.url, right);
    await pause(5_000);
    const usual = await quick.stop();
    wire.delayMs = 500;
    const slow = new Traffic(far.url, right);
    await pause(15_000);
    const { outcomes, slowestMs } = await slow.stop();
    wire.delayMs = 0;
    const again = new Traffic(far.url, right);
    await pause(5_000);
    const after = await again.stop();
    // Fewer are answered at a time than are asked: the rest is told so.
    expect(impolite(outcomes)).toEqual({});
    expect(outcomes[RIGHT]).toBeGreaterThan(100);
    expect([...Object.keys(usual.outcomes), ...Object.keys(after.outcomes)]).toEqual([RIGHT, RIGHT]);
    expect(slowestMs).toBeGreaterThan(1_000);
    expect(await held()).toEqual(before);
    note({ fault: 'Neo4j slow (500 ms later each way, 15 s)', callers: `${inWords(outcomes)}; the slowest ${seconds(slowestMs)}, before ${seconds(usual.slowestMs)}`, lost: 'nothing', recovery: `at once: the slowest afterwards ${seconds(after.slowestMs)}` });
  } finally {
    await far.stop();
    wire.close();
  }
});
