import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Place } from '../places/place.row';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { type ListArgs, listOf } from '../query/list-args';
import { type Connection, page } from '../query/page';
import type { Row } from '../store/store';
import { hydrate } from '../query/row';
import { Unit, UnitGroupMember } from '../units/unit.row';
import { ResponsibilityRole } from './task.enums';
import { ResponsibilityFilter, TaskFilter } from './task.filter';
import { ResponsibilityOrder, TaskOrder } from './task.order';
import { Responsibility, Task, TaskPart, TaskPlace } from './task.row';

export const TaskConnection = connectionOf('Task', () => Task);
const ResponsibilityConnection = connectionOf('Responsibility', () => Responsibility);
export const TaskList = listOf('Task', 'tasks', TaskFilter, TaskOrder);
const ResponsibilityList = listOf('Responsibility', 'responsibilities', ResponsibilityFilter, ResponsibilityOrder);

@ArgsType()
class ResponsibilityListArgs extends ResponsibilityList.Args {
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Show a duty of a group once per known member, with viaGroup set.' })
  expandGroups?: boolean;
}

const inView = 'n.view IN $views';
const OF_TASK = `UNWIND $ids AS wanted MATCH (p:Node {id: wanted})<-[:DUTY_FOR]-(n:Responsibility) WHERE n.view <> $hidden AND ($roles IS NULL OR n.role IN $roles)
RETURN p.id AS id, n{.*} AS row ORDER BY n.sort`;

@Resolver(() => Task)
export class TaskResolver {
  @Query(() => TaskConnection, { description: 'Tasks, as printed unless an order is asked for.' })
  tasks(@Args(() => TaskList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Task>> {
    return page<Task>(context, { of: { label: 'Task' }, ...TaskList.asked(args) }, args);
  }

  @FieldResolver(() => [Responsibility], { description: 'Who answers for it. With expandGroups a duty of a group appears once per known member.' })
  async responsibilities(
    @Root() root: Task,
    @Arg('role', () => [ResponsibilityRole], { nullable: true, description: 'Only these roles.' }) role: string[] | undefined,
    @Arg('expandGroups', () => Boolean, { nullable: true, defaultValue: false, description: 'Show members in place of groups.' }) expandGroups: boolean,
    @Ctx() context: RequestContext,
  ): Promise<Responsibility[]> {
    const rows = await context.rowsOf(OF_TASK, root.id, { roles: role ?? null, hidden: expandGroups ? 'PLAIN' : 'EXPANDED' });
    return rows.map(({ row }) => hydrate<Responsibility>(row as Row));
  }
}

@Resolver()
export class ResponsibilityResolver {
  @Query(() => ResponsibilityConnection, { description: 'One row per unit, task and role: the table behind “who leads what, where, by when”.' })
  responsibilities(@Args(() => ResponsibilityListArgs) args: ResponsibilityListArgs, @Ctx() context: RequestContext): Promise<Connection<Responsibility>> {
    return page<Responsibility>(context, {
      of: { label: 'Responsibility' }, ...ResponsibilityList.asked(args), also: [inView], expandGroups: args.expandGroups ?? false,
    }, args);
  }
}

@Resolver(() => TaskPlace)
export class TaskPlaceResolver {
  @FieldResolver(() => TaskPart, { nullable: true, description: 'Set when it holds for one part only.' })
  async part(@Root() root: TaskPlace, @Ctx() context: RequestContext): Promise<TaskPart | null> {
    return root.partId ? context.byId<TaskPart>(root.partId) : null;
  }
}

@Resolver(() => Unit)
export class UnitTasksResolver {
  @FieldResolver(() => ResponsibilityConnection, { description: 'Its duties.' })
  responsibilities(@Root() root: Unit, @Args(() => ResponsibilityListArgs) args: ResponsibilityListArgs, @Ctx() context: RequestContext): Promise<Connection<Responsibility>> {
    return page<Responsibility>(context, {
      of: { parent: root, pattern: '(p)<-[:HELD_BY]-(n:Responsibility)' }, ...ResponsibilityList.asked(args),
      also: [inView], expandGroups: args.expandGroups ?? false,
    }, args);
  }
}

@Resolver(() => UnitGroupMember)
export class UnitGroupMemberTaskResolver {
  @FieldResolver(() => Task, { nullable: true, description: 'The task it is a member for; null when for all.' })
  async task(@Root() root: UnitGroupMember, @Ctx() context: RequestContext): Promise<Task | null> {
    return root.taskId ? context.byId<Task>(root.taskId) : null;
  }
}

@Resolver(() => Place)
export class PlaceTasksResolver {
  @FieldResolver(() => TaskConnection, { description: 'Tasks that lie in it or in a place within it; those that begin or end at it too.' })
  tasks(@Root() root: Place, @Args(() => TaskList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Task>> {
    return page<Task>(context, {
      of: { parent: root, pattern: '(p)<-[:WITHIN*0..]-(site:Place)<-[at:AT]-(n:Task)' }, ...TaskList.asked(args),
      also: ["(site = p OR NOT at.relation IN ['FROM', 'TO'])"],
    }, args);
  }
}
