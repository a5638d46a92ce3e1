import { Ctx, Field, Float, Int, ObjectType, Root } from 'type-graphql';
import { describedEnum } from '../query/enums';
import { related, relatedOne, RequestContext } from '../query/context';
import { GraphRow } from '../query/row';
import { Entity, type WithEvidence } from '../provenance/entity.row';
import { Basis, Evidence, Node, readEvidence } from '../provenance/node.row';

export const PlaceKind = describedEnum('PlaceKind', 'What sort of place it is.', {
  PROVINCE: 'A province.', CITY: '温州市 and its rank.', DISTRICT: 'Every county-level unit (区, 市, 县).', TOWNSHIP: 'A town, township or subdistrict.',
  VILLAGE: 'A village or community.', ZONE: 'A development zone or park with a committee of its own.', BLOCK: 'A 重点建设区块 with boundaries.',
  ROAD: 'A road, or a segment of one.', RAILWAY: 'A railway or metro line.', WATER: 'A river, lake or sea.', MOUNTAIN: 'A mountain or range.',
  SITE: 'A building, station, campus, park or plot.', OTHER: 'Anything else with a name.',
});
export const Side = describedEnum('Side', 'A side of a block (四至).', { EAST: '东', SOUTH: '南', WEST: '西', NORTH: '北' });

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'A place: a division, zone, block, road, railway, water, mountain or site.' })
export class Place extends Entity {
  @Field(() => PlaceKind, { description: 'What sort of place it is.', simple: true })
  kind!: keyof typeof PlaceKind;
  @Field(() => String, { nullable: true, description: 'GB/T 2260 code, for administrative divisions only.', simple: true })
  adminCode!: string | null;
  @Field(() => Float, { nullable: true, description: 'Area in km²; 亩 are divided by 1,500. Null when none is printed.', simple: true })
  areaKm2!: number | null;
  @Field(() => String, { nullable: true, description: 'The area as printed.', simple: true })
  areaText!: string | null;
}

@ObjectType({ description: 'One containment and how it is known.' })
export class PlaceWithin {
  node!: Place;
  @Field(() => Place, { description: 'The place directly around.' })
  place(@Root() root: PlaceWithin): Place { return root.node; }
  @Field(() => Basis, { description: 'How it is known.' })
  basis!: Basis;
  @Field(() => String, { nullable: true, description: 'Why, when it is INFERRED.' })
  reason!: string | null;
  evidence!: string[];
  @Field(() => [Evidence], { name: 'evidence', description: 'The words that say so, or those it rests on.' })
  evidenceOf(@Root() root: PlaceWithin): Evidence[] { return readEvidence(root.evidence); }
}

@GraphRow()
@ObjectType({ description: 'One printed boundary of a block (四至).' })
export class Boundary {
  id!: string;
  @Field(() => Side, { description: 'Which side.', simple: true })
  side!: keyof typeof Side;
  @Field(() => Int, { description: 'Printed order within its side, from 1.', simple: true })
  position!: number;
  @Field(() => String, { description: 'The words of the boundary.', simple: true })
  text!: string;
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
  @Field(() => Place, { description: 'The block it bounds.' })
  async block(@Root() root: Boundary, @Ctx() context: RequestContext): Promise<Place | null> {
    return relatedOne<Place>(context, root, '(p)-[:BOUNDS_BLOCK]->(n:Place)');
  }
  @Field(() => Place, { nullable: true, description: 'Null when the words name no identifiable thing (规划道路).' })
  place(@Root() root: Boundary, @Ctx() context: RequestContext): Promise<Place | null> {
    return relatedOne<Place>(context, root, '(p)-[:BOUNDED_BY]->(n:Place)');
  }
}

export const boundariesOf = (context: RequestContext, place: Place): Promise<Boundary[]> =>
  related<Boundary>(context, place, '(p)<-[:BOUNDS_BLOCK]-(n:Boundary)');
