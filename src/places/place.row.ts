import { Float, Int, ObjectType } from 'type-graphql';
import { Entity } from '../provenance/entity.row';
import { Basis, Node, Proved } from '../provenance/node.row';
import { describedEnum } from '../query/enums';
import { End, Related, RelatedFacts } from '../query/relation';
import { Column, GraphRow, Optional } from '../query/row';

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
  @Column(() => PlaceKind, 'What sort of place it is.')
  kind!: keyof typeof PlaceKind;
  @Optional(() => String, 'GB/T 2260 code, for administrative divisions only.')
  adminCode!: string | null;
  @Optional(() => Float, 'Area in km²; 亩 are divided by 1,500. Null when none is printed.')
  areaKm2!: number | null;
  @Optional(() => String, 'The area as printed.')
  areaText!: string | null;
  @Related(() => [Place], { pattern: '(p)-[:WITHIN]->(n:Place)' }, 'Directly around it; `contains` is the opposite, direct too. The filter field `within` is transitive.')
  within!: Place[];
  @RelatedFacts(() => PlaceWithin, { pattern: '(p)-[w:WITHIN]->(n:Place)', facts: { basis: 'w.basis', reason: 'w.reason', evidence: 'w.evidence' } }, '`within` with how each is known.')
  withinFacts!: PlaceWithin[];
  @Related(() => [Boundary], { pattern: '(p)<-[:BOUNDS_BLOCK]-(n:Boundary)' }, '四至: set on blocks only.')
  boundaries!: Boundary[];
  @Related(() => [Boundary], { pattern: '(p)<-[:BOUNDED_BY]-(n:Boundary)' }, 'Boundaries of blocks that this place forms.')
  bounds!: Boundary[];
}

@ObjectType({ description: 'One containment and how it is known.' })
export class PlaceWithin {
  @End(() => Place, 'The place directly around.')
  place!: Place;
  @Column(() => Basis, 'How it is known.')
  basis!: Basis;
  @Optional(() => String, 'Why, when it is INFERRED.')
  reason!: string | null;
  @Proved('The words that say so, or those it rests on.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One printed boundary of a block (四至).' })
export class Boundary extends Node {
  @Related(() => Place, { pattern: '(p)-[:BOUNDS_BLOCK]->(n:Place)' }, 'The block it bounds.')
  block!: Place;
  @Column(() => Side, 'Which side.')
  side!: keyof typeof Side;
  @Column(() => Int, 'Printed order within its side, from 1.')
  position!: number;
  @Related(() => Place, { pattern: '(p)-[:BOUNDED_BY]->(n:Place)' }, 'Null when the words name no identifiable thing (规划道路).', { nullable: true })
  place!: Place | null;
  @Column(() => String, 'The words of the boundary.')
  text!: string;
  @Proved('Where it is printed.')
  evidence!: string[];
}
