import { ArgsType, Field, Resolver } from 'type-graphql';
import { Place } from '../places/place.row';
import { connectionOf } from '../query/connection';
import { type ListArgs, listOf } from '../query/list-args';
import { List, RootList } from '../query/lists';
import type { PageQuestion } from '../query/page';
import { Reference, RelatedBy } from '../query/relation';
import { Unit, UnitGroupMember } from '../units/unit.row';
import { ResponsibilityRole } from './task.enums';
import { ResponsibilityFilter, TaskFilter } from './task.filter';
import { ResponsibilityOrder, TaskOrder } from './task.order';
import { Responsibility, Task } from './task.row';

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
@Resolver(() => Task)
export class TaskResolver {
  @RootList(() => TaskConnection, () => TaskList.Args, 'Tasks, as printed unless an order is asked for.')
  tasks(args: ListArgs): PageQuestion {
    return { of: { label: 'Task' }, ...TaskList.asked(args) };
  }
}

RelatedBy(() => [Responsibility], {
  role: { type: () => [ResponsibilityRole], nullable: true, description: 'Only these roles.' },
  expandGroups: { type: () => Boolean, nullable: true, defaultValue: false, description: 'Show members in place of groups.' },
}, ({ role, expandGroups }) => ({
  pattern: '(p)<-[:DUTY_FOR]-(n:Responsibility)', where: 'n.view <> $hidden AND ($roles IS NULL OR n.role IN $roles)',
  params: { roles: role ?? null, hidden: expandGroups ? 'PLAIN' : 'EXPANDED' },
}), 'Who answers for it. With expandGroups a duty of a group appears once per known member.')(Task.prototype, 'responsibilities');

@Resolver()
export class ResponsibilityResolver {
  @RootList(() => ResponsibilityConnection, () => ResponsibilityListArgs, 'One row per unit, task and role: the table behind “who leads what, where, by when”.')
  responsibilities(args: ResponsibilityListArgs): PageQuestion {
    return {
      of: { label: 'Responsibility' }, ...ResponsibilityList.asked(args), also: [inView], expandGroups: args.expandGroups ?? false,
    };
  }
}

@Resolver(() => Unit)
export class UnitTasksResolver {
  @List(() => ResponsibilityConnection, () => ResponsibilityListArgs, 'Its duties.')
  responsibilities(args: ResponsibilityListArgs): PageQuestion {
    return {
      of: { pattern: '(p)<-[:HELD_BY]-(n:Responsibility)' }, ...ResponsibilityList.asked(args),
      also: [inView], expandGroups: args.expandGroups ?? false,
    };
  }
}

@Resolver(() => Place)
export class PlaceTasksResolver {
  @List(() => TaskConnection, () => TaskList.Args, 'Tasks that lie in it or in a place within it; those that begin or end at it too.')
  tasks(args: ListArgs): PageQuestion {
    return {
      of: { pattern: '(p)<-[:WITHIN*0..]-(site:Place)<-[at:AT]-(n:Task)' }, ...TaskList.asked(args),
      also: ["(site = p OR NOT at.relation IN ['FROM', 'TO'])"],
    };
  }
}

Reference(() => Task, 'taskId', 'The task it is a member for; null when for all.')(UnitGroupMember.prototype, 'task');
