import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { type Gazette, type RecordFile, recordFile } from './format';

export interface ReadResult { gazettes: Gazette[]; problems: string[] }
const LISTS = ['places', 'units', 'groups', 'documents', 'citations', 'tasks', 'discrepancies'] as const;
const MERGED = new Set<string>(['places', 'units', 'groups', 'documents']);

/** Reads every folder of seeds/. All problems at once, each with file, line and field; with any problem nothing is to be loaded. */
export function readGazettes(seeds: string): ReadResult {
  const problems: string[] = [];
  const gazettes = readdirSync(seeds, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => readGazette(join(seeds, entry.name), entry.name, problems));
  if (gazettes.length === 0) problems.push(`${seeds}: no gazette folder`);
  return { gazettes: gazettes.filter((gazette) => gazette !== null), problems };
}

function readGazette(folder: string, key: string, problems: string[]): Gazette | null {
  const whole: Record<string, unknown[]> = Object.fromEntries(LISTS.map((name) => [name, []]));
  let issue: RecordFile['issue'];
  for (const file of existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort() : []) {
    const shown = `${key}/${file}`;
    const lines = new LineCounter();
    const parsed = parseDocument(readFileSync(join(folder, file), 'utf8'), { lineCounter: lines });
    for (const error of parsed.errors) problems.push(`${shown}:${error.linePos?.[0].line ?? 1} ${error.message.split('\n')[0]}`);
    if (parsed.errors.length > 0) continue;
    const read = recordFile.safeParse(parsed.toJS() ?? {});
    if (!read.success) {
      for (const problem of read.error.issues) {
        const path = [...problem.path] as (string | number)[];
        let node: unknown;
        for (let depth = path.length; depth >= 0 && !isNode(node); depth -= 1) node = depth === 0 ? parsed.contents : parsed.getIn(path.slice(0, depth), true);
        const offset = isNode(node) ? node.range?.[0] ?? 0 : 0;
        problems.push(`${shown}:${lines.linePos(offset).line} ${path.join('.')}: ${problem.message}`);
      }
      continue;
    }
    issue = read.data.issue ?? issue;
    for (const name of LISTS) whole[name]?.push(...read.data[name]);
  }
  if (!issue) {
    problems.push(`${key}: no file says which issue it is (issue:)`);
    return null;
  }
  const gazette = { key, issue, ...Object.fromEntries(LISTS.map((name) => [name, MERGED.has(name) ? merge(whole[name] as Named[], name, key, problems) : whole[name]])) } as unknown as Gazette;
  checkReferences(gazette, problems);
  return gazette;
}

interface Named { name: string; [field: string]: unknown }

/** A thing may be recorded in several files: lists add up, single values must agree. */
function merge(records: Named[], list: string, key: string, problems: string[]): Named[] {
  const merged = new Map<string, Named>();
  for (const record of records) {
    const before = merged.get(record.name);
    if (!before) {
      merged.set(record.name, { ...record });
      continue;
    }
    for (const [field, value] of Object.entries(record)) {
      const old = before[field];
      if (Array.isArray(value)) {
        const all = [...(old as unknown[]), ...value].map((item) => JSON.stringify(item));
        before[field] = [...new Set(all)].map((item) => JSON.parse(item) as unknown);
      } else if (old === null || old === undefined) before[field] = value;
      else if (value !== null && value !== old) problems.push(`${key} ${list} ${record.name}.${field}: recorded as ${String(old)} and as ${String(value)}`);
    }
    // One containment or alias can be proved twice; its evidence adds up.
    before.within = joined(before.within, 'place');
    before.aliases = joined(before.aliases, 'name');
    for (const field of ['within', 'aliases']) if (before[field] === undefined) delete before[field];
  }
  return [...merged.values()];
}

function joined(items: unknown, by: string): unknown {
  if (!Array.isArray(items)) return items;
  const kept = new Map<string, { evidence: string[] }>();
  for (const item of items as ({ evidence: string[] } & Record<string, unknown>)[]) {
    const key = item[by] as string;
    const before = kept.get(key);
    if (before) before.evidence = [...new Set([...before.evidence, ...item.evidence])];
    else kept.set(key, { ...item });
  }
  return [...kept.values()];
}

function checkReferences(gazette: Gazette, problems: string[]): void {
  const have = {
    place: new Set(gazette.places.map((place) => place.name)),
    party: new Set([...gazette.units, ...gazette.groups].map((party) => party.name)),
    document: new Set(gazette.documents.map((document) => document.name)),
    task: new Set<string>(),
  };
  for (const { kind, number } of gazette.tasks) {
    if (have.task.has(`${kind} ${number}`)) problems.push(`${gazette.key} task ${kind} ${number}: recorded twice`);
    have.task.add(`${kind} ${number}`);
  }
  const need = (sort: keyof typeof have, names: (string | null)[], where: string): void => {
    for (const name of names) if (name !== null && !have[sort].has(name)) problems.push(`${gazette.key} ${where}: there is no ${sort} ${name}`);
  };
  for (const place of gazette.places) {
    need('place', place.within.map((within) => within.place), `place ${place.name}.within`);
    need('place', place.boundaries.map((boundary) => boundary.place), `place ${place.name}.boundaries`);
  }
  for (const unit of gazette.units) {
    need('place', [unit.jurisdiction], `unit ${unit.name}.jurisdiction`);
    need('party', [unit.parent], `unit ${unit.name}.parent`);
  }
  for (const group of gazette.groups) {
    need('party', group.members.map((member) => member.unit), `group ${group.name}.members`);
    need('task', group.members.map((member) => member.task), `group ${group.name}.members`);
  }
  for (const document of gazette.documents) need('party', [...document.issuers, ...document.approvedBy, ...document.addressees], `document ${document.name}`);
  for (const citation of gazette.citations) {
    need('document', [citation.citing, citation.cited], 'citation');
    need('task', [citation.task], 'citation');
  }
  for (const task of gazette.tasks) {
    const where = `task ${task.kind} ${task.number}`;
    need('document', [task.document], where);
    need('party', task.responsibilities.map((row) => row.party), `${where}.responsibilities`);
    need('place', [...task.places.map((at) => at.place), ...task.targets.flatMap((target) => target.places), ...task.milestones.flatMap((milestone) => milestone.dependsOnPlaces)], where);
    need('task', task.milestones.flatMap((milestone) => milestone.dependsOn), `${where}.milestones`);
    const parts = new Set(task.parts.map((part) => part.number));
    for (const { part } of [...task.milestones, ...task.targets, ...task.places]) if (part !== null && !parts.has(part)) problems.push(`${gazette.key} ${where}: there is no part ${part}`);
  }
}

/** Every evidence string of a gazette, wherever it stands. */
export function allEvidence(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(allEvidence);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([field, item]) => (field === 'evidence' ? (item as string[]) : allEvidence(item)));
}

