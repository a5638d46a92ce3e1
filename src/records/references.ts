import type { Gazette, ListName } from './format';
import { LISTS } from './format';
import { effectKey, nameKey, postKey, provisionKey, taskReference } from './keys';

/** Says where a field of a record stands: file, line and path. */
export type Place = (path: (string | number)[]) => string;

type Sort = 'Place' | 'Unit' | 'Party' | 'Document' | 'Person' | 'Task' | 'Event';

/** What a doubt can be about. */
const ABOUT = ['Place', 'Unit', 'UnitGroup', 'Document', 'Person', 'Task', 'Event', 'Provision', 'Post'];

/** Which fields name another record, `*` for every item of a list. */
const REFERENCES: Partial<Record<ListName, Record<string, Sort>>> = {
  places: { 'within.*.place': 'Place', 'boundaries.*.place': 'Place' },
  units: { jurisdiction: 'Place', parent: 'Unit' },
  groups: { 'members.*.unit': 'Unit', 'members.*.task': 'Task' },
  documents: { 'issuers.*': 'Party', 'approvedBy.*': 'Party', 'addressees.*': 'Party', 'contacts.*': 'Person', 'provisions.*.targets.*.places.*': 'Place' },
  citations: { citing: 'Document', cited: 'Document', task: 'Task' },
  tasks: {
    document: 'Document', 'responsibilities.*.party': 'Party', 'responsibilities.*.scope.*': 'Place', 'milestones.*.dependsOn.*': 'Task',
    'milestones.*.dependsOnPlaces.*': 'Place', 'places.*.place': 'Place', 'targets.*.places.*': 'Place',
  },
  personnelChanges: { person: 'Person', unit: 'Unit', document: 'Document' },
  memberships: { body: 'Unit', person: 'Person', seatOf: 'Party', 'posts.*.unit': 'Unit' },
  unitChanges: { 'original.*': 'Unit', 'resulting.*': 'Unit' },
  effects: { affected: 'Document', affecting: 'Document' },
  events: { 'participations.*.person': 'Person', 'participations.*.posts.*.unit': 'Unit', 'places.*': 'Place', document: 'Document', 'sameAs.*': 'Event' },
};

/** Names that nothing answers to, things recorded twice, facts that rest on nothing: one line each. */
export function faultsOf(gazette: Gazette, whereIs: (record: unknown) => Place, elsewhere: readonly Gazette[] = []): string[] {
  const faults: string[] = [];
  const have = index(gazette);
  // An effect may speak of a document that another issue prints or cites.
  for (const other of elsewhere) for (const document of other.documents) have.Document.add(nameKey(document.name));
  for (const list of LISTS) {
    for (const record of gazette[list] as object[]) {
      const where = whereIs(record);
      for (const [pattern, sort] of Object.entries(REFERENCES[list] ?? {})) {
        for (const [path, name] of values(record, pattern.split('.'))) {
          if (!have[sort].has(keyFor(sort, name))) faults.push(`${where(path)}: there is no ${sort} ${name}`);
        }
      }
    }
  }
  faults.push(...repeated(gazette, whereIs));
  faults.push(...effectFaults(gazette, whereIs, elsewhere));
  for (const citation of gazette.citations) {
    if (citation.provision !== null && !have.Provision.has(provisionKey(citation.citing, citation.provision))) faults.push(`${whereIs(citation)(['provision'])}: ${citation.citing} has no provision ${citation.provision}`);
  }
  for (const task of gazette.tasks) {
    if (task.provision !== null && !have.Provision.has(provisionKey(task.document, task.provision))) faults.push(`${whereIs(task)(['provision'])}: ${task.document} has no provision ${task.provision}`);
    if (task.kind === 'PROVISION_DUTY' && task.provision === null) faults.push(`${whereIs(task)(['provision'])}: a duty of a clause names its provision`);
    const parts = new Set(task.parts.map((part) => part.number));
    for (const field of ['milestones', 'targets', 'places'] as const) {
      task[field].forEach(({ part }, at) => {
        if (part !== null && !parts.has(part)) faults.push(`${whereIs(task)([field, at, 'part'])}: there is no part ${part}`);
      });
    }
  }
  for (const discrepancy of gazette.discrepancies) {
    discrepancy.about.forEach((thing, at) => {
      const colon = thing.indexOf(':');
      const sort = thing.slice(0, colon) as keyof typeof have;
      if (!ABOUT.includes(sort) || !have[sort].has(keyFor(sort, thing.slice(colon + 1)))) faults.push(`${whereIs(discrepancy)(['about', at])}: there is no ${thing}; write Type:key, such as Task:TRANSPORT 8`);
    });
  }
  faults.push(...unproved(gazette, whereIs));
  for (const group of gazette.groups) if (have.Unit.has(nameKey(group.name))) faults.push(`${whereIs(group)(['name'])}: a unit has this name too`);
  for (const field of ['publisher', 'compiler', 'printer'] as const) {
    const name = gazette.issue?.[field];
    if (name && !have.Unit.has(nameKey(name))) faults.push(`${gazette.key} issue.${field}: there is no Unit ${name}`);
  }
  return faults;
}

