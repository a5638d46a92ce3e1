import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, InputType, Query, Resolver, Root } from 'type-graphql';
import { Place } from '../places/place.row';
import type { Input } from '../query/compiler';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { describedEnum } from '../query/enums';
import { type Connection, type Order, page, PageArgs } from '../query/page';
import type { Row } from '../store/store';
import { hydrate } from '../query/row';
import { Unit, UnitGroupMember } from '../units/unit.row';
import { ResponsibilityRole } from './task.enums';
import { ResponsibilityFilter, TaskFilter } from './task.filter';
import { Responsibility, Task, TaskPart, TaskPlace } from './task.row';

export const OrderDirection = describedEnum('OrderDirection', 'Which way to sort; nulls come last both ways.', { ASC: 'Smallest first.', DESC: 'Largest first.' });
const TaskOrderField = describedEnum('TaskOrderField', 'What tasks can be sorted by.', {
  NUMBER: 'Number in its own table.', DUE: 'Latest due day.', INVESTMENT: 'Total investment.', NAME: 'Name.',
});
const ORDER_EXPRESSIONS: Record<string, string> = { NUMBER: 'n.number', DUE: 'n.dueLatest', INVESTMENT: 'n.investmentYuan', NAME: 'n.nameSort' };

@InputType({ description: 'How to sort tasks.' })
export class TaskOrder {
  @Field(() => TaskOrderField, { description: 'What to sort by.' })
  field!: keyof typeof TaskOrderField;
  @Field(() => OrderDirection, { description: 'Which way.' })
  direction!: keyof typeof OrderDirection;
}

export const TaskConnection = connectionOf('Task', () => Task);
const ResponsibilityConnection = connectionOf('Responsibility', () => Responsibility);

@ArgsType()
export class TaskListArgs extends PageArgs {
  @Field(() => TaskFilter.input, { nullable: true, description: 'Only tasks that satisfy this.' })
  where?: Input;
}

@ArgsType()
class ResponsibilityListArgs extends PageArgs {
  @Field(() => ResponsibilityFilter.input, { nullable: true, description: 'Only responsibilities that satisfy this.' })
  where?: Input;
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Show a duty of a group once per known member, with viaGroup set.' })
  expandGroups?: boolean;
}

const inView = 'n.view IN $views';
const OF_TASK = `UNWIND $ids AS wanted MATCH (p:Node {id: wanted})<-[:DUTY_FOR]-(n:Responsibility) WHERE n.view <> $hidden AND ($roles IS NULL OR n.role IN $roles)
RETURN p.id AS id, n{.*} AS row ORDER BY n.sort`;

@Resolver(() => Task)
export class TaskResolver {
  @Query(() => TaskConnection, { description: 'Tasks, as printed unless an order is asked for.' })
  tasks(
    @Args(() => TaskListArgs) args: TaskListArgs,
    @Arg('orderBy', () => TaskOrder, { nullable: true, description: 'How to sort.' }) orderBy: TaskOrder | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Task>> {
    const order: Order | undefined = orderBy && { name: orderBy.field, expression: ORDER_EXPRESSIONS[orderBy.field] ?? 'n.sort', descending: orderBy.direction === 'DESC' };
    return page<Task>(context, { of: { label: 'Task' }, filter: TaskFilter, where: args.where, order }, args);
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
      of: { label: 'Responsibility' }, filter: ResponsibilityFilter, where: args.where, also: [inView], expandGroups: args.expandGroups ?? false,
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
      of: { parent: root, pattern: '(p)<-[:HELD_BY]-(n:Responsibility)' }, filter: ResponsibilityFilter, where: args.where,
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
  tasks(@Root() root: Place, @Args(() => TaskListArgs) args: TaskListArgs, @Ctx() context: RequestContext): Promise<Connection<Task>> {
    return page<Task>(context, {
      of: { parent: root, pattern: '(p)<-[:WITHIN*0..]-(site:Place)<-[at:AT]-(n:Task)' }, filter: TaskFilter, where: args.where,
      also: ["(site = p OR NOT at.relation IN ['FROM', 'TO'])"],
    }, args);
  }
}
