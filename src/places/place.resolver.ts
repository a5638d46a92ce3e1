import { Resolver } from 'type-graphql';
import { connectionOf } from '../query/connection';
import { byName, type Finding, Finds } from '../query/found';
import { type ListArgs, listOf } from '../query/list-args';
import { RootList } from '../query/lists';
import type { PageQuestion } from '../query/page';
import { RelatedBy } from '../query/relation';
import { PlaceFilter } from './place.filter';
import { PlaceOrder } from './place.order';
import { Place, PlaceKind } from './place.row';

const PlaceConnection = connectionOf('Place', () => Place);
const PlaceList = listOf('Place', 'places', PlaceFilter, PlaceOrder);

/** The room to copy: row, filter, resolver; a question is one line of a row class or one method here. */
@Resolver(() => Place)
export class PlaceResolver {
  @Finds(() => Place, {
    name: { type: () => String, description: 'Any printed form of the name; width and spaces do not matter.' },
    kind: { type: () => PlaceKind, nullable: true, description: 'Only this sort of place.' },
  }, 'A place by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.')
  place({ name, kind }: { name: string; kind?: string | null }): Finding {
    return byName('Place', name, kind);
  }

  @RootList(() => PlaceConnection, () => PlaceList.Args, 'Places, as printed unless an order is asked for.')
  places(args: ListArgs): PageQuestion {
    return { of: { label: 'Place' }, ...PlaceList.asked(args) };
  }
}

RelatedBy(() => [Place], { kind: { type: () => [PlaceKind], nullable: true, description: 'Only these sorts of place.' } }, ({ kind }) => ({
  pattern: '(p)<-[:WITHIN]-(n:Place)', where: '$kinds IS NULL OR n.kind IN $kinds', params: { kinds: kind ?? null },
}), 'Places directly inside it.')(Place.prototype, 'contains');
