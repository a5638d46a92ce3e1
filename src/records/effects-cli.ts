import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { fold } from './fold';
import { OUTSIDE, SEEDS } from './folder';
import type { Gazette } from './format';
import { readGazettes } from './read';

const USAGE = `npm run effects -- add --affected TITLE|文号 --type TYPE --source-url URL --checked-on DAY --reason "who tells it" [--from DAY] [--affecting TITLE|文号 [--affecting-kind KIND]] [--condition TEXT]
npm run effects -- recheck N --on DAY                     (looked up again, unchanged)
npm run effects -- withdraw N --on DAY --reason TEXT   (N as list shows it)
npm run effects -- list [--affected TITLE|文号]
npm run effects -- check`;

/** `npm run effects`: keeps what outside records tell of the force of documents. Nothing is written unless all records are then right. */
export function runEffects(args: string[], seeds: string, say: (line: string) => void): number {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: Object.fromEntries(['affected', 'type', 'affecting', 'affecting-kind', 'from', 'condition', 'source-url', 'checked-on', 'reason', 'on'].map((name) => [name, { type: 'string' as const }])),
  });
  const given = values as Record<string, string | undefined>;
  const { gazettes, problems } = readGazettes(seeds);
  const [command, number] = positionals;
  if (command !== 'check' && problems.length > 0) return refuse(problems, say);
  switch (command) {
    case 'check':
      return problems.length > 0 ? refuse(problems, say) : done(say, `${gazettes.flatMap(({ effects }) => effects).length} effects, no problems`);
    case 'list':
      return list(gazettes, given.affected, say);
    case 'add':
      return change(seeds, say, (file) => add(file, gazettes, given));
    case 'withdraw':
      return change(seeds, say, (file) => withdraw(file, Number(number), given));
    case 'recheck':
      return change(seeds, say, (file) => recheck(file, Number(number), given.on));
    default:
      say(USAGE);
      return 2;
  }
}

function list(gazettes: Gazette[], affected: string | undefined, say: (line: string) => void): number {
  const wanted = affected === undefined ? null : titleOf(gazettes, affected);
  if (wanted === undefined) return refuse([`there is no document ${affected ?? ''}`], say);
  for (const { key, effects } of gazettes) {
    effects.forEach((effect, at) => {
      if (wanted !== null && fold(effect.affected) !== fold(wanted)) return;
      const withdrawn = effect.withdrawn ? ` WITHDRAWN ${effect.withdrawn.on}: ${effect.withdrawn.reason}` : '';
      say(`${key === 'outside' ? String(at + 1) : `(${key})`} ${effect.type} ${effect.effectiveFrom ?? effect.condition ?? 'no day'} ${effect.affected}${effect.affecting ? ` by ${effect.affecting}` : ''} [${effect.basis}, checked ${effect.checkedOn ?? 'never'}] ${effect.sourceUrl ?? effect.evidence.join(' ')}${withdrawn}`);
    });
  }
  return 0;
}

function add(file: Document, gazettes: Gazette[], given: Record<string, string | undefined>): string[] {
  const affected = titleOf(gazettes, given.affected ?? '');
  if (!affected) return [`--affected: there is no document ${given.affected ?? '(none given)'}`];
  let affecting: string | null = null;
  if (given.affecting !== undefined) {
    affecting = titleOf(gazettes, given.affecting) ?? null;
    if (!affecting && !given['affecting-kind']) return [`--affecting: there is no document ${given.affecting}; to record it as known from outside, say what it is with --affecting-kind LAW, REGULATION, NORMATIVE_DOCUMENT …`];
    if (!affecting) {
      affecting = given.affecting;
      append(file, 'documents', { name: affecting, kind: given['affecting-kind'], held: false, basis: 'EXTERNAL', sourceUrl: given['source-url'] });
    }
  }
  const effect = {
    type: given.type, affected, affecting, effectiveFrom: given.from, condition: given.condition, basis: 'EXTERNAL',
    checkedOn: given['checked-on'], reason: given.reason, sourceUrl: given['source-url'],
  };
  append(file, 'effects', Object.fromEntries(Object.entries(effect).filter(([, value]) => value !== null && value !== undefined)));
  return [];
}

function withdraw(file: Document, number: number, { on, reason }: Record<string, string | undefined>): string[] {
  const effects = file.get('effects');
  const effect = isSeq(effects) ? effects.items[number - 1] : undefined;
  if (!isMap(effect)) return [`there is no effect ${Number.isNaN(number) ? '(give its number)' : number}; list shows their numbers`];
  if (effect.has('withdrawn')) return [`effect ${number} was withdrawn before`];
  effect.set('withdrawn', file.createNode({ on, reason }));
  return [];
}

/** The record it is told by was looked up again and says the same; the day before is kept by the change sets of the graph. */
function recheck(file: Document, number: number, on: string | undefined): string[] {
  const effects = file.get('effects');
  const effect = isSeq(effects) ? effects.items[number - 1] : undefined;
  if (!isMap(effect)) return [`there is no effect ${Number.isNaN(number) ? '(give its number)' : number}; list shows their numbers`];
  if (effect.has('withdrawn')) return [`effect ${number} was withdrawn`];
  if (on === undefined) return ['--on: give the day on which it was looked up again'];
  effect.set('checkedOn', on);
  return [];
}

function append(file: Document, list: string, record: object): void {
  const node = file.createNode(record);
  const present = file.get(list);
  if (isSeq(present)) present.add(node);
  else file.set(list, file.createNode([record]));
}

/** Makes the change beside the records, checks all of them with it, and only then puts it in their place in one step. */
function change(seeds: string, say: (line: string) => void, make: (file: Document) => string[]): number {
  const path = join(seeds, OUTSIDE);
  const file = parseDocument(readFileSync(path, 'utf8'));
  const faults = make(file);
  if (faults.length > 0) return refuse(faults, say);
  const copy = mkdtempSync(join(tmpdir(), 'effects-'));
  try {
    cpSync(seeds, copy, { recursive: true });
    const text = file.toString({ lineWidth: 0, indentSeq: false, flowCollectionPadding: false });
    writeFileSync(join(copy, OUTSIDE), text);
    const { problems } = readGazettes(copy);
    if (problems.length > 0) return refuse(problems, say);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    return done(say, `${OUTSIDE} is written. A running API takes it over with npm run load, or at its next start.`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The title under which a document is recorded, from any of its names or its 文号. */
function titleOf(gazettes: Gazette[], wanted: string): string | undefined {
  const key = fold(wanted);
  return gazettes.flatMap(({ documents }) => documents).find(({ name, docNumber, aliases }) => [name, docNumber ?? '', ...aliases.map((alias) => alias.name)].some((each) => each !== '' && fold(each) === key))?.name;
}

function refuse(problems: string[], say: (line: string) => void): number {
  for (const problem of problems) say(problem);
  say('Nothing was written.');
  return 1;
}
function done(say: (line: string) => void, line: string): number {
  say(line);
  return 0;
}

if (process.argv[1] === 'effects') {
  try {
    process.exitCode = runEffects(process.argv.slice(2), SEEDS, (line) => console.log(line));
  } catch (error) {
    // An unknown option: parseArgs says which.
    console.log(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
  }
}
