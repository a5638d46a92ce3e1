import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { badUserInput } from '../errors';
import { Node } from '../provenance/node.row';
import { compileFilter, Compiler, type Input } from '../query/compiler';
import type { RequestContext } from '../query/context';
import { describedEnum } from '../query/enums';
import { DUE_PHASES, TaskFilter } from './task.filter';

export const TaskDimension = describedEnum('TaskDimension', 'What tasks can be grouped by. A task counts once under each of its keys, so groups of one dimension can overlap; a key counts what the filter of the same meaning finds.', {
  KIND: 'Which table or clause lays it down.', UNIT: 'Each party that answers for it, in whatever role; a group that is not expanded is a party itself.', LEAD_UNIT: 'Each party that leads: LEAD or SOLE.',
  DUE_YEAR: 'Each year in which something of it is due, as the filter `due` understands it.', PLACE: 'Each district and zone that it lies in.',
});

/** One statement for each dimension, from (n) to its keys; no key is null. */
const party = (roles: string): string => `OPTIONAL MATCH (n)<-[:DUTY_FOR]-(r:Responsibility)-[:HELD_BY]->(u) WHERE r.view IN $views${roles} RETURN DISTINCT u.id AS key`;
const KEYS: Record<keyof typeof TaskDimension, string> = {
  KIND: 'RETURN n.kind AS key',
  UNIT: party(''),
  LEAD_UNIT: party(" AND r.role IN ['LEAD', 'SOLE']"),
  DUE_YEAR: 'OPTIONAL MATCH (n)<-[:MILESTONE_OF]-(m:Milestone) WHERE m.phase IN $duePhases AND m.latest IS NOT NULL RETURN DISTINCT left(m.latest, 4) AS key',
  PLACE: "OPTIONAL MATCH (n)-[at:AT]->(site:Place)-[:WITHIN*0..]->(area:Place) WHERE area.kind IN ['DISTRICT', 'ZONE'] AND (area = site OR NOT at.relation IN ['FROM', 'TO']) RETURN DISTINCT area.id AS key",
};
/** These keys are ids of things; the others are values. */
const THINGS = new Set<string>(['UNIT', 'LEAD_UNIT', 'PLACE']);

@ObjectType({ description: 'What the tasks of a group have in common, for one dimension.' })
export class TaskGroupKey {
  key!: string | null;
  @Field(() => TaskDimension, { description: 'The dimension.', simple: true })
  dimension!: keyof typeof TaskDimension;
  @Field(() => String, { nullable: true, description: 'The kind, the year, or the name of the party or place; null for tasks that have none (no due date).' })
  async value(@Root() root: TaskGroupKey, @Ctx() context: RequestContext): Promise<string | null> {
    if (!THINGS.has(root.dimension) || root.key === null) return root.key;
    return (await context.byId<{ name: string }>(root.key))?.name ?? null;
  }
  @Field(() => Node, { nullable: true, description: 'The unit, group or place; null for other dimensions and for tasks that have none.' })
  node(@Root() root: TaskGroupKey, @Ctx() context: RequestContext): Promise<Node | null> {
    return THINGS.has(root.dimension) && root.key !== null ? context.byId<Node>(root.key) : Promise.resolve(null);
  }
}

@ObjectType({ description: 'Tasks that have the same keys.' })
export class TaskGroup {
  keyValues!: (string | null)[];
  dimensions!: (keyof typeof TaskDimension)[];
  @Field(() => Int, { description: 'How many tasks.', simple: true })
  count!: number;
  @Field(() => GraphQLSafeInt, { nullable: true, description: 'Their investment together, in yuan: of each task the printed whole, or its parts where no whole is printed. Null when none of them prints a figure.', simple: true })
  investmentYuan!: number | null;
  @Field(() => Int, { description: 'How many of them print no figure; these are in no sum.', simple: true })
  withoutInvestment!: number;
}

@Resolver(() => TaskGroup)
export class TaskGroupsResolver {
  @Query(() => [TaskGroup], { description: 'Tasks counted by one or several dimensions; a task counts once per key, its money too. Largest count first, then by key.' })
  async taskGroups(
    @Arg('by', () => [TaskDimension], { description: 'The dimensions, 1 to 3 different ones.' }) by: (keyof typeof TaskDimension)[],
    @Arg('where', () => TaskFilter.input, { nullable: true, description: 'Only tasks that satisfy this.' }) where: Input | undefined,
    @Arg('expandGroups', () => Boolean, { nullable: true, defaultValue: false, description: 'Count a duty of a group for its known members.' }) expandGroups: boolean,
    @Ctx() context: RequestContext,
  ): Promise<TaskGroup[]> {
    if (by.length < 1 || by.length > 3 || new Set(by).size < by.length) throw badUserInput('by', 'give 1 to 3 different dimensions');
    const compiler = new Compiler(expandGroups);
    const condition = where ? ` WHERE ${compileFilter(TaskFilter.table, compiler, 'n', where, 'where')}` : '';
    const names = by.map((_, at) => `key${at}`);
    const keys = by.map((dimension, at) => `CALL (n) { ${KEYS[dimension]} } WITH ${['n', ...names.slice(0, at), `key AS key${at}`].join(', ')}`).join('\n');
    const rows = await context.store.run(`MATCH (n:Task)${condition} WITH DISTINCT n
${keys}
CALL (n) { OPTIONAL MATCH (n)<-[:PART_OF]-(part:TaskPart) WITH n, count(part.investmentYuan) AS printed, sum(part.investmentYuan) AS parts RETURN coalesce(n.investmentYuan, CASE WHEN printed > 0 THEN parts END) AS yuan }
WITH ${names.join(', ')}, count(n) AS count, sum(yuan) AS sum, count(yuan) AS known
RETURN [${names.join(', ')}] AS keyValues, count, CASE WHEN known > 0 THEN sum END AS investmentYuan, count - known AS withoutInvestment
ORDER BY count DESC, ${names.join(', ')}`, { ...compiler.params, duePhases: DUE_PHASES });
    return rows.map((row) => Object.assign(new TaskGroup(), row, { dimensions: by }));
  }

  @FieldResolver(() => [TaskGroupKey], { description: 'What they have in common, one key for each dimension asked for.' })
  keys(@Root() root: TaskGroup): TaskGroupKey[] {
    return root.dimensions.map((dimension, at) => Object.assign(new TaskGroupKey(), { dimension, key: root.keyValues[at] ?? null }));
  }
}
