import { fold } from '../../../src/records/fold';
import type { Citation, Discrepancy, Document, Duty, Effect, Event, Group, Issue, Membership, Milestone, Named, Person, PersonnelChange, Place, Post, Provision, Task, Thing, Unit, UnitChange, World } from './world';

/**
 * What every field of every filter means, told from the contract and the descriptions in the schema and not from the code
 * that compiles it.
 */
export type Value = string | number | boolean;
export type Given = Record<string, unknown>;
export interface Meaning<T = Thing> {
  /** A condition that the thing itself answers; `filter` is all that is given beside it. */
  holds?: (thing: T, given: Given, filter: Given) => boolean;
  /** Related things: one of them must satisfy what is given, or `some` and `none` of them. */
  reaches?: (thing: T) => Thing[];
  /** Values that things have here, for making filters of. */
  values?: Value[];
  /** What the thing is called here, for conditions that find it by that. */
  called?: (thing: T) => string[];
  /** Fields that ask for the same related thing as this one. */
  together?: string[];
}
export type Meanings = Record<string, Record<string, Meaning>>;

/** Contract: the phases that something can be due by. */
export const DUE_PHASES = ['COMPLETE', 'SUBSTANTIALLY_COMPLETE', 'FIRST_RESULT', 'CONSOLIDATE', 'TARGET'];

/** All operators that are given hold; with a missing value only isNull: true does. */
export function compares(value: Value | null, given: Given): boolean {
  return Object.entries(given).every(([operator, operand]) => {
    if (operator === 'isNull') return (value === null) === operand;
    if (value === null) return false;
    switch (operator) {
      case 'eq': return value === operand;
      case 'in': return (operand as Value[]).includes(value);
      case 'gte': return value >= (operand as Value);
      case 'lte': return value <= (operand as Value);
      case 'contains': return (value as string).includes(operand as string);
      case 'startsWith': return (value as string).startsWith(operand as string);
      default: throw new Error(`no meaning for the operator ${operator}`);
    }
  });
}

const foldOperand = (operand: unknown): unknown => (typeof operand === 'string' ? fold(operand) : Array.isArray(operand) ? operand.map(foldOperand) : operand);
const folded = (given: Given): Given => Object.fromEntries(Object.entries(given).map(([operator, operand]) => [operator, foldOperand(operand)]));
export const namesOf = ({ name, aliases }: Named): string[] => [name, ...aliases];
/** One of the names satisfies all that is given. */
const isNamed = (thing: Named, given: Given): boolean => namesOf(thing).some((name) => compares(fold(name), folded(given)));

/** The places around a place, at any depth, without itself. */
export function around(place: Place): Place[] {
  const found = new Set<Place>();
  const walk = (from: Place): void => from.within.forEach((outer) => { found.add(outer); walk(outer); });
  walk(place);
  return [...found];
}
export const selfAndAround = (place: Place): Place[] => [place, ...around(place)];
const ENDS = ['FROM', 'TO'];
/** End points match only themselves. */
export const placesOf = (task: Task): Place[] => task.places.flatMap(({ place, relation }) => (ENDS.includes(relation) ? [place] : selfAndAround(place)));

export const isSeen = (duty: Duty, expandGroups: boolean): boolean => duty.view === 'BOTH' || duty.view === (expandGroups ? 'EXPANDED' : 'PLAIN');

const only = <T>(thing: T | null): T[] => (thing === null ? [] : [thing]);

