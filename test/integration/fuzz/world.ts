import fc from 'fast-check';
import { type GraphQLSchema, isEnumType } from 'graphql';

/** A small gazette made by chance, as plain objects: what the evaluator looks at, and what is written to the database. */
export interface Thing { id: string; sort: string }
export interface Named extends Thing { name: string; aliases: string[] }
export interface Place extends Named { kind: string; within: Place[] }
export interface Boundary extends Thing { block: Place; place: Place | null }
export interface Unit extends Named { kind: string; jurisdiction: Place | null }
export type Group = Named;
export type Person = Named;
export interface Issue extends Named { year: number; number: number; publishedOn: string | null }
export interface Document extends Named {
  docNumber: string | null; kind: string; held: boolean; signedOn: string | null; issuers: (Unit | Group)[]; publishedIn: Issue | null;
}
export interface Provision extends Thing { document: Document; path: string; heading: string | null; summary: string }
/** `provision`: the clause of the citing document that it stands in, if any. `past`: it is no longer recorded, so no filter sees it. */
export interface Citation extends Thing { citing: Document; provision: Provision | null; cited: Document; role: string; quotedNumber: string | null; past: boolean }
export interface Effect extends Thing { type: string; basis: string; effectiveFrom: string | null; affected: Document; affecting: Document | null; withdrawnOn: string | null; past: boolean }
export interface TaskPlace { place: Place; relation: string }
export interface Task extends Named {
  kind: string; number: number | null; document: Document; provision: Provision | null; places: TaskPlace[]; investmentYuan: number | null; lengthKm: number | null;
}
export interface Milestone extends Thing { task: Task; phase: string; modality: string; latest: string | null }
export interface Duty extends Thing { task: Task; party: Unit | Group; via: Group | null; view: 'BOTH' | 'PLAIN' | 'EXPANDED'; role: string; scope: Place[] }
export interface Post extends Thing { title: string; unit: Unit }
export interface PersonnelChange extends Thing { type: string; person: Person; post: Post; probation: boolean; document: Document }
export interface Membership extends Thing { body: Unit; person: Person | null; role: string }
export interface UnitChange extends Thing { type: string; on: string | null; basis: string; original: Unit[]; resulting: Unit[] }
export interface Event extends Thing { on: string | null; kind: string; summary: string; participants: Person[]; places: Place[]; document: Document | null }
export interface Discrepancy extends Thing { kind: string; note: string; about: Thing[] }

/** By label of the graph, which is the type's name in the schema. */
export interface World {
  Place: Place[]; Boundary: Boundary[]; Unit: Unit[]; UnitGroup: Group[]; Person: Person[]; GazetteIssue: Issue[]; Document: Document[];
  Provision: Provision[]; Citation: Citation[]; LegalEffect: Effect[]; Task: Task[]; Milestone: Milestone[]; Responsibility: Duty[]; Post: Post[];
  PersonnelChange: PersonnelChange[]; Membership: Membership[]; UnitChange: UnitChange[]; Event: Event[]; Discrepancy: Discrepancy[];
}

/** Few, so that equal names are frequent; some differ only by width, spaces, brackets or case. */
const NAMES = ['瓯海区', '瓯海', '瓯 海 区', '温州市', '温州市政府', '滨海大道', '滨海大道（瓯海段）', '滨海大道(瓯海段)', 'ＡＢ路', 'ab路', '徐　俊', '徐俊', "O'Neil \"x\"", '$p0 路'];
const NUMBERS = ['温政办〔2020〕5号', '温政办[2020]12号', '温政办（2019）100号', '温政发〔2020〕5号', '国务院令第576号', '浙政发〔２０１４〕38号'];
const PATHS = ['一', '一.1', '一.（二）', '二', '二.（三）.2', '二.（三）.2¶1'];
const WORDS = ['局长', '副局长', '副 局长', '局长、党组书记', '成员'];
const DAYS = ['2020-01-31', '2020-06-30', '2020-12-31', '2021-02-28', '2022-12-31'];
/** Every second one an end point. */
const RELATIONS = ['LOCATED_IN', 'FROM', 'TO', 'FROM', 'TO', 'RUNS_ALONG', 'SERVES'];
const YUAN = [0, 1, 900_000, 3_000_000_000, 9_007_199_254_740_991];
const KM = [0, 0.3, 0.1 + 0.2, 2, 12.5];

/** The same seed makes the same world. */
export function randomWorld(schema: GraphQLSchema, seed: number): World {
  const [world] = fc.sample(fc.noBias(fc.gen()).map((draw) => {
    const upTo = (max: number): number => draw(fc.nat, { max });
    return build(schema, upTo);
  }), { seed, numRuns: 1 });
  return world as World;
}

