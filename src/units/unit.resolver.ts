import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Place } from '../places/place.row';
import type { Input } from '../query/compiler';
import { connectionOf } from '../query/connection';
import { related, relatedOne, RequestContext } from '../query/context';
import { byName } from '../query/lookup';
import { type Connection, page, PageArgs } from '../query/page';
import { UnitFilter } from './unit.filter';
import { Unit, UnitGroup, UnitGroupMember } from './unit.row';

const UnitConnection = connectionOf('Unit', () => Unit);

@Resolver(() => Unit)
export class UnitResolver {
  @Query(() => Unit, { nullable: true, description: 'A unit by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.' })
  unit(@Arg('name', () => String, { description: 'Any printed form of the name.' }) name: string, @Ctx() context: RequestContext): Promise<Unit | null> {
    return byName<Unit>(context, 'Unit', name);
  }

  @Query(() => UnitConnection, { description: 'Units, as printed.' })
  units(
    @Arg('where', () => UnitFilter.input, { nullable: true, description: 'Only units that satisfy this.' }) where: Input | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Unit>> {
    return page<Unit>(context, { pattern: '(n:Unit)', filter: UnitFilter, where }, args);
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The district, city or zone it governs or belongs to.' })
  jurisdiction(@Root() root: Unit, @Ctx() context: RequestContext): Promise<Place | null> {
    return relatedOne<Place>(context, root, '(p)-[:GOVERNS]->(n:Place)');
  }

  @FieldResolver(() => Unit, { nullable: true, description: 'The body it belongs to or sits in.' })
  parent(@Root() root: Unit, @Ctx() context: RequestContext): Promise<Unit | null> {
    return relatedOne<Unit>(context, root, '(p)-[:BELONGS_TO]->(n:Unit)');
  }

  @FieldResolver(() => [UnitGroup], { description: 'Groups it is a member of, for whatever task.' })
  async groups(@Root() root: Unit, @Ctx() context: RequestContext): Promise<UnitGroup[]> {
    const groups = await related<UnitGroup>(context, root, '(p)<-[:HAS_MEMBER]-(n:UnitGroup)');
    return [...new Map(groups.map((group) => [group.id, group])).values()];
  }
}

@Resolver(() => UnitGroup)
export class UnitGroupResolver {
  @Query(() => UnitGroup, { nullable: true, description: 'A group of units by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.' })
  unitGroup(@Arg('name', () => String, { description: 'Any printed form of the name.' }) name: string, @Ctx() context: RequestContext): Promise<UnitGroup | null> {
    return byName<UnitGroup>(context, 'UnitGroup', name);
  }

  @FieldResolver(() => [UnitGroupMember], { description: 'Its members, each with how that is known.' })
  async members(@Root() root: UnitGroup, @Ctx() context: RequestContext): Promise<UnitGroupMember[]> {
    const members = await related<object>(context, root, '(p)-[m:HAS_MEMBER]->(n:Unit)', {
      extra: { basis: 'm.basis', reason: 'm.reason', evidence: 'm.evidence', taskId: 'm.taskId' }, order: 'm.position',
    });
    return members.map((member) => Object.assign(new UnitGroupMember(), member));
  }
}
