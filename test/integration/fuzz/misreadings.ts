import { fold } from '../../../src/records/fold';
import { compares, type Given, type Meaning, type Meanings, namesOf, selfAndAround } from './meanings';
import type { Document, Duty, Effect, Named, PersonnelChange, Place, Task, Thing, Unit, World } from './world';

const NAMED = { TaskFilter: 'name', PlaceFilter: 'name', UnitFilter: 'name', PersonFilter: 'name', DocumentFilter: 'title' };

/** What the filters would find if a rule were forgotten. The questions are chosen so that each of these would show. */
export function misreadings(world: World, right: Meanings): Record<string, Meanings> {
  const reading = (type: string, fields: Record<string, Meaning>): Meanings => ({ ...right, [type]: { ...right[type], ...fields } });
  const reaching = <T extends Thing>(type: string, field: string, reaches: (thing: T) => Thing[]): Meanings => reading(type, { [field]: { reaches } as Meaning });
  const held = (type: string, field: string) => right[type]?.[field]?.holds as NonNullable<Meaning['holds']>;
  const holding = <T extends Thing>(type: string, fields: string[], holds: (thing: T, given: Given, filter: Given) => boolean): Meanings =>
    reading(type, Object.fromEntries(fields.map((field) => [field, { ...right[type]?.[field], holds } as Meaning])));

  const named = (holds: (thing: Named, given: Given) => boolean): Meanings => ({
    ...right, ...Object.fromEntries(Object.entries(NAMED).map(([type, field]) => [type, holding<Named>(type, [field], holds)[type] as Record<string, Meaning>])),
  });
  const isNamed = held('UnitFilter', 'name');
  const everywhere = (task: Task): Place[] => task.places.flatMap(({ place }) => selfAndAround(place));
  const group = held('ResponsibilityFilter', 'group');
  const milestone = ['due', 'phase', 'modality'];
  const dated = (filter: Given, task: Thing): boolean => Object.keys(filter).every((field) => !milestone.includes(field)) || held('TaskFilter', 'due')(task, {}, filter);
  const apart = (field: string): Meanings => holding('TaskFilter', milestone, (task, _given, { [field]: alone, ...rest }) => dated(rest, task) && (alone === undefined || dated({ [field]: alone }, task)));
  const due = (filter: Given): Given => filter.due as Given | undefined ?? {};

  return {
    'only the canonical name': named((thing, given) => isNamed({ ...thing, aliases: [] } as Named, given, {})),
    'only aliases': named(({ aliases }, given) => aliases.some((alias) => isNamed({ name: alias, aliases: [] } as unknown as Named, given, {}))),
    'operators of a name hold for different names': named((thing, given) => Object.entries(given).every(([operator, operand]) => isNamed(thing, { [operator]: operand }, {}))),
    'a name is compared as it is spelled': named((thing, given) => namesOf(thing).some((name) => compares(fold(name), given))),
    'a 文号 is compared as it is spelled': holding('DocumentFilter', ['docNumber'], ({ docNumber }: Document, given) => compares(docNumber, given)),
    'within is direct': reaching('PlaceFilter', 'within', ({ within }: Place) => within),
    'a place is within itself': reaching('PlaceFilter', 'within', selfAndAround),
    'bounds is boundedBy': reading('PlaceFilter', { bounds: right.PlaceFilter?.boundedBy as Meaning }),
    'boundedBy is bounds': reading('PlaceFilter', { boundedBy: right.PlaceFilter?.bounds as Meaning }),
    'end points pass on the tasks of a place': reaching('PlaceFilter', 'tasks', (place: Place) => world.Task.filter((task) => everywhere(task).includes(place))),
    'tasks of a place are only those at it': reaching('PlaceFilter', 'tasks', (place: Place) => world.Task.filter((task) => task.places.some((at) => at.place === place))),
    'end points pass on the place of a task': reaching('TaskFilter', 'place', everywhere),
    'the place of a task is direct': reaching('TaskFilter', 'place', (task: Task) => task.places.map(({ place }) => place)),
    'a task shows duties of every view': reaching('TaskFilter', 'responsibilities', (task: Task) => world.Responsibility.filter((duty) => duty.task === task)),
    'a unit shows duties of every view': reaching('UnitFilter', 'responsibilities', (unit: Unit) => world.Responsibility.filter(({ party }) => party === unit)),
    'a duty lies in its scope and in the places of its task': reaching('ResponsibilityFilter', 'place', ({ scope, task }: Duty) => [...scope.flatMap(selfAndAround), ...right.TaskFilter?.place?.reaches?.(task) ?? []]),
    'a duty lies in the places of its task': reaching('ResponsibilityFilter', 'place', ({ task }: Duty) => right.TaskFilter?.place?.reaches?.(task) ?? []),
    'a scope is direct': reaching('ResponsibilityFilter', 'place', (duty: Duty) => (duty.scope.length > 0 ? duty.scope : right.ResponsibilityFilter?.place?.reaches?.(duty) ?? [])),
    'end points pass on the place of a duty': reaching('ResponsibilityFilter', 'place', ({ scope, task }: Duty) => (scope.length > 0 ? scope.flatMap(selfAndAround) : everywhere(task))),
    'a group that passed a duty on is not asked': holding('ResponsibilityFilter', ['group'], (duty: Duty, given) => group({ ...duty, via: null } as Duty, given, {})),
    'a group that holds a duty is not asked': holding('ResponsibilityFilter', ['group'], (duty: Duty, given) => group({ ...duty, party: world.Unit[0] } as Duty, given, {})),
    'due looks at every phase': holding('TaskFilter', milestone, (task, _given, filter) => dated(filter.due && !filter.phase ? { ...filter, phase: {} } : filter, task)),
    'phase holds for another milestone': apart('phase'),
    'modality holds for another milestone': apart('modality'),
    'no due day means a milestone without one': holding('TaskFilter', milestone, (task: Task, _given, filter) => (due(filter).isNull === true
      ? world.Milestone.some((each) => each.task === task && each.latest === null) && dated({ ...filter, due: {} }, task) : dated(filter, task))),
    'past citations are made': reaching('DocumentFilter', 'citations', (document: Document) => world.Citation.filter(({ citing }) => citing === document)),
    'past citations count': reaching('DocumentFilter', 'citedBy', (document: Document) => world.Citation.filter(({ cited }) => cited === document)),
    'past effects count': reaching('DocumentFilter', 'effects', (document: Document) => world.LegalEffect.filter(({ affected }) => affected === document)),
    'an effect is caused by what it affects': reaching('LegalEffectFilter', 'affecting', ({ affected }: Effect) => [affected]),
    'a withdrawn effect is like any other': holding('LegalEffectFilter', ['withdrawn'], (_effect, given) => compares(false, given)),
    'groups that issue are units': reaching('DocumentFilter', 'issuers', ({ issuers }: Document) => issuers.map((issuer) => ({ kind: '', jurisdiction: null, ...issuer }))),
    'the unit of a change is any that the person served': reaching('PersonnelChangeFilter', 'unit', (change: PersonnelChange) => world.PersonnelChange.filter(({ person }) => person === change.person).map(({ post }) => post.unit)),
  };
}
