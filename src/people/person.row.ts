import { Int, ObjectType } from 'type-graphql';
import { Entity } from '../provenance/entity.row';
import { Basis, Node, Proved } from '../provenance/node.row';
import { describedEnum } from '../query/enums';
import { Related } from '../query/relation';
import { Column, GraphRow, Optional } from '../query/row';
import { GraphQLDay } from '../query/scalars';
import { Party, Unit } from '../units/unit.row';

export const PersonnelChangeType = describedEnum('PersonnelChangeType', 'Into a post, or out of it.', { APPOINTED: '任', REMOVED: '免去' });
export const UnitChangeType = describedEnum('UnitChangeType', 'What happened to a unit; UNKNOWN when the source only shows people moving across.', {
  RENAME: 'One unit under another name.', MERGER: 'Several become one.', SPLIT: 'One becomes several.', ABSORPTION: 'One goes into another.', FOUNDING: 'Set up (成立, 建立).',
  DISSOLUTION: 'Ended (撤销).', UNKNOWN: 'Some succession; the source does not say which.',
});

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'One person. Same characters are one person unless something printed speaks against it; near forms stay two, with a Discrepancy.' })
export class Person extends Entity {
  @Related(() => [PersonnelChange], { pattern: '(p)<-[:OF_PERSON]-(n:PersonnelChange)' }, 'Appointments and removals, as printed.')
  personnelChanges!: PersonnelChange[];
  @Related(() => [Membership], { pattern: '(p)<-[:SEAT_OF_PERSON]-(n:Membership)' }, 'Seats in leading groups and boards.')
  memberships!: Membership[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'A post in a unit: 副局长 of 温州市水利局.' })
export class Post extends Node {
  @Related(() => Unit, { pattern: '(p)-[:POST_IN]->(n:Unit)' }, 'The unit it is in.')
  unit!: Unit;
  @Column(() => String, 'Its title without the unit.')
  title!: string;
  @Related(() => [PersonnelChange], { pattern: '(p)<-[:TO_POST]-(n:PersonnelChange)' }, 'Appointments to it and removals from it, as printed.')
  personnelChanges!: PersonnelChange[];
  @Proved('Where it is printed.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One person appointed to, or removed from, one post. A sentence with two people and two posts makes four.' })
export class PersonnelChange extends Node {
  @Column(() => PersonnelChangeType, 'Into the post, or out of it.')
  type!: keyof typeof PersonnelChangeType;
  @Related(() => Person, { pattern: '(p)-[:OF_PERSON]->(n:Person)' }, 'Who.')
  person!: Person;
  @Related(() => Post, { pattern: '(p)-[:TO_POST]->(n:Post)' }, 'Which post.')
  post!: Post;
  @Column(() => Boolean, '（试用期一年） stands for its sentence.')
  probation!: boolean;
  @Optional(() => String, 'A note such as 保留国企正职待遇; null when none is printed.')
  note!: string | null;
  @Column(() => Int, 'Number of the printed sentence in its list, from 1; changes made by one sentence share it.')
  sentence!: number;
  @Proved('The sentence.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'A seat in a leading group or board: who, in which body, in which role, by virtue of which posts.' })
export class Membership extends Node {
  @Related(() => Person, { pattern: '(p)-[:SEAT_OF_PERSON]->(n:Person)' }, 'Null for a seat that the source gives to an office without a name (管委会分管领导为组长).', { nullable: true })
  person!: Person | null;
  @Related(() => Party, { pattern: '(p)-[:SEAT_OF]->(n)' }, 'The unit or group whose seat it is, when one is printed, also where the person has a rank and no post there.', { nullable: true })
  seatOf!: Party | null;
  @Related(() => Unit, { pattern: '(p)-[:IN_BODY]->(n:Unit)' }, 'The leading group or board.')
  body!: Unit;
  @Column(() => String, 'The role as printed: 组长, 副组长, 成员, 编委. One printed before a list holds for the whole list.')
  role!: string;
  @Related(() => [Post], { pattern: '(p)-[r:BY_POST]->(n:Post)', order: 'r.position' }, 'The posts printed with the name, in printed order.')
  posts!: Post[];
  @Optional(() => String, 'A rank such as 二级调研员, which is no post; null when none is printed.')
  rank!: string | null;
  @Proved('Where it is printed.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'A rename, merger, split, absorption, founding or end of a unit; UNKNOWN when the source only shows people moving across.' })
export class UnitChange extends Node {
  @Column(() => UnitChangeType, 'What happened.')
  type!: keyof typeof UnitChangeType;
  @Related(() => [Unit], { pattern: '(p)-[:FROM_UNIT]->(n:Unit)' }, 'The units before; empty for a founding.')
  original!: Unit[];
  @Related(() => [Unit], { pattern: '(p)-[:TO_UNIT]->(n:Unit)' }, 'The units afterwards; empty for an end.')
  resulting!: Unit[];
  @Optional(() => GraphQLDay, 'The day; null when none is printed.')
  on!: string | null;
  @Optional(() => String, 'When the source gives a condition instead of a day: 普查结束后自行撤销.')
  condition!: string | null;
  @Column(() => Basis, 'How it is known.')
  basis!: Basis;
  @Optional(() => String, 'Why, when it is INFERRED: the people who moved.')
  reason!: string | null;
  @Proved('Where it is printed; the moving people’s sentences when INFERRED.')
  evidence!: string[];
}

Related(() => [Post], { pattern: '(p)<-[:POST_IN]-(n:Post)' }, 'Posts in it that a loaded gazette names.')(Unit.prototype, 'posts');
Related(() => [Membership], { pattern: '(p)<-[:IN_BODY]-(n:Membership)', order: 'n.position' }, 'Who sits in it, in printed order: set on leading groups and boards.')(Unit.prototype, 'memberships');
Related(() => [UnitChange], { pattern: '(p)<-[:FROM_UNIT|TO_UNIT]-(n:UnitChange)', distinct: true }, 'What became of it, and what it came from.')(Unit.prototype, 'unitChanges');