export function meaningsIn(world: World, expandGroups: boolean): Meanings {
  const duties = world.Responsibility.filter((duty) => isSeen(duty, expandGroups));
  const citations = world.Citation.filter(({ past }) => !past);
  const effects = world.LegalEffect.filter(({ past }) => !past);

  const known = (values: (Value | null)[]): Value[] => [...new Set(values.filter((value) => value !== null))];
  const value = <T>(things: T[], read: (thing: T) => Value | null): Meaning<T> => ({ holds: (thing, given) => compares(read(thing), given), values: known(things.map(read)) });
  const foldedText = <T>(things: T[], read: (thing: T) => string | null): Meaning<T> => ({
    holds: (thing, given) => { const text = read(thing); return compares(text === null ? null : fold(text), folded(given)); }, values: known(things.map(read)), called: (thing) => only(read(thing)),
  });
  const names = (things: Named[]): Meaning<Named> => ({ holds: isNamed, values: known(things.flatMap(namesOf)), called: namesOf });
  const reaches = <T>(read: (thing: T) => Thing[]): Meaning<T> => ({ reaches: read });

  /** due, phase and modality ask for one milestone; "no due day" means that none of those has a day. */
  const dated = (task: Task, filter: Given): boolean => {
    const [due, phase, modality] = [filter.due, filter.phase, filter.modality] as (Given | undefined)[];
    const asked = world.Milestone.filter((milestone) => milestone.task === task && (modality === undefined || compares(milestone.modality, modality))
      && (phase ? compares(milestone.phase, phase) : due === undefined || DUE_PHASES.includes(milestone.phase)));
    const { isNull, ...bounds } = due ?? {};
    if (isNull === true) return Object.keys(bounds).length === 0 && asked.every(({ latest }) => latest === null);
    return asked.some(({ latest }) => compares(latest, isNull === undefined ? bounds : { isNull, ...bounds }));
  };
  const milestone = (read: (milestone: Milestone) => string | null): Meaning<Task> => ({ holds: (task, _given, filter) => dated(task, filter), values: known(world.Milestone.map(read)), together: ['due', 'phase', 'modality'] });

  const groupsOf = ({ party, via }: Duty): Group[] => [...only(via), ...(world.UnitGroup.includes(party) ? [party] : [])];
  const group: Meaning<Duty> = {
    holds: (duty, { isNull, ...given }) => (isNull === true ? groupsOf(duty).length === 0 && Object.keys(given).length === 0 : groupsOf(duty).some((each) => isNamed(each, given))),
    values: known(world.UnitGroup.flatMap(namesOf)), called: (duty) => groupsOf(duty).flatMap(namesOf),
  };

  const of = <T>(fields: Record<string, Meaning<T>>): Record<string, Meaning> => fields as Record<string, Meaning>;
  return {
    PlaceFilter: of<Place>({
      name: names(world.Place) as Meaning<Place>,
      kind: value(world.Place, ({ kind }) => kind),
      within: reaches(around),
      boundedBy: reaches((place) => world.Boundary.filter(({ block }) => block === place).flatMap((boundary) => only(boundary.place))),
      bounds: reaches((place) => world.Boundary.filter((boundary) => boundary.place === place).map(({ block }) => block)),
      tasks: reaches((place) => world.Task.filter((task) => placesOf(task).includes(place))),
    }),
    UnitFilter: of<Unit>({
      name: names(world.Unit) as Meaning<Unit>,
      kind: value(world.Unit, ({ kind }) => kind),
      jurisdiction: reaches(({ jurisdiction }) => only(jurisdiction)),
      responsibilities: reaches((unit) => duties.filter(({ party }) => party === unit)),
      memberships: reaches((unit) => world.Membership.filter(({ body }) => body === unit)),
    }),
    PersonFilter: of<Person>({
      name: names(world.Person),
      personnelChanges: reaches((person) => world.PersonnelChange.filter((change) => change.person === person)),
      memberships: reaches((person) => world.Membership.filter((seat) => seat.person === person)),
      events: reaches((person) => world.Event.filter(({ participants }) => participants.includes(person))),
    }),
    MembershipFilter: of<Membership>({
      role: value(world.Membership, ({ role }) => role),
      person: reaches(({ person }) => only(person)),
      body: reaches(({ body }) => [body]),
    }),
    PersonnelChangeFilter: of<PersonnelChange>({
      type: value(world.PersonnelChange, ({ type }) => type),
      person: reaches(({ person }) => [person]),
      unit: reaches(({ post }) => [post.unit]),
      postTitle: value(world.PersonnelChange, ({ post }) => post.title),
      probation: value(world.PersonnelChange, ({ probation }) => probation),
      document: reaches(({ document }) => [document]),
    }),
    PostFilter: of<Post>({
      title: value(world.Post, ({ title }) => title),
      unit: reaches(({ unit }) => [unit]),
      personnelChanges: reaches((post) => world.PersonnelChange.filter((change) => change.post === post)),
    }),
    UnitChangeFilter: of<UnitChange>({
      type: value(world.UnitChange, ({ type }) => type),
      on: value(world.UnitChange, ({ on }) => on),
      basis: value(world.UnitChange, ({ basis }) => basis),
      original: reaches(({ original }) => original),
      resulting: reaches(({ resulting }) => resulting),
    }),
    GazetteIssueFilter: of<Issue>({
      year: value(world.GazetteIssue, ({ year }) => year),
      number: value(world.GazetteIssue, ({ number }) => number),
      publishedOn: value(world.GazetteIssue, ({ publishedOn }) => publishedOn),
    }),
    DocumentFilter: of<Document>({
      title: names(world.Document) as Meaning<Document>,
      docNumber: foldedText(world.Document, ({ docNumber }) => docNumber),
      kind: value(world.Document, ({ kind }) => kind),
      held: value(world.Document, ({ held }) => held),
      signedOn: value(world.Document, ({ signedOn }) => signedOn),
      issuers: reaches(({ issuers }) => issuers.filter((issuer) => !world.UnitGroup.includes(issuer))),
      citations: reaches((document) => citations.filter(({ citing }) => citing === document)),
      citedBy: reaches((document) => citations.filter(({ cited }) => cited === document)),
      effects: reaches((document) => effects.filter(({ affected }) => affected === document)),
      publishedIn: reaches(({ publishedIn }) => only(publishedIn)),
    }),
    CitationFilter: of<Citation>({
      role: value(citations, ({ role }) => role),
      citing: reaches(({ citing }) => [citing]),
      cited: reaches(({ cited }) => [cited]),
      quotedNumber: foldedText(citations, ({ quotedNumber }) => quotedNumber),
    }),
    ProvisionFilter: of<Provision>({
      path: value(world.Provision, ({ path }) => path),
      heading: value(world.Provision, ({ heading }) => heading),
      summary: value(world.Provision, ({ summary }) => summary),
      citations: reaches((clause) => citations.filter(({ provision }) => provision === clause)),
      responsibilities: reaches((clause) => duties.filter(({ task }) => task.provision === clause)),
    }),
    LegalEffectFilter: of<Effect>({
      type: value(effects, ({ type }) => type),
      basis: value(effects, ({ basis }) => basis),
      effectiveFrom: value(effects, ({ effectiveFrom }) => effectiveFrom),
      affecting: reaches(({ affecting }) => only(affecting)),
      withdrawn: value(effects, ({ withdrawnOn }) => withdrawnOn !== null),
    }),
    TaskFilter: of<Task>({
      name: names(world.Task) as Meaning<Task>,
      kind: value(world.Task, ({ kind }) => kind),
      number: value(world.Task, ({ number }) => number),
      document: reaches(({ document }) => [document]),
      due: milestone(({ latest }) => latest),
      phase: milestone(({ phase }) => phase),
      modality: milestone(({ modality }) => modality),
      place: reaches(placesOf),
      responsibilities: reaches((task) => duties.filter((duty) => duty.task === task)),
      investmentYuan: value(world.Task, ({ investmentYuan }) => investmentYuan),
      lengthKm: value(world.Task, ({ lengthKm }) => lengthKm),
    }),
    ResponsibilityFilter: of<Duty>({
      role: value(duties, ({ role }) => role),
      unit: reaches(({ party }) => (world.UnitGroup.includes(party) ? [] : [party])),
      task: reaches(({ task }) => [task]),
      group,
      place: reaches(({ scope, task }) => (scope.length > 0 ? scope.flatMap(selfAndAround) : placesOf(task))),
    }),
    EventFilter: of<Event>({
      on: value(world.Event, ({ on }) => on),
      kind: value(world.Event, ({ kind }) => kind),
      summary: value(world.Event, ({ summary }) => summary),
      participants: reaches(({ participants }) => participants),
      places: reaches(({ places }) => places),
      document: reaches(({ document }) => only(document)),
    }),
    DiscrepancyFilter: of<Discrepancy>({
      kind: value(world.Discrepancy, ({ kind }) => kind),
      note: value(world.Discrepancy, ({ note }) => note),
    }),
  };
}