/** Facts of one key: they would be one thing in the graph. */
function repeated(gazette: Gazette, whereIs: (record: unknown) => Place): string[] {
  const faults: string[] = [];
  const once = (seen: Set<string>, key: string, where: string, what: string): void => {
    if (seen.has(key)) faults.push(`${where}: ${what} is recorded twice`);
    seen.add(key);
  };
  const each = <T extends object>(records: readonly T[], key: (record: T) => string): void => {
    const seen = new Set<string>();
    for (const record of records) once(seen, key(record), whereIs(record)([]), key(record));
  };
  const within = <T, I>(records: readonly T[], field: keyof T & string, key: (item: I, record: T) => string): void => {
    for (const record of records) {
      const seen = new Set<string>();
      (record[field] as I[]).forEach((item, at) => once(seen, key(item, record), whereIs(record)([field, at]), key(item, record)));
    }
  };
  each(gazette.tasks, (task) => `${nameKey(task.document)} ${taskReference(task)}`);
  each(gazette.tasks, taskReference);
  each(gazette.events, ({ key }) => key);
  each(gazette.personnelChanges, (change) => [change.document, change.type, String(change.sentence), change.person, change.unit, change.post].map(nameKey).join(' '));
  each(gazette.memberships, (seat) => [seat.body, seat.person ?? seat.seatOf ?? '', seat.role].map(nameKey).join(' '));
  each(gazette.unitChanges, (change) => [change.type, ...change.original.map(nameKey), '→', ...change.resulting.map(nameKey)].join(' '));
  within(gazette.tasks, 'parts', ({ number }: { number: number }) => `part ${number}`);
  within(gazette.tasks, 'responsibilities', ({ party }: { party: string }) => nameKey(party));
  within(gazette.groups, 'members', ({ unit, task }: { unit: string; task: string | null }) => `${nameKey(unit)} ${task ?? ''}`);
  within(gazette.events, 'participations', ({ person }: { person: string }) => nameKey(person));
  const paths = new Set<string>();
  for (const document of gazette.documents) document.provisions.forEach(({ path }, at) => once(paths, provisionKey(document.name, path), whereIs(document)(['provisions', at, 'path']), `provision ${path}`));
  const names = new Map<string, string>();
  for (const list of ['places', 'units', 'groups', 'people', 'documents', 'tasks'] as const) {
    const present = new Set(gazette[list].map((record) => nameKey(record.name)));
    for (const record of gazette[list]) {
      for (const was of record.was) {
        const key = `${list} ${nameKey(was)}`;
        if (present.has(nameKey(was))) faults.push(`${whereIs(record)(['was'])}: ${was} is still recorded`);
        if ((names.get(key) ?? nameKey(record.name)) !== nameKey(record.name)) faults.push(`${whereIs(record)(['was'])}: ${was} is the former name of two things`);
        names.set(key, nameKey(record.name));
      }
    }
  }
  return faults;
}

/** What is stated needs its words, what is concluded its reason. */
function unproved(gazette: Gazette, whereIs: (record: unknown) => Place): string[] {
  const faults: string[] = [];
  for (const list of ['places', 'units', 'groups', 'people', 'documents', 'tasks'] as const) {
    for (const record of gazette[list]) {
      if (record.basis === 'EXTERNAL' ? record.sourceUrl === null : record.evidence.length === 0) faults.push(`${whereIs(record)(['evidence'])}: ${record.basis === 'EXTERNAL' ? 'an EXTERNAL thing needs its sourceUrl' : 'a fact needs evidence'}`);
      record.aliases.forEach((alias, at) => {
        if (alias.kind !== 'EXTERNAL' && alias.evidence.length === 0) faults.push(`${whereIs(record)(['aliases', at, 'evidence'])}: a printed form needs evidence`);
      });
    }
  }
  if (gazette.issue === null) {
    for (const document of gazette.documents) if (document.evidence.length > 0 || document.aliases.some(({ evidence }) => evidence.length > 0)) faults.push(`${whereIs(document)(['evidence'])}: words are quoted from an issue of the gazette only`);
  }
  if (gazette.issue && gazette.issue.evidence.length === 0) faults.push(`${gazette.key} issue.evidence: a fact needs evidence`);
  const reasoned = (record: object, field: string, items: readonly { basis: string; reason: string | null }[]): void => items.forEach(({ basis, reason }, at) => {
    if ((basis === 'INFERRED' || basis === 'COMPUTED') && reason === null) faults.push(`${whereIs(record)([field, at, 'reason'])}: say why it is ${basis}`);
  });
  for (const place of gazette.places) reasoned(place, 'within', place.within);
  for (const group of gazette.groups) reasoned(group, 'members', group.members);
  for (const task of gazette.tasks) for (const field of ['responsibilities', 'milestones', 'places'] as const) reasoned(task, field, task[field]);
  for (const change of gazette.unitChanges) if (change.basis !== 'STATED' && change.reason === null) faults.push(`${whereIs(change)(['reason'])}: say why it is ${change.basis}`);
  return faults;
}

