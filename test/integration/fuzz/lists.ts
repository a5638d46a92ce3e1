import { type GraphQLEnumType, type GraphQLInputObjectType, type GraphQLObjectType, type GraphQLSchema, getNamedType, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { fold } from '../../../src/records/fold';
import { DUE_PHASES, type Given, isSeen, placesOf } from './meanings';
import type { Citation, Discrepancy, Document, Event, Issue, Named, Person, Place, Post, Provision, Task, Thing, UnitChange, World } from './world';

/** Every list of the schema that takes a filter, `Type.field`. */
export interface FilteredList {
  name: string; parent: string; field: string; filter: GraphQLInputObjectType; expands: boolean;
  orders: Record<string, SortKeyOf>;
  /** The arguments that narrow it beside the filter. */
  beside: { name: string; type: string }[];
  /** What it can be counted by; null for a list of things. */
  by: GraphQLEnumType | null;
}

const OTHERWISE = ['where', 'orderBy', 'expandGroups', 'by', 'having', 'first', 'after', 'last', 'before'];

export function filteredLists(schema: GraphQLSchema): FilteredList[] {
  const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'));
  return types.flatMap((type) => Object.values(type.getFields()).flatMap((field) => {
    const argument = (name: string) => field.args.find((each) => each.name === name)?.type;
    const filter = argument('where');
    if (!isInputObjectType(filter)) return [];
    const [order, by] = [argument('orderBy'), getNamedType(argument('by'))];
    return [{
      name: `${type.name}.${field.name}`, parent: type.name, field: field.name, filter, expands: argument('expandGroups') !== undefined,
      orders: (isInputObjectType(order) && sortKeys[order.name]) || {},
      beside: field.args.filter(({ name }) => !OTHERWISE.includes(name)).map((each) => ({ name: each.name, type: String(each.type) })),
      by: isEnumType(by) ? by : null,
    }];
  }));
}

const inLists: Record<string, (world: World, expandGroups: boolean, parent: Thing) => Thing[]> = {
  'Query.documents': (world) => world.Document,
  'Query.citations': (world) => recorded(world),
  'Query.citationGroups': (world) => recorded(world),
  'Query.soleBases': (world) => recorded(world).filter((citation) => isSoleBasis(world, citation)),
  'Query.units': (world) => world.Unit,
  'Query.people': (world) => world.Person,
  'Query.personnelChanges': (world) => world.PersonnelChange,
  'Query.personnelChangeGroups': (world) => world.PersonnelChange,
  'Query.posts': (world) => world.Post,
  'Query.unitChanges': (world) => world.UnitChange,
  'Query.places': (world) => world.Place,
  'Query.tasks': (world) => world.Task,
  'Query.taskGroups': (world) => world.Task,
  'Query.responsibilities': (world, expandGroups) => world.Responsibility.filter((duty) => isSeen(duty, expandGroups)),
  'Query.events': (world) => world.Event,
  'Query.eventGroups': (world) => world.Event,
  'Query.discrepancies': (world) => world.Discrepancy,
  'Query.divergences': (world) => world.Discrepancy.filter((doubt) => doubt.kind === 'CONTRADICTION' && interpretationsOf(world, doubt).length > 0),
  'Document.tasks': (world, _, document) => world.Task.filter((task) => task.document === document),
  'Document.provisions': (world, _, document) => world.Provision.filter((provision) => provision.document === document),
  'Document.citations': (world, _, document) => recorded(world).filter(({ citing }) => citing === document),
  'Document.citedBy': (world, _, document) => recorded(world).filter(({ cited }) => cited === document),
  'Provision.citations': (world, _, clause) => recorded(world).filter(({ provision }) => provision === clause),
  'GazetteIssue.documents': (world, _, issue) => world.Document.filter(({ publishedIn }) => publishedIn === (issue as Issue)),
  'Person.events': (world, _, person) => world.Event.filter(({ participants }) => participants.includes(person as Person)),
  'Place.tasks': (world, _, place) => world.Task.filter((task) => placesOf(task).includes(place as Place)),
  'Unit.responsibilities': (world, expandGroups, unit) => world.Responsibility.filter((duty) => duty.party === unit && isSeen(duty, expandGroups)),
};

/** What stands in a list before the filter. */
export function thingsIn(list: FilteredList, world: World, expandGroups: boolean, parent: Thing, beside: Given): Thing[] {
  const read = inLists[list.name];
  if (!read) throw new Error(`${list.name} takes a filter, but test/integration/fuzz/lists.ts does not say what stands in it`);
  return read(world, expandGroups, parent).filter((thing) => Object.entries(beside).every(([name, given]) => aside(list, name).holds(world, thing, given)));
}

const recorded = (world: World): Citation[] => world.Citation.filter(({ past }) => !past);
const isSoleBasis = (world: World, { citing, cited, provision, role }: Citation): boolean => role === 'LEGAL_BASIS'
  && recorded(world).every((other) => other.role !== 'LEGAL_BASIS' || other.citing !== citing || other.provision !== provision || other.cited === cited);
/** The interpretations that a doubt is about, themselves or a clause of them. */
const interpretationsOf = (world: World, { about }: Discrepancy): Document[] =>
  about.map((thing) => (world.Provision.includes(thing as Provision) ? (thing as Provision).document : thing)).filter((thing): thing is Document => world.Document.includes(thing as Document) && (thing as Document).kind === 'INTERPRETATION');

/** What an argument beside the filter can be given, and what it asks. */
interface Aside { values: (world: World) => unknown[]; holds: (world: World, thing: Thing, given: unknown) => boolean }
const asides: Record<string, Aside> = {
  role: { values: (world) => [['LEGAL_BASIS', 'REFERENCE'], ...world.Citation.map(({ role }) => [role])], holds: (_, citation, given) => (given as string[]).includes((citation as Citation).role) },
  kind: { values: (world) => [['CONTRADICTION', 'MISSING_TEXT'], ...world.Discrepancy.map(({ kind }) => [kind])], holds: (_, doubt, given) => (given as string[]).includes((doubt as Discrepancy).kind) },
  about: { values: (world) => [...world.Discrepancy.flatMap(({ about }) => about), ...world.Document].map(({ id }) => id), holds: (_, doubt, given) => (doubt as Discrepancy).about.some(({ id }) => id === given) },
  interpretation: { values: (world) => world.Document.map(({ id }) => id), holds: (world, doubt, given) => interpretationsOf(world, doubt as Discrepancy).some(({ id }) => id === given) },
};
export function aside(list: FilteredList, name: string): Aside {
  const found = asides[name];
  if (!found) throw new Error(`${list.name} takes ${name} beside its filter, but test/integration/fuzz/lists.ts does not say what that asks`);
  return found;
}

export interface Order { field: string; direction: string }
type SortKey = (string | number)[] | null;
type SortKeyOf = (world: World, thing: Thing) => SortKey;
const latestDue = (world: World, task: Task): string | null =>
  world.Milestone.filter((milestone) => milestone.task === task && DUE_PHASES.includes(milestone.phase)).map(({ latest }) => latest).filter((day) => day !== null).sort().at(-1) ?? null;
const by = <T>(read: (thing: T, world: World) => string | number | null): SortKeyOf => (world, thing) => {
  const value = read(thing as T, world);
  return value === null ? null : [value];
};
/** By pinyin: character by character, as a dictionary sorts them. */
const byText = <T>(read: (thing: T) => string): SortKeyOf => (_, thing) => [...fold(read(thing as T))];
const byName = { NAME: byText<Named>(({ name }) => name) };
/** One or more orders of every sort of list, so that they meet the filters; lists.test.ts tries every order there is. */
const sortKeys: Record<string, Record<string, SortKeyOf>> = {
  PlaceOrder: byName,
  UnitOrder: byName,
  PersonOrder: byName,
  TaskOrder: { ...byName, NUMBER: by<Task>(({ number }) => number), DUE: by<Task>((task, world) => latestDue(world, task)), INVESTMENT: by<Task>(({ investmentYuan }) => investmentYuan), LENGTH: by<Task>(({ lengthKm }) => lengthKm) },
  ResponsibilityOrder: { TASK_NUMBER: by<{ task: Task }>(({ task }) => task.number) },
  DocumentOrder: {
    SIGNED_ON: by<Document>(({ signedOn }) => signedOn),
    TITLE: byText<Document>(({ name }) => name),
    // Agency, year, and the number as a number; what is no 文号 of that shape has none.
    DOC_NUMBER: (_, document) => {
      const [, agency, year, number] = /^(.+)\((\d{4})\)(\d+)号$/.exec(fold((document as Document).docNumber ?? '')) ?? [];
      return agency === undefined ? null : [agency, Number(year), Number(number)];
    },
  },
  ProvisionOrder: { CITATIONS: by<Provision>((clause, world) => recorded(world).filter(({ provision }) => provision === clause).length) },
  CitationOrder: { CITED_SIGNED_ON: by<Citation>(({ cited }) => cited.signedOn) },
  PersonnelChangeOrder: { PERSON_NAME: byText<{ person: Person }>(({ person }) => person.name) },
  PostOrder: { TITLE: byText<Post>(({ title }) => title) },
  UnitChangeOrder: { DAY: by<UnitChange>(({ on }) => on) },
  EventOrder: { DAY: by<Event>(({ on }) => on) },
  DiscrepancyOrder: { KIND: by<Discrepancy>(({ kind }) => kind) },
};
const collator = new Intl.Collator('zh-u-co-pinyin');
const compareKeys = (a: (string | number)[], b: (string | number)[]): number => {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined) return 1;
    const order = typeof left === 'number' ? left - (right as number) : collator.compare(left, right as string);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

/** Nulls last both ways; as printed where nothing else decides. */
export function inOrder<T extends Thing>(world: World, things: T[], keyOf: SortKeyOf = () => null, direction = 'ASC'): T[] {
  const asPrinted = (a: Thing, b: Thing): number => (a.sort < b.sort ? -1 : 1);
  return [...things].sort((a, b) => {
    const [left, right] = [keyOf(world, a), keyOf(world, b)];
    if (left === null || right === null) return left === right ? asPrinted(a, b) : left === null ? 1 : -1;
    return (direction === 'DESC' ? compareKeys(right, left) : compareKeys(left, right)) || asPrinted(a, b);
  });
}
