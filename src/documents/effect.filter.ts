import { BooleanFilter, DateFilter, defineFilter, enumFilter, type FilterDefinition, listFilter, many, one, scalar } from '../query/filters';
import { BasisFilter } from '../provenance/basis.filter';
import { compare } from '../query/compiler';
import { DocumentFilter } from './document.filter';
import { EffectType } from './effect.row';

const LegalEffectListFilter = listFilter('LegalEffectListFilter', () => LegalEffectFilter.input);

export const LegalEffectFilter: FilterDefinition = defineFilter('LegalEffectFilter', 'A condition on what happens to a document’s force; every field given must hold.', {
  type: scalar('type', enumFilter('EffectTypeFilter', EffectType), 'What happens.'),
  basis: scalar('basis', BasisFilter, 'How it is known.'),
  effectiveFrom: scalar('effectiveFrom', DateFilter, 'The day; the last day in force for TERM_ENDS.'),
  affecting: one(() => DocumentFilter, (n, o) => `(${n})-[:CAUSED_BY]->(${o}:Document)`, 'The document that causes it.'),
  withdrawn: {
    type: () => BooleanFilter, description: 'Whether the record was withdrawn as wrong.',
    compile: (compiler, node, value, path) => compare(compiler, `(${node}.withdrawnOn IS NOT NULL)`, value, path),
  },
});

DocumentFilter.extend('effects', many(() => LegalEffectListFilter, () => LegalEffectFilter, (n, o) => `(${n})<-[:AFFECTS]-(${o}:LegalEffect)`, 'What happened or happens to its force.'));
