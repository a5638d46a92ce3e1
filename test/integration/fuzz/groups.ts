import type { FilteredList } from './lists';
import { around, DUE_PHASES, isSeen } from './meanings';
import type { Citation, Duty, Event, Group, PersonnelChange, Task, Thing, Unit, World } from './world';

/** The keys of a thing under one dimension, told from the descriptions in the schema; none where it has none. */
type KeysOf<T> = (thing: T, world: World, duties: Duty[]) => (string | number | boolean | null)[];
const of = <T extends Thing>(dimensions: Record<string, KeysOf<T>>): Record<string, KeysOf<Thing>> => dimensions as Record<string, KeysOf<Thing>>;
const ids = (things: (Thing | null)[]): (string | null)[] => things.map((thing) => thing?.id ?? null);
const units = (world: World, parties: (Unit | Group)[]): string[] => parties.filter((party) => world.Unit.includes(party as Unit)).map(({ id }) => id);

const dimensions: Record<string, Record<string, KeysOf<Thing>>> = {
  TaskDimension: of<Task>({
    KIND: ({ kind }) => [kind],
    UNIT: (task, _, duties) => duties.filter((duty) => duty.task === task).map(({ party }) => party.id),
    LEAD_UNIT: (task, _, duties) => duties.filter((duty) => duty.task === task && (duty.role === 'LEAD' || duty.role === 'SOLE')).map(({ party }) => party.id),
    DUE_YEAR: (task, world) => world.Milestone.filter((milestone) => milestone.task === task && DUE_PHASES.includes(milestone.phase)).map(({ latest }) => latest?.slice(0, 4) ?? null),
    PLACE: ({ places }) => ids(places.flatMap(({ place, relation }) => [place, ...(relation === 'FROM' || relation === 'TO' ? [] : around(place))]).filter(({ kind }) => ['DISTRICT', 'ZONE'].includes(kind))),
    DOCUMENT: ({ document }) => [document.id],
  }),
  CitationDimension: of<Citation>({
    ROLE: ({ role }) => [role],
    CITING: ({ citing }) => [citing.id],
    CITING_ISSUER: ({ citing }, world) => units(world, citing.issuers),
    CITED: ({ cited }) => [cited.id],
    CITED_KIND: ({ cited }) => [cited.kind],
    CITED_HELD: ({ cited }) => [cited.held],
    CITED_ISSUER: ({ cited }, world) => units(world, cited.issuers),
  }),
  PersonnelChangeDimension: of<PersonnelChange>({
    TYPE: ({ type }) => [type],
    PERSON: ({ person }) => [person.id],
    UNIT: ({ post }) => [post.unit.id],
    UNIT_KIND: ({ post }) => [post.unit.kind],
    JURISDICTION: ({ post }) => ids([post.unit.jurisdiction]),
    POST_TITLE: ({ post }) => [post.title],
    PROBATION: ({ probation }) => [probation],
    DOCUMENT: ({ document }) => [document.id],
  }),
  EventDimension: of<Event>({
    KIND: ({ kind }) => [kind],
    DAY: ({ on }) => [on],
    MONTH: ({ on }) => [on?.slice(0, 7) ?? null],
    PERSON: ({ participants }) => ids(participants),
    PLACE: ({ places }) => ids(places),
    DOCUMENT: ({ document }) => ids([document]),
  }),
};

/** How many of these things have each combination of keys. */
export function countsBy(world: World, { by: type }: FilteredList, things: Thing[], by: string[], expandGroups: boolean): Record<string, number> {
  const duties = world.Responsibility.filter((duty) => isSeen(duty, expandGroups));
  const counts: Record<string, number> = {};
  for (const thing of things) {
    const keys = by.map((dimension) => {
      const read = dimensions[type?.name ?? '']?.[dimension];
      if (!read) throw new Error(`${type?.name}.${dimension} has no meaning in test/integration/fuzz/groups.ts`);
      return [...new Set(read(thing, world, duties).filter((key) => key !== null).map(String))];
    }).map((found) => (found.length > 0 ? found : [null]));
    const combined = keys.reduce<(string | null)[][]>((made, each) => made.flatMap((before) => each.map((key) => [...before, key])), [[]]);
    for (const each of combined) counts[JSON.stringify(each)] = (counts[JSON.stringify(each)] ?? 0) + 1;
  }
  return counts;
}
