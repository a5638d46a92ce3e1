import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { badUserInput } from '../errors';
import type { RequestContext } from '../query/context';
import { GraphQLDay } from '../query/scalars';
import { FIRST_DAY, LAST_DAY } from '../records/format';
import { question } from '../store/cypher';
import './effect.filter';
import { Document } from './document.row';
import { DocumentStatus } from './effect.row';
import { type EffectFacts, statusOn, today } from './force';

const EFFECTS_OF_DOCUMENTS = question('documents/effects-of-documents');

/** The day asked for, or today; refused when no gazette can speak of it. */
export function dayOf(asOf: string | null | undefined): string {
  const day = asOf ?? today();
  if (day < FIRST_DAY || day > LAST_DAY) throw badUserInput('asOf', `give a day from ${FIRST_DAY} to ${LAST_DAY}`);
  return day;
}

@Resolver(() => Document)
export class DocumentStatusResolver {
  @FieldResolver(() => DocumentStatus, { description: 'Status on a day; today in Asia/Shanghai when no day is given.' })
  async status(
    @Root() root: Document,
    @Arg('asOf', () => GraphQLDay, { nullable: true, description: `The day, from ${FIRST_DAY} to ${LAST_DAY}.` }) asOf: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<DocumentStatus> {
    const day = dayOf(asOf);
    const rows = await context.rowsOf(EFFECTS_OF_DOCUMENTS, root.id);
    const effects = rows.map(({ effect }) => ({ effectiveFrom: null, checkedOn: null, reason: null, withdrawnOn: null, ...(effect as object) }) as EffectFacts);
    return Object.assign(new DocumentStatus(), statusOn({ held: root.held, signedOn: root.signedOn ?? null, evidence: root.evidence }, effects, day));
  }
}
