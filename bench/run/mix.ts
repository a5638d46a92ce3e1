import type { ServerName } from '../servers/start';
import type { Case, Shape } from '../shapes/shape';
import { preparedFor, preparedRaw } from './ask';
import type { Bench } from './bench';
import { casesOf } from './cases';
import { openLoop, type Prepared } from './load';
import type { ShapeResult } from './row';
import { inTurns } from './turns';

export const MIX = '12';
/** Shapes of the mix with their share of a hundred requests; within a line they share alike. */
const SHARES: readonly (readonly [share: number, keys: readonly string[]])[] = [[70, ['1', '2', '3']], [20, ['4', '5', '6']], [10, ['7', '8', '10wide', '10hub']]];
const LENGTH = 1_000;

export const inMix = ({ key }: Shape): boolean => SHARES.some(([, keys]) => keys.includes(key));

/**
 * All sorts of questions as they would come from many users: at a fixed rate, whether or not the ones before are answered.
 * Who answers late is seen in the percentiles, not in the rate. The peer cannot answer all of it.
 */
export async function measureMix(bench: Bench, shapes: readonly Shape[]): Promise<ShapeResult> {
  const { servers, flags } = bench;
  const result: ShapeResult = { shape: MIX, title: `the mix, ${flags.rate} requests a second`, cases: LENGTH, peerForm: null, notes: [], measured: {} };
  const order = sequence(shapes.filter((shape) => inMix(shape) && casesOf(bench.cases, shape).length > 0));
  const prepared = (one: (shape: Shape, of: Case) => Prepared[]): Prepared[] => order.flatMap(({ shape, at }) => {
    const all = casesOf(bench.cases, shape);
    return one(shape, all[at % all.length] as Case);
  });
  const sent = new Map<ServerName, Prepared[]>([
    ['ours', prepared((shape, of) => preparedFor(servers.ours, shape.ours, [of]))],
    ['raw', prepared((shape, of) => preparedRaw(shape, [of]))],
    ['hot', prepared((shape, of) => preparedFor(servers.hot, shape.ours, [of]))],
  ]);
  const timed = await inTurns(bench, sent, (origin, requests, seconds) => openLoop(origin, requests, { rate: flags.rate, seconds: Math.max(seconds, SHORTEST_SECONDS) }));
  for (const [name, figures] of timed) result.measured[name] = { ...figures, statements: null, dbHits: null, rows: null };
  const { ours, raw } = result.measured;
  if (ours && raw) result.notes.push(`ours takes ${(ours.p50 / raw.p50).toFixed(2)} times as long as the raw driver at p50, ${(ours.p95 / raw.p95).toFixed(2)} times at p95`);
  return result;
}

/** Shorter, and a rare heavy question decides the percentiles. */
const SHORTEST_SECONDS = 5;

/** The same on every machine: which shape comes when, and which of its cases. */
function sequence(shapes: readonly Shape[]): { shape: Shape; at: number }[] {
  const random = seeded(12);
  return Array.from({ length: LENGTH }, (_, at) => {
    const [, keys] = pick(SHARES, random() * 100) ?? [];
    const found = shapes.filter(({ key }) => keys?.includes(key));
    const among = found.length > 0 ? found : shapes;
    return { shape: among[Math.floor(random() * among.length)] as Shape, at };
  });
}

function pick(shares: typeof SHARES, drawn: number): (typeof SHARES)[number] | undefined {
  let passed = 0;
  return shares.find(([share]) => (passed += share) > drawn);
}

/** Numbers from 0 to 1 that look like chance and are the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
