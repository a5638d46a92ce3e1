import { createUnionType, ObjectType } from 'type-graphql';
import { Place } from '../places/place.row';
import { Entity } from '../provenance/entity.row';
import { Basis, Node, Proved } from '../provenance/node.row';
import { describedEnum } from '../query/enums';
import { End, Related, RelatedFacts } from '../query/relation';
import { Column, GraphRow, Optional } from '../query/row';

export const UnitKind = describedEnum('UnitKind', 'What sort of body it is.', {
  GOVERNMENT: 'A people’s government or its office.', DEPARTMENT: 'A department of a government.', PARTY_ORGAN: 'A party organ.',
  ZONE_COMMITTEE: 'The committee of a zone (管委会).', STATE_COMPANY: 'A state-owned company.', PUBLIC_INSTITUTION: 'A university, hospital or other public institution.',
  CENTRAL_AGENCY: 'A national agency, or a local branch of one.', LEADING_GROUP: 'A leading group (领导小组).', OTHER: 'Anything else.',
});

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'One body: a government, department, zone committee, company, leading group or institution.' })
export class Unit extends Entity {
  @Column(() => UnitKind, 'What sort of body it is.')
  kind!: keyof typeof UnitKind;
  @Related(() => Place, { pattern: '(p)-[:GOVERNS]->(n:Place)' }, 'The district, city or zone it governs or belongs to; null when not printed.', { nullable: true })
  jurisdiction!: Place | null;
  @Related(() => Unit, { pattern: '(p)-[:BELONGS_TO]->(n:Unit)' }, 'The body it belongs to or sits in: a zone committee’s bureau, an office 设在 a department; null when not printed.', { nullable: true })
  parent!: Unit | null;
  @Related(() => [UnitGroup], { pattern: '(p)<-[:HAS_MEMBER]-(n:UnitGroup)', distinct: true }, 'Groups it is a member of, for whatever task.')
  groups!: UnitGroup[];
}

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'A collective such as “一区五园”所在地政府（管委会）. Its members are never assumed silently.' })
export class UnitGroup extends Entity {
  @RelatedFacts(() => UnitGroupMember, {
    pattern: '(p)-[m:HAS_MEMBER]->(n:Unit)', order: 'm.position',
    facts: { basis: 'm.basis', reason: 'm.reason', evidence: 'm.evidence', taskId: 'm.taskId' },
  }, 'Its members, each with how that is known; empty when the source does not let us know any.')
  members!: UnitGroupMember[];
}

export const Party = createUnionType({
  name: 'Party', description: 'Whoever can hold a duty: one unit, or a named group of units.', types: () => [Unit, UnitGroup] as const,
});
export type Party = Unit | UnitGroup;

@ObjectType({ description: 'One member of a group and how that is known. `task` is set when it is a member for that task only (所在地政府).' })
export class UnitGroupMember {
  @End(() => Unit, 'The member.')
  unit!: Unit;
  @Column(() => Basis, 'How the membership is known.')
  basis!: Basis;
  @Optional(() => String, 'Why, when it is INFERRED.')
  reason!: string | null;
  @Proved('The words it rests on.')
  evidence!: string[];
}
