import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { type ListArgs, listOf } from '../query/list-args';
import { byName } from '../query/lookup';
import { type Connection, page } from '../query/page';
import { UnitFilter } from './unit.filter';
import { UnitOrder } from './unit.order';
import { Unit, UnitGroup } from './unit.row';

const UnitConnection = connectionOf('Unit', () => Unit);
const UnitList = listOf('Unit', 'units', UnitFilter, UnitOrder);

@Resolver()
export class UnitResolver {
  @Query(() => Unit, { nullable: true, description: 'A unit by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.' })
  unit(@Arg('name', () => String, { description: 'Any printed form of the name; width and spaces do not matter.' }) name: string, @Ctx() context: RequestContext): Promise<Unit | null> {
    return byName<Unit>(context, 'Unit', name);
  }

  @Query(() => UnitGroup, { nullable: true, description: 'A group of units by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.' })
  unitGroup(@Arg('name', () => String, { description: 'Any printed form of the name; width and spaces do not matter.' }) name: string, @Ctx() context: RequestContext): Promise<UnitGroup | null> {
    return byName<UnitGroup>(context, 'UnitGroup', name);
  }

  @Query(() => UnitConnection, { description: 'Units, as printed unless an order is asked for.' })
  units(@Args(() => UnitList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Unit>> {
    return page<Unit>(context, { of: { label: 'Unit' }, ...UnitList.asked(args) }, args);
  }
}
