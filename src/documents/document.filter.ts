import { BooleanFilter, DateFilter, defineFilter, enumFilter, type FilterDefinition, folded, indexed, IntFilter, listFilter, many, names, one, scalar } from '../query/filters';
import { PersonnelChangeFilter } from '../people/person.filter';
import { TaskFilter } from '../tasks/task.filter';
import { UnitFilter, UnitListFilter } from '../units/unit.filter';
import { CitationRole, DocumentKind } from './document.row';

export const CitationListFilter = listFilter('CitationListFilter', () => CitationFilter.input);

export const GazetteIssueFilter: FilterDefinition = defineFilter('GazetteIssueFilter', 'A condition on issues of the gazette.', {
  year: scalar('year', IntFilter, 'Year of the issue.'),
  number: scalar('number', IntFilter, 'Number within the year.'),
  publishedOn: scalar('publishedOn', DateFilter, 'Day of publication.'),
});

export const DocumentFilter: FilterDefinition = defineFilter('DocumentFilter', 'A condition on documents; every field given must hold.', {
  title: names('Title or any alias; width and spaces do not matter.'),
  docNumber: folded('docNumberFolded', '发文字号 in any bracket form.'),
  kind: indexed('kind', enumFilter('DocumentKindFilter', DocumentKind), 'What sort of document it is.'),
  held: scalar('held', BooleanFilter, 'Whether its text is published in a loaded gazette.'),
  signedOn: indexed('signedOn', DateFilter, 'The day printed under it.'),
  issuers: many(() => UnitListFilter, () => UnitFilter, (n, o) => `(${n})-[:ISSUED_BY]->(${o}:Unit)`, 'Units that issued it.'),
  citations: many(() => CitationListFilter, () => CitationFilter, (n, o) => `(${n})<-[:CITING]-(${o}:Citation)`, 'Mentions it makes.'),
  citedBy: many(() => CitationListFilter, () => CitationFilter, (n, o) => `(${n})<-[:CITED]-(${o}:Citation)`, 'Mentions of it.'),
  publishedIn: one(() => GazetteIssueFilter, (n, o) => `(${n})-[:PUBLISHED_IN]->(${o}:GazetteIssue)`, 'The issue that prints it.'),
});

export const CitationFilter: FilterDefinition = defineFilter('CitationFilter', 'A condition on citations; every field given must hold.', {
  role: scalar('role', enumFilter('CitationRoleFilter', CitationRole), 'What the cited document is to the citing one.'),
  citing: one(() => DocumentFilter, (n, o) => `(${n})-[:CITING]->(${o}:Document)`, 'The document that cites.'),
  cited: one(() => DocumentFilter, (n, o) => `(${n})-[:CITED]->(${o}:Document)`, 'The document that is cited.'),
  quotedNumber: folded('quotedNumberFolded', 'The 文号 as printed in the mention, in any bracket form.'),
});

TaskFilter.extend('document', one(() => DocumentFilter, (n, o) => `(${n})-[:TASK_OF]->(${o}:Document)`, 'The document that lays it down.'));
PersonnelChangeFilter.extend('document', one(() => DocumentFilter, (n, o) => `(${n})-[:ORDERED_BY]->(${o}:Document)`, 'The list that prints it.'));
