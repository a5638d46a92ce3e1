import fc from 'fast-check';
import type { GraphQLInputObjectType } from 'graphql';
import { grouped } from '../../../src/load/batches';
import { FilterMaker, fieldsOf, satisfies } from './filters';
import { aside, type FilteredList, inOrder, type Order, thingsIn } from './lists';
import { type Given, meaningsIn } from './meanings';
import { misreadings } from './misreadings';
import type { Thing, World } from './world';

/** Relations that lead to the field that is tried. */
const NEAR = 2;
/** Questions that are looked at for what they would show; after so many, any is taken. */
const LOOKED_AT = 1_500;
/** Conditions inside conditions, relations and NOT alike, where anything goes. */
const DEPTH = 3;
/** Questions of one shape. */
const ALIKE = 4;

export interface Question { list: FilteredList; where: Given; beside: Given; expandGroups: boolean; order: Order | null; backwards: boolean; pages: number; counted: boolean; by: string[] }

const chosen = <T>(things: T[], chance: number): T => things[chance % things.length] as T;

export type Filtered = [list: FilteredList, where: Given];

/** Mostly one field at a time, near the list and far from it, what can be misread more often; the rest is whatever fits together. */
export const filters = (world: World, lists: FilteredList[]): fc.Arbitrary<Filtered> => {
  const right = meaningsIn(world, false);
  const maker = new FilterMaker(right);
  const wrong = Object.values(misreadings(world, right));
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
    const [{ aim: { type, field } }] = ways as [(typeof ways)[number]];
    const misread = wrong.filter((meanings) => meanings[type.name]?.[field.name] !== right[type.name]?.[field.name]).length;
    return { arbitrary: way.chain(({ list, aim }) => fc.tuple(fc.constant(list), maker.aimed(aim))), weight: 1 + misread + (maker.isRelation({ type, field }) ? 2 : 0) };
  });
  const wild = fc.constantFrom(...lists).chain((list) => fc.tuple(fc.constant(list), maker.of(list.filter, DEPTH)));
  return fc.oneof({ arbitrary: fc.oneof(...aimed), weight: 5 }, { arbitrary: wild, weight: 1 });
};

/** For every field of every filter, what finds something by what it, or what the field leads to, is called. A list of all things is searched from there. */
export const callings = (world: World, lists: FilteredList[]): Filtered[][] => {
  const maker = new FilterMaker(meaningsIn(world, false));
  return grouped(lists.filter(({ parent }) => parent === 'Query'), ({ filter }) => filter.name).flatMap(([, found]) => fieldsOf(found[0]?.filter as GraphQLInputObjectType).flatMap((field): Filtered[][] => {
    const ways = (length: number): Filtered[] => found.flatMap((list) => parentsOf(world, list).flatMap((parent) => thingsIn(list, world, false, parent, {})).flatMap((thing) => maker.calling(list.filter, thing, length, [field]).map((where): Filtered => [list, where])));
    const nearest = [1, NEAR].map(ways).find((some) => some.length > 0);
    return nearest ? [nearest] : [];
  }));
};

/** Of those that differ only in what things are called, some: the database plans them once. */
export function alike(ways: Filtered[], { list, where }: Question): Given[] {
  const shape = (filter: Given): string => JSON.stringify(filter, (_, value: unknown) => (typeof value === 'string' ? '' : value));
  const found = ways.filter(([other, filter]) => other === list && shape(filter) === shape(where)).map(([, filter]) => filter);
  return [where, ...found.filter((_, nth) => nth % Math.ceil(found.length / ALIKE) === 0)];
}

