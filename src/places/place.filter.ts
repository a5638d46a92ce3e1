import { compileFilter } from '../query/compiler';
import { defineFilter, enumFilter, exists, type FilterDefinition, listFilter, names, one, scalar } from '../query/filters';
import { PlaceKind } from './place.row';

export const PlaceKindFilter = enumFilter('PlaceKindFilter', PlaceKind);
export const PlaceListFilter = listFilter('PlaceListFilter', () => PlaceFilter.input);

const bounding = (from: (n: string, b: string) => string, to: (b: string, o: string) => string, description: string) => ({
  type: () => PlaceListFilter, description,
  compile: (compiler: import('../query/compiler').Compiler, node: string, value: Record<string, unknown>, path: string): string =>
    Object.entries(value).filter(([, given]) => given !== undefined).map(([quantifier, given]) => {
      const found = exists(compiler, node, (a, b) => {
        const boundary = compiler.variable();
        return `${from(a, boundary)} MATCH ${to(boundary, b)}`;
      }, (other) => compileFilter(PlaceFilter.table, compiler, other, given as Record<string, unknown>, `${path}.${quantifier}`));
      return quantifier === 'none' ? `NOT ${found}` : found;
    }).join(' AND ') || 'true',
});

export const PlaceFilter: FilterDefinition = defineFilter('PlaceFilter', 'A condition on places; every field given must hold.', {
  name: names(),
  kind: scalar('kind', PlaceKindFilter, 'What sort of place it is.'),
  within: one(() => PlaceFilter, (n, o) => `(${n})-[:WITHIN*1..]->(${o}:Place)`, 'A place around it, at any depth.'),
  boundedBy: bounding((n, b) => `(${n})<-[:BOUNDS_BLOCK]-(${b}:Boundary)`, (b, o) => `(${b})-[:BOUNDED_BY]->(${o}:Place)`, 'Places that bound it (四至).'),
  bounds: bounding((n, b) => `(${n})<-[:BOUNDED_BY]-(${b}:Boundary)`, (b, o) => `(${b})-[:BOUNDS_BLOCK]->(${o}:Place)`, 'Blocks that it bounds.'),
});
