import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document as YamlDocument, isNode, LineCounter, parseDocument } from 'yaml';
import { type Gazette, type ListName, LISTS, type RecordFile, recordFile } from './format';
import { OUTSIDE } from './folder';
import { nameKey } from './keys';
import { faultsOf, type Place as Where } from './references';

export interface ReadResult { gazettes: Gazette[]; problems: string[] }

/** Things that several files may record: what they say of them adds up. */
const NAMED: readonly ListName[] = ['places', 'units', 'groups', 'people', 'documents'];

/** Reads every folder of seeds/, and what is known from outside. All problems at once, each with file, line and field; with any problem nothing is to be loaded. */
export function readGazettes(seeds: string): ReadResult {
  const problems: string[] = [];
  const folders = readdirSync(seeds, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  if (folders.length === 0) problems.push(`${seeds}: no gazette folder`);
  for (const name of folders) if (!/^[\w.-]+$/.test(name)) problems.push(`${name}: name the folder with letters, digits, - and _ only; it stands in every evidence`);
  const gazettes = folders.map((name) => {
    const files = readdirSync(join(seeds, name)).filter((entry) => entry.endsWith('.yaml')).sort().map((entry) => [join(seeds, name, entry), `${name}/${entry}`] as const);
    return readRecords(name, files, problems);
  }).filter((gazette) => gazette !== null);
  const outside = existsSync(join(seeds, OUTSIDE)) ? readRecords('outside', [[join(seeds, OUTSIDE), OUTSIDE]], problems, gazettes) : null;
  return { gazettes: outside ? [...gazettes, outside] : gazettes, problems };
}

interface OpenFile { shown: string; content: YamlDocument.Parsed; lines: LineCounter; records: RecordFile }

/** `known`: given for what stands in no issue, and may speak of what these record. */
function readRecords(key: string, paths: (readonly [path: string, shown: string])[], problems: string[], known?: readonly Gazette[]): Gazette | null {
  const before = problems.length;
  const files = paths.map(([path, shown]) => openFile(path, shown, problems)).filter((file) => file !== null);
  const issue = files.find((file) => file.records.issue)?.records.issue ?? null;
  const others = files.filter((file) => file.records.issue).slice(1);
  for (const file of others) problems.push(`${file.shown} issue: another file says too which issue it is`);
  if (issue === null && !known) {
    // A file that could not be read may be the one that says it.
    if (problems.length === before) problems.push(`${key}: no file says which issue it is (issue:)`);
    return null;
  }
  const where = new Map<unknown, Where>();
  const gazette = { key, issue } as Gazette;
  for (const list of LISTS) {
    const records: Named[] = [];
    for (const file of files) {
      (file.records[list] as unknown as Named[]).forEach((record, index) => {
        records.push(inFile(record, file.shown));
        where.set(record, (path) => locate(file, [list, index, ...path]));
      });
    }
    Object.assign(gazette, { [list]: NAMED.includes(list) ? merge(records, where, problems) : records });
  }
  // A file that could not be read would make every name in it look missing.
  if (problems.length > before) return gazette;
  const all = Object.fromEntries(LISTS.map((list) => [list, files.flatMap((file) => file.records[list] as unknown[])])) as unknown as Gazette;
  problems.push(...faultsOf({ ...all, key, issue }, (record) => where.get(record) ?? (() => key), known));
  return gazette;
}

function openFile(path: string, shown: string, problems: string[]): OpenFile | null {
  const lines = new LineCounter();
  const content = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  for (const error of content.errors) problems.push(`${shown}:${error.linePos?.[0].line ?? 1} ${error.message.split('\n')[0]}`);
  if (content.errors.length > 0) return null;
  const read = recordFile.safeParse(content.toJS() ?? {});
  if (read.success) return { shown, content, lines, records: read.data };
  const file = { shown, content, lines };
  for (const problem of read.error.issues) problems.push(`${locate(file, problem.path as (string | number)[])}: ${problem.message}`);
  return null;
}

/** `file:line field` of a path into a file; of the nearest thing around it that is there. */
function locate({ shown, content, lines }: Omit<OpenFile, 'records'>, path: (string | number)[]): string {
  let node: unknown;
  for (let depth = path.length; depth >= 0 && !isNode(node); depth -= 1) node = depth === 0 ? content.contents : content.getIn(path.slice(0, depth), true);
  const offset = isNode(node) ? node.range?.[0] ?? 0 : 0;
  return `${shown}:${lines.linePos(offset).line} ${path.join('.')}`;
}

const FILE = Symbol('file');

/** Which file a record was read from; the first one, when several speak of one thing. */
export const fileOf = (record: object): string => (record as { [FILE]?: string })[FILE] ?? '';
const inFile = <T extends object>(record: T, file: string): T => Object.defineProperty(record, FILE, { value: file });

interface Named { name: string; [field: string]: unknown }

function merge(records: Named[], where: Map<unknown, Where>, problems: string[]): Named[] {
  const merged = new Map<string, Named>();
  for (const record of records) {
    const before = merged.get(nameKey(record.name));
    if (!before) {
      merged.set(nameKey(record.name), inFile({ ...record }, fileOf(record)));
      continue;
    }
    for (const [field, value] of Object.entries(record)) {
      const old = before[field];
      if (Array.isArray(value)) before[field] = union(old as unknown[], value);
      else if (field === 'name' || field === 'basis') continue;
      else if (old === null || old === undefined) before[field] = value;
      else if (value !== null && value !== old) problems.push(`${where.get(record)?.([field]) ?? ''}: recorded as ${String(old)} elsewhere, here as ${String(value)}`);
    }
  }
  return [...merged.values()];
}

/** Lists add up; one containment or alias that is proved twice keeps both proofs. */
function union(old: unknown[], added: unknown[]): unknown[] {
  const kept = [...old];
  for (const item of added) {
    const same = kept.findIndex((other) => identity(other) === identity(item));
    if (same < 0) kept.push(item);
    else if (typeof item === 'object' && item !== null) {
      const [left, right] = [kept[same] as { evidence: string[] }, item as { evidence: string[] }];
      kept[same] = { ...left, evidence: [...new Set([...left.evidence, ...right.evidence])] };
    }
  }
  return kept;
}

const identity = (item: unknown): string => {
  if (typeof item !== 'object' || item === null) return String(item);
  const { evidence: _evidence, reason: _reason, ...rest } = item as Record<string, unknown>;
  return JSON.stringify(rest);
};

/** Every evidence string of a gazette, wherever it stands. */
export function allEvidence(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(allEvidence);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([field, item]) => (field === 'evidence' ? (item as string[]) : allEvidence(item)));
}
