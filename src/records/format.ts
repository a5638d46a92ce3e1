import { z } from 'zod';
import { evidenceFault } from './evidence';

/**
 * The record format: what a reviewed record of a gazette may say (docs/records.md tells how to write one).
 * Strict: an unknown field is a mistake. Names refer to other records of the same issue.
 */
const evidence = z.array(z.string().superRefine((text, check) => {
  const fault = evidenceFault(text);
  if (fault) check.addIssue({ code: 'custom', message: fault });
}));
const stated = evidence.min(1, 'a fact needs evidence');
const basis = z.enum(['STATED', 'COMPUTED', 'INFERRED', 'EXTERNAL']).default('STATED');
const text = z.string().trim().min(1);
const optional = text.nullable().default(null);
const number = z.number().nullable().default(null);
const count = z.number().int().positive();
const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);
const known = { basis, reason: optional };

/** What a gazette of today can speak of. */
export const FIRST_DAY = '1900-01-01';
export const LAST_DAY = '2100-12-31';
const isDay = (value: string): boolean => {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written 2022-12-31').refine(isDay, 'there is no such day').refine((value) => value >= FIRST_DAY && value <= LAST_DAY, `a day lies between ${FIRST_DAY} and ${LAST_DAY}`);
const day = dayText.nullable().default(null);

const alias = z.strictObject({ name: text, kind: z.enum(['SHORT_FORM', 'VARIANT', 'SUSPECTED_MISPRINT', 'FORMER_NAME', 'EXTERNAL']), evidence: evidence.default([]) });
/** `was`: names under which it was recorded before; the ids made of them go on resolving to it. */
const named = { name: text, was: list(text), aliases: list(alias), basis, sourceUrl: optional, evidence: evidence.default([]) };
const money = z.strictObject({ raw: text, yuan: z.number().int().nullable().default(null), approximate: z.boolean().default(false), note: optional }).nullable().default(null);
const part = count.nullable().default(null);
const goal = {
  text, indicator: optional, value: number, valueMax: number, comparator: z.enum(['EQ', 'GTE', 'LTE', 'ABOUT']).nullable().default(null),
  measure: optional, perYear: z.boolean().default(false), due: day, places: list(text), evidence: stated,
};
const post = z.strictObject({ unit: text, title: text });

const place = z.strictObject({
  ...named, kind: z.enum(['PROVINCE', 'CITY', 'DISTRICT', 'TOWNSHIP', 'VILLAGE', 'ZONE', 'BLOCK', 'ROAD', 'RAILWAY', 'WATER', 'MOUNTAIN', 'SITE', 'OTHER']),
  adminCode: optional, areaKm2: number, areaText: optional,
  within: list(z.strictObject({ place: text, ...known, evidence: stated })),
  boundaries: list(z.strictObject({ side: z.enum(['EAST', 'SOUTH', 'WEST', 'NORTH']), text, place: optional, evidence: stated })),
});
const unit = z.strictObject({
  ...named, kind: z.enum(['GOVERNMENT', 'DEPARTMENT', 'PARTY_ORGAN', 'ZONE_COMMITTEE', 'STATE_COMPANY', 'PUBLIC_INSTITUTION', 'CENTRAL_AGENCY', 'LEADING_GROUP', 'OTHER']),
  jurisdiction: optional, parent: optional,
});
const group = z.strictObject({ ...named, members: list(z.strictObject({ unit: text, task: optional, ...known, evidence: stated })) });
const document = z.strictObject({
  ...named, docNumber: optional, held: z.boolean(), kind: z.enum(['LAW', 'REGULATION', 'NORMATIVE_DOCUMENT', 'PLAN', 'INTERPRETATION', 'PERSONNEL_NOTICE', 'CATALOGUE', 'STANDARD', 'NEWS_BRIEF', 'OTHER']),
  issuers: list(text), approvedBy: list(text), addressees: list(text), contacts: list(text), signedOn: day, signedEdtf: optional,
  provisions: list(z.strictObject({ path: text, heading: optional, summary: text, targets: list(z.strictObject(goal)), evidence: stated })),
});
const citation = z.strictObject({
  citing: text, provision: optional, task: optional, cited: text, trigger: optional, quotedTitle: optional, quotedNumber: optional, evidence: stated,
  role: z.enum(['LEGAL_BASIS', 'IMPLEMENTS', 'CONFORMS_TO', 'BY_ANALOGY', 'INTERPRETS', 'REFERENCE', 'PLANNED_OUTPUT']),
});
const task = z.strictObject({
  ...named, kind: z.enum(['BLOCK', 'TRANSPORT', 'REMEDIATION', 'PRIORITY', 'PROVISION_DUTY']), number: count.nullable().default(null), summary: text, document: text, provision: optional,
  lengthKm: number, investment: money,
  parts: list(z.strictObject({ number: count, name: text, lengthKm: number, investment: money, evidence: stated })),
  responsibilities: list(z.strictObject({ party: text, role: z.enum(['LEAD', 'SOLE', 'JOINT', 'SUPPORT']), scope: list(text), ...known, evidence: stated })),
  milestones: list(z.strictObject({
    raw: text, edtf: optional, earliest: day, latest: day, part, dependsOn: list(text), dependsOnPlaces: list(text), ...known, evidence: stated,
    phase: z.enum(['START', 'COMPLETE', 'SUBSTANTIALLY_COMPLETE', 'FIRST_RESULT', 'CONSOLIDATE', 'TARGET', 'ONGOING', 'OTHER']),
    modality: z.enum(['FIRM', 'ASPIRATIONAL', 'CONDITIONAL', 'SYNCHRONOUS', 'REPORTED']),
  }).refine(({ earliest, latest }) => earliest === null || latest === null || earliest <= latest, { path: ['latest'], message: 'it lies before earliest' })),
  places: list(z.strictObject({ place: text, relation: z.enum(['LOCATED_IN', 'FROM', 'TO', 'RUNS_ALONG', 'SERVES']), part, ...known, evidence: stated })),
  targets: list(z.strictObject({ ...goal, part })),
}).refine((row) => (row.kind === 'PROVISION_DUTY') === (row.number === null), { path: ['number'], message: 'a row of a table has a number, a duty of a clause has none' });
const person = z.strictObject(named);
const personnelChange = z.strictObject({
  type: z.enum(['APPOINTED', 'REMOVED']), person: text, unit: text, post: text, probation: z.boolean().default(false), note: optional,
  sentence: count, document: text, evidence: stated,
});
const membership = z.strictObject({ body: text, role: text, person: optional, seatOf: optional, posts: list(post), rank: optional, evidence: stated })
  .refine((seat) => seat.person !== null || seat.seatOf !== null, { path: ['person'], message: 'a seat is held by a person, or belongs to a unit' });
const unitChange = z.strictObject({
  type: z.enum(['RENAME', 'MERGER', 'SPLIT', 'ABSORPTION', 'FOUNDING', 'DISSOLUTION', 'UNKNOWN']), original: list(text), resulting: list(text),
  on: day, condition: optional, ...known, evidence: stated,
});
/** `key`: what this event is called among the records of its issue, such as `CHRONICLE 12`. */
const event = z.strictObject({
  key: text, kind: z.enum(['CHRONICLE', 'NEWS']), on: day, edtf: optional, summary: text, activities: list(text),
  participations: list(z.strictObject({ person: text, posts: list(post), role: optional, evidence: stated })),
  places: list(text), document: optional, sameAs: list(text), evidence: stated,
});
/** `about`: things by `Type:key`, such as `Task:TRANSPORT 8`, `Unit:市教育局`. */
const discrepancy = z.strictObject({ kind: z.enum(['CONTRADICTION', 'SUSPECTED_MISPRINT', 'MISSING_TEXT', 'DOUBTFUL_IDENTITY']), note: text, about: z.array(text).min(1), evidence: stated });
const issue = z.strictObject({ ...named, year: count, number: count, serial: count.nullable().default(null), publishedOn: day, publisher: optional, compiler: optional, printer: optional });

/** The phases of a milestone that something can be due by. */
export const DUE_PHASES = ['COMPLETE', 'SUBSTANTIALLY_COMPLETE', 'FIRST_RESULT', 'CONSOLIDATE', 'TARGET'];

/**
 * What happens to a document's force. EXTERNAL ones say who tells it (`reason`), where (`sourceUrl`) and when it was looked
 * up (`checkedOn`). Nothing is deleted: what turns out wrong is `withdrawn`, and stays with its withdrawal.
 */
const effect = z.strictObject({
  type: z.enum(['DRAFTED', 'PLANNED', 'ENTERS_INTO_FORCE', 'AMENDS', 'REPEALS', 'REPLACES', 'IMPLICITLY_REPEALS', 'LAPSES', 'TERM_ENDS', 'PURPOSE_FULFILLED', 'EXTENDS']),
  affected: text, affecting: optional, effectiveFrom: day, condition: optional, checkedOn: day, ...known, sourceUrl: z.url({ protocol: /^https?$/, error: 'give the address of the record, http or https' }).regex(/^\S+$/, 'an address has no spaces').nullable().default(null), evidence: evidence.default([]),
  withdrawn: z.strictObject({ on: dayText, reason: text }).nullable().default(null),
}).superRefine((row, check) => {
  const fault = (field: string, message: string): void => check.addIssue({ code: 'custom', path: [field], message });
  if (row.basis === 'EXTERNAL') {
    for (const [field, what] of [['sourceUrl', 'where it is told'], ['checkedOn', 'when it was looked up'], ['reason', 'who tells it']] as const) if (row[field] === null) fault(field, `an effect from an outside record says ${what}`);
  } else {
    if (row.evidence.length === 0) fault('evidence', 'an effect needs its evidence, or basis EXTERNAL and its source');
    if (row.basis !== 'STATED' && row.reason === null) fault('reason', 'say why it is concluded');
  }
  if (row.affecting !== null && row.affecting === row.affected) fault('affecting', 'a document does not end or change itself; leave it out for its own term');
  if (row.type === 'TERM_ENDS' && row.effectiveFrom === null && row.condition === null) fault('effectiveFrom', 'give the last day in force, or the condition on which the term ends');
  if (row.effectiveFrom === null && row.checkedOn === null && !['DRAFTED', 'PLANNED'].includes(row.type) && row.condition === null) fault('effectiveFrom', 'give its day, its condition, or the day it was checked');
  if (row.withdrawn && row.checkedOn && row.withdrawn.on < row.checkedOn) fault('withdrawn', 'it is withdrawn before it was checked');
});

const LIST_SCHEMAS = {
  places: list(place), units: list(unit), groups: list(group), people: list(person), documents: list(document), citations: list(citation), tasks: list(task),
  personnelChanges: list(personnelChange), memberships: list(membership), unitChanges: list(unitChange), events: list(event), effects: list(effect), discrepancies: list(discrepancy),
};
export const LISTS = Object.keys(LIST_SCHEMAS) as (keyof typeof LIST_SCHEMAS)[];
export type ListName = (typeof LISTS)[number];
export const recordFile = z.strictObject({ issue: issue.optional(), ...LIST_SCHEMAS });
export type RecordFile = z.infer<typeof recordFile>;
/** A record file as it is written: what has a default may be left out. */
export type RecordInput = z.input<typeof recordFile>;
/** The records of one issue; `issue` is null for what stands in no issue, the outside records of seeds/effects.yaml. */
export type Gazette = Required<Omit<RecordFile, 'issue'>> & { key: string; issue: z.infer<typeof issue> | null };
export type RecordOf<L extends ListName> = Gazette[L][number];
export type TargetRecord = RecordOf<'documents'>['provisions'][number]['targets'][number];