/** Effects that are told twice, or that cannot both be true: those of one document, whoever tells them. */
function effectFaults(gazette: Gazette, whereIs: (record: unknown) => Place, elsewhere: readonly Gazette[]): string[] {
  const faults: string[] = [];
  const standing = [...gazette.effects, ...elsewhere.flatMap(({ effects }) => effects)].filter(({ withdrawn }) => !withdrawn);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  for (const effect of gazette.effects) {
    const say = (field: string, what: string): void => void faults.push(`${whereIs(effect)([field])}: ${what}`);
    if (gazette.issue === null && effect.basis !== 'EXTERNAL') say('basis', 'what an issue prints is recorded with that issue; here stands only what outside records tell');
    if (gazette.issue === null && effect.evidence.length > 0) say('evidence', 'words are quoted from an issue of the gazette; what an outside record says stands in reason');
    if (effect.checkedOn !== null && effect.checkedOn > tomorrow) say('checkedOn', 'that day is still to come');
    if (effect.withdrawn) continue;
    const others = standing.filter((other) => other !== effect && nameKey(other.affected) === nameKey(effect.affected));
    if (others.some((other) => effectKey(other) === effectKey(effect))) say('type', 'this effect is recorded twice');
    const starts = others.filter(({ type, effectiveFrom }) => type === 'ENTERS_INTO_FORCE' && effectiveFrom !== null);
    if (ENDS.has(effect.type) && effect.effectiveFrom !== null && starts.length > 0 && starts.every((start) => (start.effectiveFrom ?? '') > (effect.effectiveFrom ?? ''))) say('effectiveFrom', 'it ends before it enters into force');
    const mutual = effect.type === 'REPLACES' && standing.some((other) => other.type === 'REPLACES' && other.affecting !== null && effect.affecting !== null && nameKey(other.affected) === nameKey(effect.affecting) && nameKey(other.affecting) === nameKey(effect.affected));
    if (mutual) say('affecting', 'each of the two cannot replace the other');
    if (effect.type === 'EXTENDS' && others.some((other) => ['REPEALS', 'REPLACES', 'LAPSES'].includes(other.type) && other.effectiveFrom !== null && other.effectiveFrom === effect.effectiveFrom)) say('effectiveFrom', 'it cannot be extended on the day on which it is ended');
  }
  return faults;
}
const ENDS = new Set(['TERM_ENDS', 'REPEALS', 'REPLACES', 'IMPLICITLY_REPEALS', 'LAPSES', 'PURPOSE_FULFILLED']);

/** `Provision:TITLE|PATH` and `Post:UNIT|TITLE` have two halves; tasks and events are called what their records call them. */
function keyFor(sort: string, name: string): string {
  if (sort === 'Task' || sort === 'Event') return name;
  if (sort !== 'Provision' && sort !== 'Post') return nameKey(name);
  const bar = name.lastIndexOf('|');
  return sort === 'Post' ? postKey(name.slice(0, bar), name.slice(bar + 1)) : provisionKey(name.slice(0, bar), name.slice(bar + 1));
}

function index(gazette: Gazette) {
  const names = (records: { name: string }[]): Set<string> => new Set(records.map((record) => nameKey(record.name)));
  const [units, groups] = [names(gazette.units), names(gazette.groups)];
  return {
    Place: names(gazette.places), Unit: units, UnitGroup: groups, Party: new Set([...units, ...groups]), Document: names(gazette.documents), Person: names(gazette.people),
    Task: new Set(gazette.tasks.map(taskReference)), Event: new Set(gazette.events.map((event) => event.key)),
    Provision: new Set(gazette.documents.flatMap((document) => document.provisions.map((provision) => provisionKey(document.name, provision.path)))),
    Post: new Set(gazette.personnelChanges.map((change) => postKey(change.unit, change.post))),
  };
}

/** Every value a pattern leads to, with its path; missing ones left out. */
function values(record: unknown, pattern: string[], path: (string | number)[] = []): [path: (string | number)[], value: string][] {
  const [head, ...rest] = pattern;
  if (record === null || record === undefined) return [];
  if (head === undefined) return [[path, record as string]];
  if (head === '*') return (record as unknown[]).flatMap((item, at) => values(item, rest, [...path, at]));
  return values((record as Record<string, unknown>)[head], rest, [...path, head]);
}
