import { z } from 'zod';
import { evidenceFault } from './evidence';

/** The record format: what a reviewed record of a gazette may say. Strict: an unknown field is a mistake. */
const evidence = z.array(z.string().superRefine((text, check) => {
  const fault = evidenceFault(text);
  if (fault) check.addIssue({ code: 'custom', message: fault });
}));
const stated = evidence.min(1, 'a fact needs evidence');
const basis = z.enum(['STATED', 'COMPUTED', 'INFERRED', 'EXTERNAL']).default('STATED');
const text = z.string().min(1);
const optional = text.nullable().default(null);
const number = z.number().nullable().default(null);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written 2022-12-31').refine((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value), 'there is no such day').nullable().default(null);
const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);
const known = { basis, reason: optional };

const alias = z.strictObject({ name: text, kind: z.enum(['SHORT_FORM', 'VARIANT', 'SUSPECTED_MISPRINT', 'FORMER_NAME', 'EXTERNAL']), evidence });
const named = { name: text, aliases: list(alias), basis, sourceUrl: optional, evidence: evidence.default([]) };
const money = z.strictObject({ raw: text, yuan: z.number().int().nullable().default(null), approximate: z.boolean().default(false), note: optional }).nullable().default(null);
const target = z.strictObject({
  text, indicator: optional, value: number, valueMax: number, comparator: z.enum(['EQ', 'GTE', 'LTE', 'ABOUT']).nullable().default(null),
  measure: optional, perYear: z.boolean().default(false), due: day, places: list(text), part: z.number().int().nullable().default(null), evidence: stated,
});

const place = z.strictObject({
  ...named, kind: z.enum(['PROVINCE', 'CITY', 'DISTRICT', 'TOWNSHIP', 'VILLAGE', 'ZONE', 'BLOCK', 'ROAD', 'RAILWAY', 'WATER', 'MOUNTAIN', 'SITE', 'OTHER']),
  adminCode: optional, areaKm2: number, areaText: optional,
  within: list(z.strictObject({ place: text, ...known, evidence: evidence.default([]) })),
  boundaries: list(z.strictObject({ side: z.enum(['EAST', 'SOUTH', 'WEST', 'NORTH']), text, place: optional, evidence: stated })),
});
const unit = z.strictObject({
  ...named, kind: z.enum(['GOVERNMENT', 'DEPARTMENT', 'PARTY_ORGAN', 'ZONE_COMMITTEE', 'STATE_COMPANY', 'PUBLIC_INSTITUTION', 'CENTRAL_AGENCY', 'LEADING_GROUP', 'OTHER']),
  jurisdiction: optional, parent: optional,
});
const group = z.strictObject({ ...named, members: list(z.strictObject({ unit: text, task: optional, ...known, evidence: evidence.default([]) })) });
const document = z.strictObject({
  ...named, docNumber: optional, held: z.boolean(), kind: z.enum(['LAW', 'REGULATION', 'NORMATIVE_DOCUMENT', 'PLAN', 'INTERPRETATION', 'PERSONNEL_NOTICE', 'CATALOGUE', 'STANDARD', 'NEWS_BRIEF', 'OTHER']),
  issuers: list(text), approvedBy: list(text), addressees: list(text), signedOn: day, signedEdtf: optional, publishedIn: optional,
  provisions: list(z.strictObject({ path: text, heading: optional, summary: text, targets: list(target), evidence: stated })),
});
const citation = z.strictObject({
  citing: text, provision: optional, task: optional, cited: text, trigger: optional, quotedTitle: optional, quotedNumber: optional, evidence: stated,
  role: z.enum(['LEGAL_BASIS', 'IMPLEMENTS', 'CONFORMS_TO', 'BY_ANALOGY', 'INTERPRETS', 'REFERENCE', 'PLANNED_OUTPUT']),
});
const task = z.strictObject({
  ...named, kind: z.enum(['BLOCK', 'TRANSPORT', 'REMEDIATION', 'PRIORITY', 'PROVISION_DUTY']), number: z.number().int(), summary: text, document: text,
  lengthKm: number, investment: money,
  parts: list(z.strictObject({ number: z.number().int(), name: text, lengthKm: number, investment: money, evidence: stated })),
  responsibilities: list(z.strictObject({ party: text, role: z.enum(['LEAD', 'SOLE', 'JOINT', 'SUPPORT']), scope: list(text), ...known, evidence: stated })),
  milestones: list(z.strictObject({
    raw: text, edtf: optional, earliest: day, latest: day, part: z.number().int().nullable().default(null), dependsOn: list(text), dependsOnPlaces: list(text), ...known, evidence: stated,
    phase: z.enum(['START', 'COMPLETE', 'SUBSTANTIALLY_COMPLETE', 'FIRST_RESULT', 'CONSOLIDATE', 'TARGET', 'ONGOING', 'OTHER']),
    modality: z.enum(['FIRM', 'ASPIRATIONAL', 'CONDITIONAL', 'SYNCHRONOUS', 'REPORTED']),
  })),
  places: list(z.strictObject({ place: text, relation: z.enum(['LOCATED_IN', 'FROM', 'TO', 'RUNS_ALONG', 'SERVES']), part: z.number().int().nullable().default(null), ...known, evidence: evidence.default([]) })),
  targets: list(target),
});
const discrepancy = z.strictObject({ kind: z.enum(['CONTRADICTION', 'SUSPECTED_MISPRINT', 'MISSING_TEXT', 'DOUBTFUL_IDENTITY']), note: text, about: list(text), evidence: stated });
const issue = z.strictObject({ key: text, ...named, year: z.number().int(), number: z.number().int(), serial: z.number().int().nullable().default(null), publishedOn: day, publisher: optional, compiler: optional, printer: optional });

export const recordFile = z.strictObject({
  issue: issue.optional(), places: list(place), units: list(unit), groups: list(group), documents: list(document), citations: list(citation), tasks: list(task), discrepancies: list(discrepancy),
});
export type RecordFile = z.infer<typeof recordFile>;
export type Gazette = Required<Omit<RecordFile, 'issue'>> & { key: string; issue: z.infer<typeof issue> };
export type TaskRecord = z.infer<typeof task>;
export type TargetRecord = z.infer<typeof target>;
