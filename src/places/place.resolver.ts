import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { type ListArgs, listOf } from '../query/list-args';
import { byName } from '../query/lookup';
import { type Connection, page } from '../query/page';
import type { Row } from '../store/store';
import { hydrate } from '../query/row';
import { PlaceFilter } from './place.filter';
import { PlaceOrder } from './place.order';
import { Place, PlaceKind } from './place.row';

const PlaceConnection = connectionOf('Place', () => Place);
const PlaceList = listOf('Place', 'places', PlaceFilter, PlaceOrder);
const CONTAINED = `UNWIND $ids AS wanted MATCH (p:Node {id: wanted})<-[:WITHIN]-(n:Place) WHERE $kinds IS NULL OR n.kind IN $kinds
RETURN p.id AS id, n{.*} AS row ORDER BY n.sort`;

/** The room to copy: row, filter, resolver; a question is one line of a row class or one method here. */
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

  @Query(() => PlaceConnection, { description: 'Places, as printed unless an order is asked for.' })
  places(@Args(() => PlaceList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Place>> {
    return page<Place>(context, { of: { label: 'Place' }, ...PlaceList.asked(args) }, args);
  }

  @FieldResolver(() => [Place], { description: 'Places directly inside it.' })
  async contains(
    @Root() root: Place,
    @Arg('kind', () => [PlaceKind], { nullable: true, description: 'Only these sorts of place.' }) kind: string[] | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Place[]> {
    const rows = await context.rowsOf(CONTAINED, root.id, { kinds: kind ?? null });
    return rows.map(({ row }) => hydrate<Place>(row as Row));
  }
}
