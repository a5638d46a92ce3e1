import { indexedProperty, number, orderOf, property, related } from '../query/order';

export const DocumentOrder = orderOf('Document', 'documents', {
  SIGNED_ON: indexedProperty('signedOn', 'The day printed under it.'),
  DOC_NUMBER: property('docNumberSort', 'Agency, year, then number as a number.'),
  TITLE: indexedProperty('nameSort', 'Title, by pinyin.'),
  CITATIONS: number('(n)<-[:CITING]-(counted:Citation)', 'Number of mentions that it makes.'),
  CITED_BY: number('(n)<-[:CITED]-(counted:Citation)', 'Number of mentions of it.'),
  TASKS: number('(n)<-[:TASK_OF]-(counted:Task)', 'Number of tasks that it lays down.'),
});

export const ProvisionOrder = orderOf('Provision', 'clauses', {
  CITATIONS: number('(n)<-[:IN_PROVISION]-(counted:Citation)', 'Number of mentions that it makes.'),
  RESPONSIBILITIES: number('(n)<-[:LAID_DOWN_IN]-(:Task)<-[:DUTY_FOR]-(counted:Responsibility) WHERE counted.view IN $views', 'Number of duties that it lays down, groups unexpanded.'),
});

export const CitationOrder = orderOf('Citation', 'citations', {
  CITING_TITLE: related('(n)-[:CITING]->(citing:Document)', 'citing.nameSort', 'Title of the document that cites, by pinyin.'),
  CITED_TITLE: related('(n)-[:CITED]->(cited:Document)', 'cited.nameSort', 'Title of the document that is cited, by pinyin.'),
  CITED_SIGNED_ON: related('(n)-[:CITED]->(cited:Document)', 'cited.signedOn', 'The day printed under the document that is cited.'),
});

export const DiscrepancyOrder = orderOf('Discrepancy', 'doubts', {
  KIND: property('kind', 'What sort of doubt it is, by the name of the sort.'),
  ABOUT: number('(n)-[:ABOUT]->(counted)', 'Number of things that it is about.'),
});
