import type { Gazette, ListName } from './format';
import { LISTS } from './format';
import { nameKey, postKey, provisionKey, taskReference } from './keys';

/** Says where a field of a record stands: file, line and path. */
export type Place = (path: (string | number)[]) => string;

type Sort = 'Place' | 'Unit' | 'Party' | 'Document' | 'Person' | 'Task' | 'Event';

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
  events: { 'participations.*.person': 'Person', 'participations.*.posts.*.unit': 'Unit', 'places.*': 'Place', document: 'Document', 'sameAs.*': 'Event' },
};

/** Names that nothing answers to, things recorded twice, facts that rest on nothing: one line each. */
export function faultsOf(gazette: Gazette, whereIs: (record: unknown) => Place): string[] {
  const faults: string[] = [];
  const have = index(gazette);
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
  const twice = (list: ListName, key: (record: never) => string): void => {
    const seen = new Set<string>();
    for (const record of gazette[list] as never[]) {
      if (seen.has(key(record))) faults.push(`${whereIs(record)([])}: ${key(record)} is recorded twice`);
      seen.add(key(record));
    }
  };
  twice('tasks', taskReference);
  twice('events', ({ key }: { key: string }) => key);
  twice('personnelChanges', (change: Gazette['personnelChanges'][number]) => [change.document, change.type, change.sentence, change.person, change.unit, change.post].join(' '));
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
      if (!have[sort]?.has(keyFor(sort, thing.slice(colon + 1)))) faults.push(`${whereIs(discrepancy)(['about', at])}: there is no ${thing}; write Type:key, such as Task:TRANSPORT 8`);
    });
  }
  for (const list of ['places', 'units', 'groups', 'people', 'documents'] as const) {
    for (const record of gazette[list]) {
      if (record.basis === 'EXTERNAL' ? record.sourceUrl === null : record.evidence.length === 0) faults.push(`${whereIs(record)(['evidence'])}: ${record.basis === 'EXTERNAL' ? 'an EXTERNAL thing needs its sourceUrl' : 'a fact needs evidence'}`);
    }
  }
  return faults;
}

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
