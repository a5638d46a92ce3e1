import { Float, Int, ObjectType } from 'type-graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { Place } from '../places/place.row';
import { Entity } from '../provenance/entity.row';
import { Basis, Node, Proved } from '../provenance/node.row';
import { End, Reference, Related, RelatedFacts } from '../query/relation';
import { Column, GraphRow, Optional, WorkedOut } from '../query/row';
import { GraphQLDay } from '../query/scalars';
import { Party, UnitGroup } from '../units/unit.row';
import { Comparator, MilestonePhase, Modality, ResponsibilityRole, TaskKind, TaskPlaceRelation } from './task.enums';

@ObjectType({ description: '`yuan` is null when the source gives no figure (视情而定): unknown is not zero.' })
export class Money {
  @Column(() => String, 'As printed, with its qualifiers. Table 2 counts in 亿元, table 3 in 万元.')
  raw!: string;
  @Optional(() => GraphQLSafeInt, 'In yuan; null when no figure is printed.')
  yuan!: number | null;
  @Column(() => Boolean, 'True when the source says 约.')
  approximate!: boolean;
  @Optional(() => String, 'What the figure includes, when the source says so.')
  note!: string | null;
}

const COSTED = ['investmentRaw', 'investmentYuan', 'investmentApproximate', 'investmentNote'] as const;
const money = (row: { [stored in (typeof COSTED)[number]]?: unknown }): Money | null => (row.investmentRaw === undefined || row.investmentRaw === null ? null : Object.assign(new Money(), {
  raw: row.investmentRaw, yuan: row.investmentYuan ?? null, approximate: row.investmentApproximate ?? false, note: row.investmentNote ?? null,
}));

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'Anything a document obliges somebody to do: a block to build, a transport project, a remediation item, a priority task, a clause’s duty.' })
export class Task extends Entity {
  @Column(() => TaskKind, 'Which table or clause lays it down.')
  kind!: keyof typeof TaskKind;
  @Optional(() => Int, 'Number in its own table; null outside the tables.')
  number!: number | null;
  @Column(() => String, 'What is to be done, in our own words, every figure kept.')
  summary!: string;
  @Related(() => [Milestone], { pattern: '(p)<-[:MILESTONE_OF]-(n:Milestone)' }, 'What is due when, of the whole and of its parts.')
  milestones!: Milestone[];
  @RelatedFacts(() => TaskPlace, {
    pattern: '(p)-[a:AT]->(n:Place)', order: 'a.position',
    facts: { relation: 'a.relation', basis: 'a.basis', reason: 'a.reason', evidence: 'a.evidence', partId: 'a.partId' },
  }, 'Places it is in, runs from, to or along, or serves.')
  locations!: TaskPlace[];
  @Related(() => [Target], { pattern: '(p)<-[:TARGET_OF]-(n:Target)' }, 'Figures and goals, of the whole and of its parts.')
  targets!: Target[];
  @Related(() => [TaskPart], { pattern: '(p)<-[:PART_OF]-(n:TaskPart)', order: 'n.number' }, 'Numbered sub-items or segments, in printed order; empty when the task is one piece.')
  parts!: TaskPart[];
  @WorkedOut(() => Money, COSTED, money, 'Total investment; null unless printed for the whole.', { nullable: true })
  investment!: Money | null;
  @Optional(() => Float, 'Length in km; null unless printed for the whole.')
  lengthKm!: number | null;
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One sub-item of a remediation row, one segment of a road.' })
export class TaskPart extends Node {
  @Related(() => Task, { pattern: '(p)-[:PART_OF]->(n:Task)' }, 'The task it is a part of.')
  task!: Task;
  @Column(() => Int, 'Printed order within its task, from 1.')
  number!: number;
  @Column(() => String, 'Its printed name, or the words that begin it.')
  name!: string;
  @Related(() => [Milestone], { pattern: '(p)<-[:OF_PART]-(n:Milestone)' }, 'What is due when, of this part.')
  milestones!: Milestone[];
  @Related(() => [Target], { pattern: '(p)<-[:OF_PART]-(n:Target)' }, 'Figures and goals of this part.')
  targets!: Target[];
  @WorkedOut(() => Money, COSTED, money, 'Money printed for this part.', { nullable: true })
  investment!: Money | null;
  @Optional(() => Float, 'Length in km; null when none is printed for it.')
  lengthKm!: number | null;
  @Proved('Where it is printed.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One date of a task: the words, and what they say.' })
export class Milestone extends Node {
  @Related(() => Task, { pattern: '(p)-[:MILESTONE_OF]->(n:Task)' }, 'The task it dates.')
  task!: Task;
  @Related(() => TaskPart, { pattern: '(p)-[:OF_PART]->(n:TaskPart)' }, 'The part it is for, null for the whole.', { nullable: true })
  part!: TaskPart | null;
  @Column(() => String, 'The words.')
  raw!: string;
  @Optional(() => String, 'EDTF (ISO 8601-2); null when the words give no date.')
  edtf!: string | null;
  @Optional(() => GraphQLDay, 'Earliest day it allows; null when open.')
  earliest!: string | null;
  @Optional(() => GraphQLDay, 'Latest day it allows; null when open.')
  latest!: string | null;
  @Column(() => MilestonePhase, 'What is reached.')
  phase!: keyof typeof MilestonePhase;
  @Column(() => Modality, 'How firm it is.')
  modality!: keyof typeof Modality;
  @Related(() => [Task], { pattern: '(p)-[:DEPENDS_ON]->(n:Task)' }, 'The tasks whose progress decides: 与…同步.')
  dependsOn!: Task[];
  @Related(() => [Place], { pattern: '(p)-[:DEPENDS_ON]->(n:Place)' }, 'The road or railway whose progress decides, when it is no task here.')
  dependsOnPlaces!: Place[];
  @Column(() => Basis, 'How it is known; COMPUTED when the day is taken over from another task.')
  basis!: Basis;
  @Optional(() => String, 'Why, when it is not STATED.')
  reason!: string | null;
  @Proved('Where it is printed.')
  evidence!: string[];
}

@ObjectType({ description: 'A place of a task. INFERRED ones rest on the evidence of the responsibility or group they come from.' })
export class TaskPlace {
  @End(() => Place, 'The place.')
  place!: Place;
  @Reference(() => TaskPart, 'partId', 'Set when it holds for one part only.')
  part!: TaskPart | null;
  @Column(() => TaskPlaceRelation, 'What it is to the task.')
  relation!: keyof typeof TaskPlaceRelation;
  @Column(() => Basis, 'How it is known.')
  basis!: Basis;
  @Optional(() => String, 'Why, when it is INFERRED.')
  reason!: string | null;
  @Proved('The words it rests on.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One figure or goal, of a task (or a part of one) or of a provision: one of the two is set.' })
export class Target extends Node {
  @Related(() => Task, { pattern: '(p)-[:TARGET_OF]->(n:Task)' }, 'The task it belongs to; null for a provision’s.', { nullable: true })
  task!: Task | null;
  @Related(() => TaskPart, { pattern: '(p)-[:OF_PART]->(n:TaskPart)' }, 'The part it is for, null for the whole.', { nullable: true })
  part!: TaskPart | null;
  @Column(() => String, 'The goal in its words.')
  text!: string;
  @Optional(() => String, 'What is counted; null when it is no figure.')
  indicator!: string | null;
  @Optional(() => Float, 'The figure, in `measure`; null when there is none.')
  value!: number | null;
  @Optional(() => Float, 'Upper end of a range: 3-5条 has value 3 and valueMax 5.')
  valueMax!: number | null;
  @Optional(() => Comparator, 'How the figure is meant; null when there is none.')
  comparator!: keyof typeof Comparator | null;
  @Optional(() => String, 'Unit of measure as printed: 家, %, 亿元, 天.')
  measure!: string | null;
  @Column(() => Boolean, '每年: the figure holds for each year up to `due`.')
  perYear!: boolean;
  @Optional(() => GraphQLDay, 'Latest day; null when none is printed with it.')
  due!: string | null;
  @Related(() => [Place], { pattern: '(p)-[:FOR_PLACE]->(n:Place)' }, 'The places it is for, when the source shares a figure out by place; several when it says A或B.')
  places!: Place[];
  @Proved('Where it is printed.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'Who answers for a task, and in which role.' })
export class Responsibility extends Node {
  view!: 'BOTH' | 'PLAIN' | 'EXPANDED';
  @Related(() => Task, { pattern: '(p)-[:DUTY_FOR]->(n:Task)' }, 'The task.')
  task!: Task;
  @Related(() => Party, { pattern: '(p)-[:HELD_BY]->(n)' }, 'Who holds it.')
  party!: Party;
  @Related(() => UnitGroup, { pattern: '(p)-[:VIA]->(n:UnitGroup)' }, 'Set when the duty reached `party` through a group that was expanded.', { nullable: true })
  viaGroup!: UnitGroup | null;
  @Column(() => ResponsibilityRole, 'The role.')
  role!: keyof typeof ResponsibilityRole;
  @Related(() => [Place], { pattern: '(p)-[:SCOPED_TO]->(n:Place)' }, 'Where this party’s share of the duty lies, when it is not the whole task: a member reached through a group, and a local government beside others, answers for its own area only.')
  scope!: Place[];
  @Column(() => Basis, 'How it is known.')
  basis!: Basis;
  @Optional(() => String, 'Why, when it is INFERRED.')
  reason!: string | null;
  @Proved('Where it is printed.')
  evidence!: string[];
}
