import { Ctx, Field, Float, Int, ObjectType, Root } from 'type-graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { GraphQLDay } from '../query/scalars';
import { Place } from '../places/place.row';
import { Entity, type WithEvidence } from '../provenance/entity.row';
import { Basis, Evidence, Node, readEvidence } from '../provenance/node.row';
import { related, relatedOne, RequestContext } from '../query/context';
import { GraphRow } from '../query/row';
import { Comparator, MilestonePhase, Modality, ResponsibilityRole, TaskKind, TaskPlaceRelation } from './task.enums';

@ObjectType({ description: '`yuan` is null when the source gives no figure (视情而定): unknown is not zero.', simpleResolvers: true })
export class Money {
  @Field(() => String, { description: 'As printed, with its qualifiers. Table 2 counts in 亿元, table 3 in 万元.' })
  raw!: string;
  @Field(() => GraphQLSafeInt, { nullable: true, description: 'In yuan; null when no figure is printed.' })
  yuan!: number | null;
  @Field(() => Boolean, { description: 'True when the source says 约.' })
  approximate!: boolean;
  @Field(() => String, { nullable: true, description: 'What the figure includes, when the source says so.' })
  note!: string | null;
}

interface Costed { investmentRaw?: string; investmentYuan?: number; investmentApproximate?: boolean; investmentNote?: string }