/** Beside the filter: how to ask. */
export const questions = (world: World, filtered: fc.Arbitrary<Filtered>): fc.Arbitrary<Question> => {
  const asked = fc.record({
    expandGroups: fc.boolean(), order: fc.option(fc.record({ at: fc.nat(), direction: fc.constantFrom('ASC', 'DESC') })), backwards: fc.boolean(),
    pages: fc.constantFrom(1, 1, 1, 1, 2, 3), counted: fc.constantFrom(true, false, false), by: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), beside: fc.array(fc.option(fc.nat(), { freq: 1 }), { minLength: 2, maxLength: 2 }),
  });
  return fc.tuple(filtered, asked).map(([[list, where], { expandGroups, order, by, beside, ...how }]) => {
    const [orders, dimensions] = [Object.keys(list.orders), list.by?.getValues().map(({ name }) => name) ?? []];
    return {
      list, where, ...how, expandGroups: list.expands && expandGroups,
      order: order && orders.length > 0 ? { field: chosen(orders, order.at), direction: order.direction } : null,
      by: list.by ? [...new Set(by.map((each) => chosen(dimensions, each)))] : [],
      beside: Object.fromEntries(list.beside.flatMap(({ name }, each): [string, unknown][] => { const given = beside[each] ?? null; return given === null ? [] : [[name, chosen(aside(list, name).values(world), given)]]; })),
    };
  });
};

/** What the question finds, worked out in memory. */
export function expected(world: World, { list, where, beside, expandGroups, order }: Question, parent: Thing): Thing[] {
  const meanings = meaningsIn(world, expandGroups);
  const found = thingsIn(list, world, expandGroups, parent, beside).filter((thing) => satisfies(meanings, list.filter, where, thing));
  return inOrder(world, found, order ? list.orders[order.field] : undefined, order?.direction);
}

/** What the list hangs on: every thing of a type, or nothing. */
export const parentsOf = (world: World, { parent }: FilteredList): Thing[] => (parent === 'Query' ? [{ id: '', sort: '' }] : world[parent as keyof World]);

type Reading = (list: FilteredList, where: Given, thing: Thing) => boolean;
/** `twice`: the field that must be there twice for a difference. */
interface Misreading { name: string; reading: Reading; twice?: string }

/** Takes questions in which some rule would show if it were forgotten, each rule once; then any. */
export class Chooser {
  /** The rules that would have shown. */
  readonly shown = new Set<string>();
  private lookedAt = 0;
  /** By expandGroups. */
  private readonly readings: { right: Reading; wrong: Misreading[] }[];

  /** `half`: which of the rules it looks for, 0 or 1. */
  constructor(private readonly world: World, half: number) {
    this.readings = [false, true].map((expandGroups) => {
      const right = meaningsIn(world, expandGroups);
      const relations = Object.entries(right).flatMap(([type, fields]) => Object.entries(fields).flatMap(([field, { reaches }]) => (reaches ? [{ type, field }] : [])));
      return {
        right: (list, where, thing) => satisfies(right, list.filter, where, thing),
        wrong: [
          ...Object.entries(misreadings(world, right)).map(([name, wrong]): Misreading => ({ name, reading: (list, where, thing) => satisfies(wrong, list.filter, where, thing) })),
          ...(['AND', 'OR', 'NOT'] as const).map((alone): Misreading => ({ name: `what stands beside ${alone} does not count`, reading: (list, where, thing) => satisfies(right, list.filter, where, thing, { alone }) })),
          ...relations.map(({ type, field }): Misreading => ({ name: `${type}.${field} inside itself is the outer one`, reading: (list, where, thing) => satisfies(right, list.filter, where, thing, { relation: `${type}.${field}` }), twice: field })),
        ].filter((_, at) => at % 2 === half),
      };
    });
  }

  takes({ list, where, beside, expandGroups }: Question): boolean {
    this.lookedAt += 1;
    const { right, wrong } = this.readings[Number(expandGroups)] as (typeof this.readings)[number];
    const things = parentsOf(this.world, list).flatMap((parent) => thingsIn(list, this.world, expandGroups, parent, beside));
    const found = things.map((thing) => right(list, where, thing));
    const text = JSON.stringify(where);
    const showing = wrong.filter(({ name, reading, twice }) => !this.shown.has(name) && (twice === undefined || text.split(`"${twice}":`).length > 2) && things.some((thing, at) => reading(list, where, thing) !== found[at]));
    for (const { name } of showing) this.shown.add(name);
    return showing.length > 0 || this.lookedAt > LOOKED_AT;
  }
}
