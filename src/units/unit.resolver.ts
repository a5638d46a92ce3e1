import { Resolver } from 'type-graphql';
import { connectionOf } from '../query/connection';
import { byName, type Finding, Finds } from '../query/found';
import { type ListArgs, listOf } from '../query/list-args';
import { RootList } from '../query/lists';
import type { PageQuestion } from '../query/page';
import { UnitFilter } from './unit.filter';
import { UnitOrder } from './unit.order';
import { Unit, UnitGroup } from './unit.row';

const UnitConnection = connectionOf('Unit', () => Unit);
const UnitList = listOf('Unit', 'units', UnitFilter, UnitOrder);

@Resolver()
export class UnitResolver {
  @Finds(() => Unit, { name: { type: () => String, description: 'Any printed form of the name; width and spaces do not matter.' } }, 'A unit by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.')
  unit({ name }: { name: string }): Finding {
    return byName('Unit', name);
  }

  @Finds(() => UnitGroup, { name: { type: () => String, description: 'Any printed form of the name; width and spaces do not matter.' } }, 'A group of units by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.')
  unitGroup({ name }: { name: string }): Finding {
    return byName('UnitGroup', name);
  }

  @RootList(() => UnitConnection, () => UnitList.Args, 'Units, as printed unless an order is asked for.')
  units(args: ListArgs): PageQuestion {
    return { of: { label: 'Unit' }, ...UnitList.asked(args) };
  }
}
