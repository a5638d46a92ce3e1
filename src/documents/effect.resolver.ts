import { badUserInput } from '../errors';
import { WorkedOutWith } from '../query/relation';
import { GraphQLDay } from '../query/scalars';
import { FIRST_DAY, LAST_DAY } from '../records/format';
import './effect.filter';
import { Document } from './document.row';
import { DocumentStatus } from './effect.row';
import { type EffectFacts, statusOn, today } from './force';

/** The day asked for, or today; refused when no gazette can speak of it. */
export function dayOf(asOf: string | null | undefined): string {
  const day = asOf ?? today();
  if (day < FIRST_DAY || day > LAST_DAY) throw badUserInput('asOf', `give a day from ${FIRST_DAY} to ${LAST_DAY}`);
  return day;
}

WorkedOutWith(() => DocumentStatus, { asOf: { type: () => GraphQLDay, nullable: true, description: `The day, from ${FIRST_DAY} to ${LAST_DAY}.` } }, {
  of: ['held', 'signedOn', 'evidence'],
  relation: { pattern: '(p)<-[:AFFECTS]-(n:LegalEffect)' }, related: ['type', 'effectiveFrom', 'basis', 'checkedOn', 'reason', 'evidence', 'withdrawnOn'],
}, ({ held, signedOn, evidence }, effects, { asOf }: { asOf?: string | null }) => {
  const facts = effects.map((effect) => ({ effectiveFrom: null, checkedOn: null, reason: null, withdrawnOn: null, ...effect }) as EffectFacts);
  return Object.assign(new DocumentStatus(), statusOn({ held: held === true, signedOn: (signedOn as string | null | undefined) ?? null, evidence: evidence as string[] }, facts, dayOf(asOf)));
}, 'Status on a day; today in Asia/Shanghai when no day is given.')(Document.prototype, 'status');
