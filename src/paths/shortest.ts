import { timeout, tooCostly } from '../errors';
import type { RequestContext } from '../query/context';
import { question } from '../store/cypher';
import type { Params, Reader } from '../store/reader';
import { factsAmong } from './walk';

const ENDS = question('paths/ends');
const ONE_STEP_AWAY = question('paths/one-step-away');
const THINGS_BETWEEN = question('paths/things-between');
const PRINTED_WHERE = question('paths/printed-where');

/** A search looks along at most so many relationships of its smaller side at a time, which is what fits into the memory of a transaction, and takes at most so long. */
const MOST = 250_000;
const LONGEST_MS = 10_000;

/** What is reached from one end: the things of each distance, and for each thing those one step nearer that lead to it. */
interface Side { layers: string[][]; nearer: Map<string, string[]>; breadth: number }
/** For each thing the first few that lead on from it. */
type Onwards = Map<string, string[]>;
export interface Ends { from: string; to: string }
export interface Bounds { maxLength: number; first: number }

/** The two things as they are now; null when one of them is none. */
async function sidesOf(store: Reader, { from, to }: Ends): Promise<[Side, Side] | null> {
  const found = new Map((await store.run(ENDS, { ids: [from, to] })).map(({ id, thing, degree }): [string, Side] =>
    [id as string, { layers: [[thing as string]], nearer: new Map([[thing as string, []]]), breadth: degree as number }]));
  const [near, far] = [found.get(from), found.get(to)];
  return near && far ? [near, far] : null;
}

/**
 * The shortest ways between two things, each as a list of ids: of all ways of that length the first ones, compared thing by
 * thing in printed order, so that the same graph always gives the same. It goes from both ends at once, on the side that
 * touches less; the thing in which the two sides meet is found inside the database, so that a hub is met and not carried
 * about.
 */
export async function shortestWays(context: RequestContext, ends: Ends, { maxLength, first }: Bounds, walked: Params): Promise<string[][]> {
  const { store } = context;
  const sides = await sidesOf(store, ends);
  if (!sides) return [];
  const [near, far] = sides;
  const [start, end] = sides.map(({ layers }) => layers[0]?.[0]) as [string, string];
  if (start === end) return [[start]];
  if ((await factsAmong(context, [start, end])).length > 0) return [[start, end]];
  const until = Date.now() + LONGEST_MS;
  const between = async (ids: string[], others: string[], few: string[]): Promise<Onwards> => {
    if (Date.now() > until) throw timeout();
    const rows = await store.run(THINGS_BETWEEN, { ids, few, many: few === ids ? others : ids, limit: first, ...walked });
    return new Map(rows.map(({ id, through }) => [id as string, through as string[]]));
  };
  for (let length = 2; length <= maxLength; length += 1) {
    const smaller = near.breadth < far.breadth ? near : far;
    if (outermost(smaller).length === 0) return [];
    if (smaller.breadth > MOST) throw tooCostly('maxLength', `these two are not connected within ${length - 1} steps, and they touch too much to look further; ask for at most ${length - 1}`);
    const [here, there] = [outermost(near), outermost(far)];
    const met = await between(here, there, smaller === near ? here : there);
    if (met.size > 0) {
      let ways = onwards(await waysTo(store, near, [...met.keys()], first), met, first);
      for (const layer of far.layers.slice(0, -1).reverse()) ways = onwards(ways, await between([...new Set(ways.map(last))], layer, layer), first);
      return ways.map((way) => [...way, end]);
    }
    if (length < maxLength) await advance(store, smaller, walked);
  }
  return [];
}

const last = (way: string[]): string => way.at(-1) ?? '';
const outermost = ({ layers }: Side): string[] => layers.at(-1) ?? [];
const onwards = (ways: string[][], next: Onwards, first: number): string[][] =>
  ways.flatMap((way) => (next.get(last(way)) ?? []).slice(0, first).map((id) => [...way, id])).slice(0, first);

function add<T>(to: Map<string, T[]>, key: string, value: T): void {
  const list = to.get(key);
  if (list) list.push(value);
  else to.set(key, [value]);
}

async function advance(store: Reader, side: Side, walked: Params): Promise<void> {
  const rows = await store.run(ONE_STEP_AWAY, { ids: outermost(side), seen: [...side.nearer.keys()], ...walked });
  const layer = new Map<string, string[]>();
  for (const { id, beside } of rows) for (const other of new Set(beside as string[])) add(layer, other, id as string);
  for (const [id, nearer] of layer) side.nearer.set(id, nearer);
  side.layers.push([...layer.keys()]);
  side.breadth = rows.reduce((sum, { breadth }) => sum + (breadth as number), 0);
}

/** The first shortest ways from the start of a side to any of these things of its outermost layer. */
async function waysTo(store: Reader, { layers, nearer }: Side, goals: string[], first: number): Promise<string[][]> {
  const leading = new Set(goals);
  // A set takes in what is added while it is gone through.
  for (const id of leading) for (const before of nearer.get(id) ?? []) leading.add(before);
  const printed = (await store.run(PRINTED_WHERE, { ids: [...leading] })) as { id: string; sort: string }[];
  const further: Onwards = new Map();
  for (const { id } of printed.sort((a, b) => (a.sort < b.sort ? -1 : 1))) for (const before of nearer.get(id) ?? []) add(further, before, id);
  let ways = [layers[0] ?? []];
  for (let distance = 1; distance < layers.length; distance += 1) ways = onwards(ways, further, first);
  return ways;
}
