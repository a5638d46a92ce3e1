import { createUnionType, Field, ObjectType, Root } from 'type-graphql';
import { describedEnum } from '../query/enums';
import { GraphRow } from '../query/row';
import { Entity } from '../provenance/entity.row';
import { Basis, Evidence, Node, readEvidence } from '../provenance/node.row';

export const UnitKind = describedEnum('UnitKind', 'What sort of body it is.', {
  GOVERNMENT: 'A people’s government or its office.', DEPARTMENT: 'A department of a government.', PARTY_ORGAN: 'A party organ.',
  ZONE_COMMITTEE: 'The committee of a zone (管委会).', STATE_COMPANY: 'A state-owned company.', PUBLIC_INSTITUTION: 'A university, hospital or other public institution.',
  CENTRAL_AGENCY: 'A local branch of a national agency.', LEADING_GROUP: 'A leading group (领导小组).', OTHER: 'Anything else.',
});

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'One body: a government, department, zone committee, company or institution.' })
export class Unit extends Entity {
  @Field(() => UnitKind, { description: 'What sort of body it is.', simple: true })
  kind!: keyof typeof UnitKind;
}

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'A collective such as “一区五园”所在地政府（管委会）. Its members are never assumed silently.' })
export class UnitGroup extends Entity {}

export const Party = createUnionType({
  name: 'Party', description: 'Whoever can hold a duty: one unit, or a named group of units.', types: () => [Unit, UnitGroup] as const,
});

@ObjectType({ description: 'One member of a group and how that is known. `task` is set when it is a member for that task only.' })
export class UnitGroupMember {
  node!: Unit;
  taskId!: string | null;
  @Field(() => Unit, { description: 'The member.' })
  unit(@Root() root: UnitGroupMember): Unit { return root.node; }
  @Field(() => Basis, { description: 'How the membership is known.' })
  basis!: Basis;
  @Field(() => String, { nullable: true, description: 'Why, when it is INFERRED.' })
  reason!: string | null;
  evidence!: string[];
  @Field(() => [Evidence], { name: 'evidence', description: 'The words it rests on.' })
  evidenceOf(@Root() root: UnitGroupMember): Evidence[] { return readEvidence(root.evidence); }
}
