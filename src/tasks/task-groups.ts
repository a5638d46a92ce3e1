import { Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { Node } from '../provenance/node.row';
import type { RequestContext } from '../query/context';
import { IntFilter, SafeIntFilter } from '../query/filters';
import { type Groups, groupsOf, own, things, values } from '../query/groups';
import { DUE_PHASES } from '../records/format';
import { TaskFilter } from './task.filter';

const answering = '(n)<-[:DUTY_FOR]-(r:Responsibility)-[:HELD_BY]->(key) WHERE r.view IN $views';

const TaskGroups: Groups = groupsOf({
  name: 'Task', plural: 'tasks', filter: TaskFilter, node: () => Node,
  dimensions: {
    KIND: own('n.kind', 'Which table or clause lays it down.'),
    UNIT: things(answering, 'Each party that answers for it, in whatever role; a group that is not expanded is a party itself.'),
    LEAD_UNIT: things(`${answering} AND r.role IN ['LEAD', 'SOLE']`, 'Each party that leads: LEAD or SOLE.'),
    DUE_YEAR: values('(n)<-[:MILESTONE_OF]-(m:Milestone) WHERE m.phase IN $duePhases AND m.latest IS NOT NULL', 'left(m.latest, 4)', 'Each year in which something of it is due, as the filter `due` understands it.'),
    PLACE: things("(n)-[at:AT]->(site:Place)-[:WITHIN*0..]->(key:Place) WHERE key.kind IN ['DISTRICT', 'ZONE'] AND (key = site OR NOT at.relation IN ['FROM', 'TO'])", 'Each district and zone that it lies in.'),
    DOCUMENT: things('(n)-[:TASK_OF]->(key:Document)', 'The document that lays it down.'),
  },
  params: { duePhases: DUE_PHASES },
  reach: 'OPTIONAL MATCH (n)<-[:PART_OF]-(part:TaskPart) WITH n, count(part.investmentYuan) AS printed, sum(part.investmentYuan) AS parts RETURN coalesce(n.investmentYuan, CASE WHEN printed > 0 THEN parts END) AS yuan',
  figures: {
    investmentYuan: {
      sum: 'CASE WHEN count(yuan) > 0 THEN sum(yuan) END', type: () => GraphQLSafeInt, nullable: true, filter: SafeIntFilter,
      description: 'Their investment together, in yuan: of each task the printed whole, or its parts where no whole is printed. Null when none of them prints a figure.',
    },
    withoutInvestment: { sum: 'count(n) - count(yuan)', type: () => Int, filter: IntFilter, description: 'How many of them print no figure; these are in no sum.' },
  },
});

@ArgsType()
class TaskGroupArgs extends TaskGroups.Args {
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Count a duty of a group for its known members.' })
  expandGroups?: boolean;
}

@Resolver()
export class TaskGroupsResolver {
  @Query(() => [TaskGroups.Group], { complexity: 50, description: 'Tasks counted by one or several dimensions; a task counts once per key, its money too. Largest count first, then by key: things as printed, values by themselves.' })
  taskGroups(@Args(() => TaskGroupArgs) args: TaskGroupArgs, @Ctx() context: RequestContext): Promise<object[]> {
    return TaskGroups.ask(context, args, args.expandGroups ?? false);
  }
}