const money = (row: Costed): Money | null => row.investmentRaw === undefined || row.investmentRaw === null ? null : Object.assign(new Money(), {
  raw: row.investmentRaw, yuan: row.investmentYuan ?? null, approximate: row.investmentApproximate ?? false, note: row.investmentNote ?? null,
});

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'Anything a document obliges somebody to do.' })
export class Task extends Entity {
  @Field(() => TaskKind, { description: 'Which table or clause lays it down.', simple: true })
  kind!: keyof typeof TaskKind;
  @Field(() => Int, { nullable: true, description: 'Number in its own table; null outside the tables.', simple: true })
  number!: number | null;
  @Field(() => String, { description: 'What is to be done, in our own words, every figure kept.', simple: true })
  summary!: string;
  @Field(() => Float, { nullable: true, description: 'Length in km; null unless printed for the whole.', simple: true })
  lengthKm!: number | null;
  @Field(() => Money, { nullable: true, description: 'Total investment; null unless printed for the whole.' })
  investment(@Root() root: Costed): Money | null { return money(root); }
  @Field(() => [Milestone], { description: 'What is due when, of the whole and of its parts.' })
  milestones(@Root() root: Task, @Ctx() context: RequestContext): Promise<Milestone[]> { return related<Milestone>(context, root, '(p)<-[:MILESTONE_OF]-(n:Milestone)'); }
  @Field(() => [Target], { description: 'Figures and goals, of the whole and of its parts.' })
  targets(@Root() root: Task, @Ctx() context: RequestContext): Promise<Target[]> { return related<Target>(context, root, '(p)<-[:TARGET_OF]-(n:Target)'); }
  @Field(() => [TaskPart], { description: 'Sub-items or segments, in printed order; empty when the task is one piece.' })
  parts(@Root() root: Task, @Ctx() context: RequestContext): Promise<TaskPart[]> { return related<TaskPart>(context, root, '(p)<-[:PART_OF]-(n:TaskPart)', { order: 'n.number' }); }
  @Field(() => [TaskPlace], { description: 'Places it is in, runs from, to or along, or serves.' })
  async locations(@Root() root: Task, @Ctx() context: RequestContext): Promise<TaskPlace[]> {
    const places = await related<object>(context, root, '(p)-[a:AT]->(n:Place)', {
      extra: { relation: 'a.relation', basis: 'a.basis', reason: 'a.reason', evidence: 'a.evidence', partId: 'a.partId' }, order: 'a.position',
    });
    return places.map((place) => Object.assign(new TaskPlace(), place));
  }
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One sub-item of a remediation row, one segment of a road.' })
export class TaskPart extends Node {
  @Field(() => Int, { description: 'Printed order within its task, from 1.', simple: true })
  number!: number;
  @Field(() => String, { description: 'Its printed name, or the words that begin it.', simple: true })
  name!: string;
  @Field(() => Float, { nullable: true, description: 'Length in km; null when none is printed for it.', simple: true })
  lengthKm!: number | null;
  @Field(() => Money, { nullable: true, description: 'Money printed for this part.' })
  investment(@Root() root: Costed): Money | null { return money(root); }
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
  @Field(() => Task, { description: 'The task it is a part of.' })
  task(@Root() root: TaskPart, @Ctx() context: RequestContext): Promise<Task | null> { return relatedOne<Task>(context, root, '(p)-[:PART_OF]->(n:Task)'); }
  @Field(() => [Milestone], { description: 'What is due when, of this part.' })
  milestones(@Root() root: TaskPart, @Ctx() context: RequestContext): Promise<Milestone[]> { return related<Milestone>(context, root, '(p)<-[:OF_PART]-(n:Milestone)'); }
  @Field(() => [Target], { description: 'Figures and goals of this part.' })
  targets(@Root() root: TaskPart, @Ctx() context: RequestContext): Promise<Target[]> { return related<Target>(context, root, '(p)<-[:OF_PART]-(n:Target)'); }
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One date of a task: the words, and what they say.' })
export class Milestone extends Node {
  @Field(() => String, { description: 'The words.', simple: true })
  raw!: string;
  @Field(() => String, { nullable: true, description: 'EDTF (ISO 8601-2); null when the words give no date.', simple: true })
  edtf!: string | null;
  @Field(() => GraphQLDay, { nullable: true, description: 'Earliest day it allows; null when open.', simple: true })
  earliest!: string | null;
  @Field(() => GraphQLDay, { nullable: true, description: 'Latest day it allows; null when open.', simple: true })
  latest!: string | null;
  @Field(() => MilestonePhase, { description: 'What is reached.', simple: true })
  phase!: keyof typeof MilestonePhase;
  @Field(() => Modality, { description: 'How firm it is.', simple: true })
  modality!: keyof typeof Modality;
  @Field(() => Basis, { description: 'How it is known; COMPUTED when the day is taken over from another task.', simple: true })
  basis!: Basis;
  @Field(() => String, { nullable: true, description: 'Why, when it is not STATED.', simple: true })
  reason!: string | null;
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
  @Field(() => Task, { description: 'The task it dates.' })
  task(@Root() root: Milestone, @Ctx() context: RequestContext): Promise<Task | null> { return relatedOne<Task>(context, root, '(p)-[:MILESTONE_OF]->(n:Task)'); }
  @Field(() => TaskPart, { nullable: true, description: 'The part it is for, null for the whole.' })
  part(@Root() root: Milestone, @Ctx() context: RequestContext): Promise<TaskPart | null> { return relatedOne<TaskPart>(context, root, '(p)-[:OF_PART]->(n:TaskPart)'); }
  @Field(() => [Task], { description: 'The tasks whose progress decides: 与…同步.' })
  dependsOn(@Root() root: Milestone, @Ctx() context: RequestContext): Promise<Task[]> { return related<Task>(context, root, '(p)-[:DEPENDS_ON]->(n:Task)'); }
  @Field(() => [Place], { description: 'The road or railway whose progress decides, when it is no task here.' })
  dependsOnPlaces(@Root() root: Milestone, @Ctx() context: RequestContext): Promise<Place[]> { return related<Place>(context, root, '(p)-[:DEPENDS_ON]->(n:Place)'); }
}

@ObjectType({ description: 'A place of a task. INFERRED ones rest on the evidence of the responsibility or group they come from.' })
export class TaskPlace {
  node!: Place;
  partId!: string | null;
  @Field(() => Place, { description: 'The place.' })
  place(@Root() root: TaskPlace): Place { return root.node; }
  @Field(() => TaskPlaceRelation, { description: 'What it is to the task.' })
  relation!: keyof typeof TaskPlaceRelation;
  @Field(() => Basis, { description: 'How it is known.' })
  basis!: Basis;
  @Field(() => String, { nullable: true, description: 'Why, when it is INFERRED.' })
  reason!: string | null;
  evidence!: string[];
  @Field(() => [Evidence], { name: 'evidence', description: 'The words it rests on.' })
  evidenceOf(@Root() root: TaskPlace): Evidence[] { return readEvidence(root.evidence); }
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One figure or goal, of a task (or a part of one) or of a provision: one of the two is set.' })
export class Target extends Node {
  @Field(() => String, { description: 'The goal in its words.', simple: true })
  text!: string;
  @Field(() => String, { nullable: true, description: 'What is counted; null when it is no figure.', simple: true })
  indicator!: string | null;
  @Field(() => Float, { nullable: true, description: 'The figure, in `measure`; null when there is none.', simple: true })
  value!: number | null;
  @Field(() => Float, { nullable: true, description: 'Upper end of a range: 3-5条 has value 3 and valueMax 5.', simple: true })
  valueMax!: number | null;
  @Field(() => Comparator, { nullable: true, description: 'How the figure is meant; null when there is none.', simple: true })
  comparator!: keyof typeof Comparator | null;
  @Field(() => String, { nullable: true, description: 'Unit of measure as printed: 家, %, 亿元, 天.', simple: true })
  measure!: string | null;
  @Field(() => Boolean, { description: '每年: the figure holds for each year up to `due`.', simple: true })
  perYear!: boolean;
  @Field(() => GraphQLDay, { nullable: true, description: 'Latest day; null when none is printed.', simple: true })
  due!: string | null;
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
  @Field(() => Task, { nullable: true, description: 'The task it belongs to; null for a provision’s.' })
  task(@Root() root: Target, @Ctx() context: RequestContext): Promise<Task | null> { return relatedOne<Task>(context, root, '(p)-[:TARGET_OF]->(n:Task)'); }
  @Field(() => TaskPart, { nullable: true, description: 'The part it is for, null for the whole.' })
  part(@Root() root: Target, @Ctx() context: RequestContext): Promise<TaskPart | null> { return relatedOne<TaskPart>(context, root, '(p)-[:OF_PART]->(n:TaskPart)'); }
  @Field(() => [Place], { description: 'The places it is for, when the source shares a figure out by place.' })
  places(@Root() root: Target, @Ctx() context: RequestContext): Promise<Place[]> { return related<Place>(context, root, '(p)-[:FOR_PLACE]->(n:Place)'); }
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'Who answers for a task, and in which role.' })
export class Responsibility extends Node {
  view!: string;
  @Field(() => ResponsibilityRole, { description: 'The role.', simple: true })
  role!: keyof typeof ResponsibilityRole;
  @Field(() => Basis, { description: 'How it is known.', simple: true })
  basis!: Basis;
  @Field(() => String, { nullable: true, description: 'Why, when it is INFERRED.', simple: true })
  reason!: string | null;
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
  @Field(() => Task, { description: 'The task.' })
  task(@Root() root: Responsibility, @Ctx() context: RequestContext): Promise<Task | null> { return relatedOne<Task>(context, root, '(p)-[:DUTY_FOR]->(n:Task)'); }
  @Field(() => [Place], { description: 'Where this party’s share lies, when it is not the whole task.' })
  scope(@Root() root: Responsibility, @Ctx() context: RequestContext): Promise<Place[]> { return related<Place>(context, root, '(p)-[:SCOPED_TO]->(n:Place)'); }
}
