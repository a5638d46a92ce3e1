import { AROUND } from '../query/compiler';
import { defineFilter, enumFilter, type FilterDefinition, indexed, listFilter, many, names, one } from '../query/filters';
import { PlaceKind } from './place.row';

export const PlaceListFilter = listFilter('PlaceListFilter', () => PlaceFilter.input);

export const PlaceFilter: FilterDefinition = defineFilter('PlaceFilter', 'A condition on places; every field given must hold.', {
  name: names(),
  kind: indexed('kind', enumFilter('PlaceKindFilter', PlaceKind), 'What sort of place it is.'),
  within: one(() => PlaceFilter, (n, o) => `(${n})-[:WITHIN*1..]->(${o}:Place)`, 'A place around it, at any depth.', AROUND),
  boundedBy: many(() => PlaceListFilter, () => PlaceFilter, (n, o) => `(${n})<-[:BOUNDS_BLOCK]-(:Boundary)-[:BOUNDED_BY]->(${o}:Place)`, 'Places that bound it (四至).'),
  bounds: many(() => PlaceListFilter, () => PlaceFilter, (n, o) => `(${n})<-[:BOUNDED_BY]-(:Boundary)-[:BOUNDS_BLOCK]->(${o}:Place)`, 'Blocks that it bounds.'),
});
