import { ObjectType } from 'type-graphql';
import { Basis, Node, Proved } from '../provenance/node.row';
import { describedEnum } from '../query/enums';
import { Related } from '../query/relation';
import { Column, GraphRow, Optional } from '../query/row';
import { GraphQLDay } from '../query/scalars';
import { Document } from './document.row';

export const EffectType = describedEnum('EffectType', 'What happens to a document’s force, after the legislation.gov.uk effects model. REPEALS, REPLACES and IMPLICITLY_REPEALS stay different things.', {
  DRAFTED: 'It is only drafted (征求意见稿).', PLANNED: 'It is only announced.', ENTERS_INTO_FORCE: 'It begins to hold; for a revised law, the revised text does.', AMENDS: 'Parts of it are changed (修改, 修正).',
  REPEALS: 'It is declared void (废止).', REPLACES: 'A new document takes its place (代替).', IMPLICITLY_REPEALS: 'A later rule leaves no room for it.', LAPSES: 'It is declared to hold no longer (失效).',
  TERM_ENDS: 'Its own term ends; `effectiveFrom` is the last day in force.', PURPOSE_FULFILLED: 'What it was for is done.', EXTENDS: 'It is declared to go on (继续有效, 延长).',
});
export const StatusValue = describedEnum('StatusValue', 'A document’s force on a day. UNKNOWN wherever nobody checked: never IN_FORCE by default.', {
  NOT_YET_IN_FORCE: 'Its start lies after that day.', IN_FORCE: 'It holds.', AMENDED: 'It holds as amended.', REPEALED: 'Repealed, replaced, or repealed by implication; `effects` says which.',
  DECLARED_LAPSED: 'Declared to hold no longer (失效).', EXPIRED_BY_TERM: 'Its own term is over.', PURPOSE_FULFILLED: 'What it was for is done.', DRAFT: 'It is only a draft.', PLANNED: 'It is only announced.', UNKNOWN: 'Nobody checked, or what was checked does not reach that day.',
});

@GraphRow()
@ObjectType({ implements: [Node], description: 'One change to a document’s force: what, since when, by what, and how that is known.' })
export class LegalEffect extends Node {
  @Column(() => EffectType, 'What happens.')
  type!: keyof typeof EffectType;
  @Related(() => Document, { pattern: '(p)-[:AFFECTS]->(n:Document|Past)' }, 'The document that it happens to.')
  affected!: Document;
  @Related(() => Document, { pattern: '(p)-[:CAUSED_BY]->(n:Document|Past)' }, 'The document that causes the effect; null when the affected document’s own term does, or when the record names none.', { nullable: true })
  affecting!: Document | null;
  @Optional(() => GraphQLDay, 'The day; the last day in force for TERM_ENDS; null when none is asserted, and then the effect counts from `checkedOn`.')
  effectiveFrom!: string | null;
  @Optional(() => String, 'When the source gives a condition, or calls a term tentative (暂定).')
  condition!: string | null;
  @Column(() => Basis, 'How it is known.')
  basis!: Basis;
  @Optional(() => GraphQLDay, 'When somebody last checked it against the outside record; null: never.')
  checkedOn!: string | null;
  @Optional(() => String, 'Why, or who tells it.')
  reason!: string | null;
  @Optional(() => String, 'Address of the outside record when basis is EXTERNAL; null otherwise.')
  sourceUrl!: string | null;
  @Optional(() => GraphQLDay, 'The day on which this record was withdrawn as wrong; it then counts no more. Null: it stands.')
  withdrawnOn!: string | null;
  @Optional(() => String, 'Why it was withdrawn.')
  withdrawalReason!: string | null;
  @Proved('The printed words; empty when EXTERNAL.')
  evidence!: string[];
}

@ObjectType({ description: 'A document’s force on a day, and how that is known.' })
export class DocumentStatus {
  @Column(() => StatusValue, 'The status.')
  value!: keyof typeof StatusValue;
  @Column(() => Basis, 'How it is known: the basis of the effect that decides.')
  basis!: Basis;
  @Optional(() => GraphQLDay, 'Since when it has been so; null when no day is known.')
  since!: string | null;
  @Optional(() => GraphQLDay, 'When somebody last checked this document’s force against an outside source. Null: never.')
  checkedOn!: string | null;
  @Optional(() => String, 'Why, or who tells it.')
  reason!: string | null;
  @Proved('The words of the effect that decides; empty when it is EXTERNAL or nothing is known.')
  evidence!: string[];
}

Related(() => [LegalEffect], { pattern: '(p)<-[:AFFECTS]-(n:LegalEffect)', order: "coalesce(n.effectiveFrom, n.checkedOn, '')" }, 'Everything that happened or happens to this document’s force, oldest first; withdrawn records too, with their withdrawal.')(Document.prototype, 'effects');
