import fc from 'fast-check';
import { grouped } from '../../../src/load/batches';
import { FilterMaker, satisfies } from './filters';
import { DIMENSIONS, type FilteredList, inOrder, type Order, thingsIn } from './lists';
import { type Given, type Meanings, meaningsIn } from './meanings';
import { misreadings } from './misreadings';
import type { Thing, World } from './world';

/** Relations that lead to the field that is tried. */
const NEAR = 2;
/** Conditions inside conditions, relations and NOT alike, where anything goes. */
const DEPTH = 3;

/** `open`: to be asked whatever it would show. */
export interface Question { list: FilteredList; where: Given; expandGroups: boolean; order: Order | null; backwards: boolean; pages: number; counted: boolean; by: string[]; open: boolean }

/** Mostly one field at a time, all fields in turn, near the list and far from it; the rest is whatever fits together. */
export const questionsAbout = (world: World, lists: FilteredList[]): fc.Arbitrary<Question> => {
  const maker = new FilterMaker(meaningsIn(world, false));
  const aims = lists.flatMap((list) => maker.aims(list.filter, NEAR).map((aim) => ({ list, aim })));
  const aimed = grouped(aims, ({ aim }) => `${aim.type.name}.${aim.field.name}`).map(([, ways]) => {
    const shortest = Math.min(...ways.map(({ aim }) => aim.chain.length));
    const kinds = [
      { found: ways.filter(({ aim }) => aim.chain.length === shortest), weight: 6 },
      { found: ways, weight: 2 },
      // Inside itself, where what the outer one has named could be taken for the inner one's.
      { found: ways.filter(({ aim }) => aim.chain.some(({ field }) => field === aim.field)), weight: 2 },
    ];
    const way = fc.oneof(...kinds.filter(({ found }) => found.length > 0).map(({ found, weight }) => ({ arbitrary: fc.constantFrom(...found), weight })));
    return { arbitrary: way.chain(({ list, aim }) => fc.tuple(fc.constant(list), maker.aimed(aim))), weight: ways.some(({ aim }) => maker.isRelation(aim)) ? 5 : 1 };
  });
  const wild = fc.constantFrom(...lists).chain((list) => fc.tuple(fc.constant(list), maker.of(list.filter, DEPTH)));
  const asked = fc.record({
    expandGroups: fc.boolean(), order: fc.option(fc.record({ at: fc.nat(), direction: fc.constantFrom('ASC', 'DESC') })), backwards: fc.boolean(),
    pages: fc.constantFrom(1, 1, 1, 1, 2, 3), counted: fc.constantFrom(true, false, false), by: fc.shuffledSubarray(DIMENSIONS, { minLength: 1, maxLength: 2 }), open: fc.nat(59).map((drawn) => drawn === 0),
  });
  return fc.tuple(fc.oneof({ arbitrary: fc.oneof(...aimed), weight: 5 }, { arbitrary: wild, weight: 1 }), asked).map(([[list, where], { expandGroups, order, ...how }]) => ({
    list, where, ...how, expandGroups: list.expands && expandGroups,
    order: order && list.orders.length > 0 ? { field: list.orders[order.at % list.orders.length] as string, direction: order.direction } : null,
  }));
};

/** What the question finds, worked out in memory. */
export function expected(world: World, { list, where, expandGroups, order }: Question, parent: Thing): Thing[] {
  const meanings = meaningsIn(world, expandGroups);
  return inOrder(world, thingsIn(list, world, expandGroups, parent).filter((thing) => satisfies(meanings, list.filter, where, thing)), order);
}

/** Where the list hangs: on every thing of a type, or on nothing. */
export const parentsOf = (world: World, { parent }: FilteredList): Thing[] => (parent === 'Query' ? [{ id: '', sort: '' }] : inOrder(world, world[parent as keyof World] as Thing[], null));

/** Takes questions in which a forgotten rule would show that did not show before, and those that are open; any, when all have shown. */
export class Chooser {
  /** How many questions were taken in which each misreading shows. */
  readonly shown = new Map<string, number>();
  private readonly readings: { right: Meanings; wrong: [string, Meanings][] }[];

  constructor(private readonly world: World) {
    this.readings = [false, true].map((expandGroups) => ({ right: meaningsIn(world, expandGroups), wrong: Object.entries(misreadings(world, expandGroups)) }));
    for (const { wrong } of this.readings) for (const [name] of wrong) this.shown.set(name, 0);
  }

  takes({ list, where, expandGroups, open }: Question): boolean {
    const { right, wrong } = this.readings[Number(expandGroups)] as (typeof this.readings)[number];
    const things = parentsOf(this.world, list).flatMap((parent) => thingsIn(list, this.world, expandGroups, parent));
    const found = things.map((thing) => satisfies(right, list.filter, where, thing));
    const hidden = wrong.filter(([name]) => this.shown.get(name) === 0);
    const showing = hidden.filter(([, meanings]) => things.some((thing, at) => satisfies(meanings, list.filter, where, thing) !== found[at]));
    for (const [name] of showing) this.shown.set(name, 1);
    return open || hidden.length === 0 || showing.length > 0;
  }
}
