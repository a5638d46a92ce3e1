import { type GraphQLInputObjectType, type GraphQLObjectType, type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { fold } from '../../../src/records/fold';
import { around, DUE_PHASES, isSeen, placesOf } from './meanings';
import type { Citation, Document, Duty, Place, Task, Thing, World } from './world';

/** Every list of the schema that takes a filter, `Type.field`, and what stands in it before the filter. */
export interface FilteredList { name: string; parent: string; field: string; filter: GraphQLInputObjectType; expands: boolean; orders: string[] }

export function filteredLists(schema: GraphQLSchema): FilteredList[] {
  const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'));
  return types.flatMap((type) => Object.values(type.getFields()).flatMap((field) => {
    const argument = (name: string) => field.args.find((each) => each.name === name)?.type;
    const filter = argument('where');
    if (!isInputObjectType(filter)) return [];
    const order = argument('orderBy');
    const named = isInputObjectType(order) ? schema.getType(`${order.name}Field`) : undefined;
    const orders = named && 'getValues' in named ? named.getValues().map(({ name }) => name) : [];
    return [{ name: `${type.name}.${field.name}`, parent: type.name, field: field.name, filter, expands: argument('expandGroups') !== undefined, orders }];
  }));
}

const inLists: Record<string, (world: World, expandGroups: boolean, parent: Thing) => Thing[]> = {
  'Query.documents': (world) => world.Document,
  'Query.citations': (world) => recorded(world),
  'Query.soleBases': (world) => recorded(world).filter((citation) => isSoleBasis(world, citation)),
  'Query.units': (world) => world.Unit,
  'Query.people': (world) => world.Person,
  'Query.personnelChanges': (world) => world.PersonnelChange,
  'Query.posts': (world) => world.Post,
  'Query.places': (world) => world.Place,
  'Query.tasks': (world) => world.Task,
  'Query.taskGroups': (world) => world.Task,
  'Query.responsibilities': (world, expandGroups) => world.Responsibility.filter((duty) => isSeen(duty, expandGroups)),
  'Query.events': (world) => world.Event,
  'Document.tasks': (world, _, document) => world.Task.filter((task) => task.document === document),
  'Place.tasks': (world, _, place) => world.Task.filter((task) => placesOf(task).includes(place as Place)),
  'Unit.responsibilities': (world, expandGroups, unit) => world.Responsibility.filter((duty) => duty.party === unit && isSeen(duty, expandGroups)),
};

export function thingsIn(list: FilteredList, world: World, expandGroups: boolean, parent: Thing): Thing[] {
  const read = inLists[list.name];
  if (!read) throw new Error(`${list.name} takes a filter, but test/integration/fuzz/lists.ts does not say what stands in it`);
  return read(world, expandGroups, parent);
}

const recorded = (world: World): Citation[] => world.Citation.filter(({ past }) => !past);
const isSoleBasis = (world: World, { citing, cited, clause, role }: Citation): boolean => role === 'LEGAL_BASIS'
  && recorded(world).every((other) => other.role !== 'LEGAL_BASIS' || other.citing !== citing || other.clause !== clause || other.cited === cited);

export interface Order { field: string; direction: string }
type SortKey = (string | number)[] | null;
const latestDue = (world: World, task: Task): string | null =>
  world.Milestone.filter((milestone) => milestone.task === task && DUE_PHASES.includes(milestone.phase)).map(({ latest }) => latest).filter((day) => day !== null).sort().at(-1) ?? null;
const keyOf = <T extends string | number>(value: T | null): SortKey => (value === null ? null : [value]);
const sortKeys: Record<string, (world: World, thing: Thing) => SortKey> = {
  NUMBER: (_, task) => keyOf((task as Task).number),
  DUE: (world, task) => keyOf(latestDue(world, task as Task)),
  INVESTMENT: (_, task) => keyOf((task as Task).investmentYuan),
  NAME: (_, task) => [fold((task as Task).name)],
  SIGNED_ON: (_, document) => keyOf((document as Document).signedOn),
  TITLE: (_, document) => [fold((document as Document).name)],
  // Agency, year, and the number as a number; what is no 文号 of that shape has none.
  DOC_NUMBER: (_, document) => {
    const [, agency, year, number] = /^(.+)\((\d{4})\)(\d+)号$/.exec(fold((document as Document).docNumber ?? '')) ?? [];
    return agency === undefined ? null : [agency, Number(year), Number(number)];
  },
};
const collator = new Intl.Collator('zh-u-co-pinyin');
const compareKeys = (a: (string | number)[], b: (string | number)[]): number => {
  for (const [at, left] of a.entries()) {
    const right = b[at] as string | number;
    const order = typeof left === 'number' ? left - (right as number) : collator.compare(left, right as string);
    if (order !== 0) return order;
  }
  return 0;
};

/** Nulls last both ways; as printed where nothing else decides. */
export function inOrder<T extends Thing>(world: World, things: T[], order: Order | null): T[] {
  const asPrinted = (a: Thing, b: Thing): number => (a.sort < b.sort ? -1 : 1);
  const read = order ? sortKeys[order.field] : () => null;
  if (!read) throw new Error(`no meaning for the order ${order?.field}`);
  return [...things].sort((a, b) => {
    const [left, right] = [read(world, a), read(world, b)];
    if (left === null || right === null) return left === right ? asPrinted(a, b) : left === null ? 1 : -1;
    return (order?.direction === 'DESC' ? compareKeys(right, left) : compareKeys(left, right)) || asPrinted(a, b);
  });
}

/** The keys of a task under one dimension; null where it has none. */
const dimensions: Record<string, (world: World, duties: Duty[], task: Task) => string[]> = {
  KIND: (_world, _duties, { kind }) => [kind],
  UNIT: (_world, duties) => duties.map(({ party }) => party.id),
  LEAD_UNIT: (_world, duties) => duties.filter(({ role }) => role === 'LEAD' || role === 'SOLE').map(({ party }) => party.id),
  DUE_YEAR: (world, _duties, task) => world.Milestone.filter((milestone) => milestone.task === task && DUE_PHASES.includes(milestone.phase)).flatMap(({ latest }) => (latest === null ? [] : [latest.slice(0, 4)])),
  PLACE: (_world, _duties, task) => task.places.flatMap(({ place, relation }) => [place, ...(relation === 'FROM' || relation === 'TO' ? [] : around(place))]).filter(({ kind }) => ['DISTRICT', 'ZONE'].includes(kind)).map(({ id }) => id),
};
export const DIMENSIONS = Object.keys(dimensions);

/** How many of these tasks have each combination of keys. */
export function countsBy(world: World, tasks: Task[], by: string[], expandGroups: boolean): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const task of tasks) {
    const duties = world.Responsibility.filter((duty) => duty.task === task && isSeen(duty, expandGroups));
    const keys = by.map((dimension) => [...new Set(dimensions[dimension]?.(world, duties, task))]).map((found) => (found.length > 0 ? found : [null]));
    const combined = keys.reduce<(string | null)[][]>((made, each) => made.flatMap((before) => each.map((key) => [...before, key])), [[]]);
    for (const each of combined) counts[JSON.stringify(each)] = (counts[JSON.stringify(each)] ?? 0) + 1;
  }
  return counts;
}
