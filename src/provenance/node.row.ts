import { Field, ID, InterfaceType, Int, ObjectType } from 'type-graphql';
import { parseEvidence } from '../records/evidence';
import { describedEnum } from '../query/enums';
import { Column, WorkedOut } from '../query/row';

export const Basis = describedEnum('Basis', 'How a fact is known. INFERRED and COMPUTED facts say why in `reason`; their evidence is that of the facts they rest on.', {
  STATED: 'Printed in the source.', COMPUTED: 'Follows from what is printed.', INFERRED: 'Our conclusion; `reason` says why.', EXTERNAL: 'From an outside record; `sourceUrl` names it.',
});
export type Basis = keyof typeof Basis;

@InterfaceType({ description: 'Anything that can be fetched again by its global id. Ids are opaque, stable across reloads, and keep resolving when a thing is recorded under a better name.' })
export abstract class Node {
  @Column(() => ID, 'Global id, opaque.')
  id!: string;
}

@ObjectType({ description: 'One passage of a source that supports a fact.', simpleResolvers: true })
export class Evidence {
  issueKey!: string;
  @Field(() => Int, { description: '1-based line of the source text.' })
  line!: number;
  @Field(() => Int, { description: 'Where the words begin in that line, in Unicode characters from 0.' })
  start!: number;
  @Field(() => Int, { description: 'Where they end, exclusive.' })
  end!: number;
  @Field(() => String, { description: 'The words themselves, at most 120 characters.' })
  quote!: string;
}

const proofs = ({ evidence }: { evidence?: unknown }): Evidence[] => (evidence as string[] | null | undefined ?? []).map((stored) => {
  const { issue, ...point } = parseEvidence(stored);
  return Object.assign(new Evidence(), point, { issueKey: issue });
});

/** The field `evidence`, read from the strings that are stored beside the fact (src/records/evidence.ts has their form). */
export const Proved = (description: string): PropertyDecorator => (prototype) => WorkedOut(() => [Evidence], ['evidence'], proofs, description)(prototype, 'evidence');
