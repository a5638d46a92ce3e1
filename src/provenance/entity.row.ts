import { Ctx, Field, InterfaceType, ObjectType, Root } from 'type-graphql';
import { related, RequestContext } from '../query/context';
import { GraphRow } from '../query/row';
import { AliasKind, Basis, Evidence, Node, readEvidence } from './node.row';

@GraphRow()
@ObjectType({ description: 'Another printed form of a name.' })
export class Alias {
  @Field(() => String, { description: 'The form as printed.', simple: true })
  name!: string;
  @Field(() => AliasKind, { description: 'What sort of other name it is.', simple: true })
  kind!: AliasKind;
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed so; empty when EXTERNAL.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
}

export interface WithEvidence { evidence?: string[] | null }

@InterfaceType({ implements: Node, description: 'A named thing: it can be linked to, and traced to the source that mentions it.' })
export abstract class Entity extends Node {
  @Field(() => String, { description: 'Canonical name: the fullest form printed in the issue.', simple: true })
  name!: string;
  @Field(() => Basis, { description: 'STATED when a loaded gazette names it; EXTERNAL when only an outside record does.', simple: true })
  basis!: Basis;
  @Field(() => String, { nullable: true, description: 'Address of the outside record when basis is EXTERNAL; null otherwise.', simple: true })
  sourceUrl!: string | null;
  @Field(() => [Alias], { description: 'Other printed forms of the same thing.' })
  aliases(@Root() root: Node, @Ctx() context: RequestContext): Promise<Alias[]> {
    return related<Alias>(context, root, '(p)<-[:ALIAS_OF]-(n:Alias)');
  }
  @Field(() => [Evidence], { name: 'evidence', description: 'Where the sources state this. Empty only when basis is EXTERNAL.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
}