function build(schema: GraphQLSchema, upTo: (max: number) => number): World {
  const chance = (percent: number): boolean => upTo(99) < percent;
  const pick = <T>(from: readonly T[]): T => from[upTo(from.length - 1)] as T;
  const maybe = <T>(from: readonly T[], percent = 65): T | null => (chance(percent) ? pick(from) : null);
  const several = <T>(from: readonly T[], most: number): T[] => [...new Set(Array.from({ length: upTo(most) }, () => pick(from)))];
  /** Of an enum's values the first few, and seldom any. */
  const value = (name: string): string => {
    const type = schema.getType(name);
    if (!isEnumType(type)) throw new Error(`${name} is no enum`);
    const values = type.getValues().map((each) => each.name);
    return pick(chance(80) ? values.slice(0, 4) : values);
  };
  const make = <T extends object>(label: string, least: number, most: number, fields: (before: (T & Thing)[]) => T): (T & Thing)[] => {
    const made: (T & Thing)[] = [];
    for (let left = least + upTo(most - least); left > 0; left -= 1) {
      const id = Buffer.from(`${label}:${made.length}`).toString('base64url');
      made.push({ id, sort: `${String(upTo(999)).padStart(3, '0')}|${id}`, ...fields([...made]) });
    }
    return made;
  };
  const named = (): { name: string; aliases: string[] } => ({ name: pick(NAMES), aliases: several(NAMES, 2) });

  const Place: Place[] = make('Place', 9, 14, (before: Place[]) => ({ ...named(), kind: value('PlaceKind'), within: before.length > 0 && chance(80) ? [...new Set([pick(before.slice(-4)), pick(before.slice(-4))])] : [] }));
  const Boundary = make('Boundary', 5, 9, () => ({ block: pick(Place), place: maybe(Place) }));
  const Unit = make('Unit', 5, 8, () => ({ ...named(), kind: value('UnitKind'), jurisdiction: maybe(Place) }));
  const UnitGroup = make('UnitGroup', 2, 3, named);
  const Person = make('Person', 4, 7, named);
  const GazetteIssue = make('GazetteIssue', 2, 3, () => ({ ...named(), year: 2019 + upTo(2), number: 1 + upTo(2), publishedOn: maybe(DAYS) }));
  const Document = make('Document', 6, 9, () => ({
    ...named(), docNumber: maybe(NUMBERS), kind: chance(25) ? 'INTERPRETATION' : value('DocumentKind'), held: chance(50), signedOn: maybe(DAYS), issuers: several([...Unit, ...UnitGroup], 2), publishedIn: maybe(GazetteIssue, 50),
  }));
  const Provision = make('Provision', 8, 14, () => ({ document: pick(Document), path: pick(PATHS), heading: maybe([...NAMES, ...WORDS]), summary: pick([...NAMES, ...WORDS]) }));
  const clauseOf = (document: Document): Provision | null => {
    const clauses = Provision.filter((provision) => provision.document === document);
    return clauses.length > 0 ? maybe(clauses) : null;
  };
  const Citation = make('Citation', 12, 20, () => {
    const citing = pick(Document);
    return { citing, provision: clauseOf(citing), cited: pick(Document), role: value('CitationRole'), quotedNumber: maybe(NUMBERS, 50), past: chance(25) };
  });
  const LegalEffect = make('LegalEffect', 5, 10, () => ({
    type: value('EffectType'), basis: value('Basis'), effectiveFrom: maybe(DAYS), affected: pick(Document), affecting: maybe(Document, 50), withdrawnOn: maybe(DAYS, 35), past: chance(25),
  }));
  const Task = make('Task', 8, 14, () => {
    const document = pick(Document);
    return {
      ...named(), kind: value('TaskKind'), number: maybe([1, 2, 3, 10]), document, provision: clauseOf(document), investmentYuan: maybe(YUAN), lengthKm: maybe(KM),
      places: several(Place, 3).flatMap((place) => several(RELATIONS, 2).map((relation) => ({ place, relation }))),
    };
  });
  const Milestone = make('Milestone', 9, 20, () => ({ task: pick(Task), phase: value('MilestonePhase'), modality: value('Modality'), latest: maybe(DAYS, 75) }));
  const Responsibility = make('Responsibility', 12, 22, () => {
    const view = pick(['BOTH', 'PLAIN', 'EXPANDED'] as const);
    const party = view === 'EXPANDED' ? pick(Unit) : view === 'PLAIN' ? pick(UnitGroup) : pick([...Unit, ...UnitGroup]);
    return { task: pick(Task), party, via: view === 'EXPANDED' ? pick(UnitGroup) : null, view, role: value('ResponsibilityRole'), scope: chance(45) ? [...new Set([pick(Place), pick(Place)])] : [] };
  });
  const Post = make('Post', 4, 7, () => ({ title: pick(WORDS), unit: pick(Unit) }));
  const PersonnelChange = make('PersonnelChange', 7, 12, () => ({ type: value('PersonnelChangeType'), person: pick(Person), post: pick(Post), probation: chance(40), document: pick(Document) }));
  const Membership = make('Membership', 5, 9, () => ({ body: pick(Unit), person: maybe(Person, 80), role: pick(WORDS) }));
  const UnitChange = make('UnitChange', 5, 8, () => ({ type: value('UnitChangeType'), on: maybe(DAYS), basis: value('Basis'), original: several(Unit, 2), resulting: several(Unit, 2) }));
  const Event = make('Event', 5, 9, () => ({
    on: maybe(DAYS), kind: value('EventKind'), summary: pick([...NAMES, ...WORDS]), participants: several(Person, 2), places: several(Place, 2), document: maybe(Document),
  }));
  const doubtful: (readonly Thing[])[] = [Document, Document, Provision, Task, Event, Unit];
  const Discrepancy = make('Discrepancy', 6, 10, () => ({
    kind: value('DiscrepancyKind'), note: pick([...NAMES, ...WORDS]), about: [...new Set(Array.from({ length: upTo(3) }, () => pick(pick(doubtful))))],
  }));
  return {
    Place, Boundary, Unit, UnitGroup, Person, GazetteIssue, Document, Provision, Citation, LegalEffect, Task, Milestone, Responsibility, Post, PersonnelChange, Membership, UnitChange, Event, Discrepancy,
  };
}
