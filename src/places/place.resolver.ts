import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../query/connection';
import { related, RequestContext } from '../query/context';
import { byName } from '../query/lookup';
import { type Connection, page, PageArgs } from '../query/page';
import type { Input } from '../query/compiler';
import { Boundary, boundariesOf, Place, PlaceKind, PlaceWithin } from './place.row';
import { PlaceFilter } from './place.filter';

const PlaceConnection = connectionOf('Place', () => Place);

@Resolver(() => Place)
export class PlaceResolver {
  @Query(() => Place, { nullable: true, description: 'A place by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.' })
  place(
    @Arg('name', () => String, { description: 'Any printed form of the name; width and spaces do not matter.' }) name: string,
    @Arg('kind', () => PlaceKind, { nullable: true, description: 'Only this sort of place.' }) kind: keyof typeof PlaceKind | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Place | null> {
    return byName<Place>(context, 'Place', name, kind);
  }

  @Query(() => PlaceConnection, { description: 'Places, as printed.' })
  places(
    @Arg('where', () => PlaceFilter.input, { nullable: true, description: 'Only places that satisfy this.' }) where: Input | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Place>> {
    return page<Place>(context, { pattern: '(n:Place)', filter: PlaceFilter, where }, args);
  }

  @FieldResolver(() => [Place], { description: 'Directly around it. The filter field `within` is transitive.' })
  within(@Root() root: Place, @Ctx() context: RequestContext): Promise<Place[]> {
    return related<Place>(context, root, '(p)-[:WITHIN]->(n:Place)');
  }

  @FieldResolver(() => [PlaceWithin], { description: '`within` with how each is known.' })
  async withinFacts(@Root() root: Place, @Ctx() context: RequestContext): Promise<PlaceWithin[]> {
    const facts = await related<object>(context, root, '(p)-[w:WITHIN]->(n:Place)', { extra: { basis: 'w.basis', reason: 'w.reason', evidence: 'w.evidence' } });
    return facts.map((fact) => Object.assign(new PlaceWithin(), fact));
  }

  @FieldResolver(() => [Place], { description: 'Places directly inside it.' })
  async contains(
    @Root() root: Place,
    @Arg('kind', () => [PlaceKind], { nullable: true, description: 'Only these sorts of place.' }) kind: string[] | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Place[]> {
    const places = await related<Place>(context, root, '(p)<-[:WITHIN]-(n:Place)');
    return kind ? places.filter((place) => kind.includes(place.kind)) : places;
  }

  @FieldResolver(() => [Boundary], { description: '四至: set on blocks only.' })
  boundaries(@Root() root: Place, @Ctx() context: RequestContext): Promise<Boundary[]> {
    return boundariesOf(context, root);
  }

  @FieldResolver(() => [Boundary], { description: 'Boundaries of blocks that this place forms.' })
  bounds(@Root() root: Place, @Ctx() context: RequestContext): Promise<Boundary[]> {
    return related<Boundary>(context, root, '(p)<-[:BOUNDED_BY]-(n:Boundary)');
  }
}
