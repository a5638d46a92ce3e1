import { BooleanFilter, DateFilter, defineFilter, enumFilter, type FilterDefinition, folded, indexed, IntFilter, listFilter, many, names, one, scalar, StringFilter } from '../query/filters';
import { PersonnelChangeFilter } from '../people/person.filter';
import { ResponsibilityFilter, ResponsibilityListFilter, TaskFilter } from '../tasks/task.filter';
import { UnitFilter, UnitListFilter } from '../units/unit.filter';
import { CitationRole, DiscrepancyKind, DocumentKind } from './document.row';

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

export const ProvisionFilter: FilterDefinition = defineFilter('ProvisionFilter', 'A condition on clauses; every field given must hold.', {
  path: scalar('path', StringFilter, 'Address inside the document, as `path` gives it.'),
  heading: scalar('heading', StringFilter, 'Its printed heading.'),
  summary: scalar('summary', StringFilter, 'What it provides, in our words.'),
  citations: many(() => CitationListFilter, () => CitationFilter, (n, o) => `(${n})<-[:IN_PROVISION]-(${o}:Citation)`, 'Mentions it makes.'),
  responsibilities: many(() => ResponsibilityListFilter, () => ResponsibilityFilter, (n, o) => `(${n})<-[:LAID_DOWN_IN]-(:Task)<-[:DUTY_FOR]-(${o}:Responsibility)`, 'Duties that it lays down.', (_compiler, other) => `${other}.view IN $views`),
});

export const DiscrepancyFilter: FilterDefinition = defineFilter('DiscrepancyFilter', 'A condition on doubts about the source; every field given must hold.', {
  kind: scalar('kind', enumFilter('DiscrepancyKindFilter', DiscrepancyKind), 'What sort of doubt it is.'),
  note: scalar('note', StringFilter, 'What does not fit, and what we do about it.'),
});

TaskFilter.extend('document', one(() => DocumentFilter, (n, o) => `(${n})-[:TASK_OF]->(${o}:Document)`, 'The document that lays it down.'));
PersonnelChangeFilter.extend('document', one(() => DocumentFilter, (n, o) => `(${n})-[:ORDERED_BY]->(${o}:Document)`, 'The list that prints it.'));
