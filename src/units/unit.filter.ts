import { PlaceFilter } from '../places/place.filter';
import { defineFilter, enumFilter, type FilterDefinition, indexed, listFilter, names, one } from '../query/filters';
import { UnitKind } from './unit.row';

export const UnitListFilter = listFilter('UnitListFilter', () => UnitFilter.input);

export const UnitFilter: FilterDefinition = defineFilter('UnitFilter', 'A condition on units; every field given must hold.', {
  name: names(),
  kind: indexed('kind', enumFilter('UnitKindFilter', UnitKind), 'What sort of body it is.'),
  jurisdiction: one(() => PlaceFilter, (n, o) => `(${n})-[:GOVERNS]->(${o}:Place)`, 'The place it governs or belongs to.'),
});
