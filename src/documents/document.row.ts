import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Person, PersonnelChange } from '../people/person.row';
import { Entity } from '../provenance/entity.row';
import { Node, Proved } from '../provenance/node.row';
import { describedEnum } from '../query/enums';
import { Related } from '../query/relation';
import { Column, GraphRow, Optional } from '../query/row';
import { GraphQLDay } from '../query/scalars';
import { Responsibility, Target, Task } from '../tasks/task.row';
import { Party, Unit } from '../units/unit.row';

export const DocumentKind = describedEnum('DocumentKind', 'What sort of document it is.', {
  LAW: 'A national law.', REGULATION: 'An administrative regulation.', NORMATIVE_DOCUMENT: '行政规范性文件', PLAN: 'A plan.', INTERPRETATION: '政策解读',
  PERSONNEL_NOTICE: '人事任免', CATALOGUE: 'A catalogue or list.', STANDARD: 'A technical standard.', NEWS_BRIEF: '政务简讯', OTHER: 'Anything else.',
});
export const CitationRole = describedEnum('CitationRole', 'What the cited document is to the citing one.', {
  LEGAL_BASIS: '根据, 为贯彻…要求, 制定依据', IMPLEMENTS: 'Carries out a named plan (为落实).', CONFORMS_TO: '按照, 遵照, 以…为总指导', BY_ANALOGY: '参照',
  INTERPRETS: 'Explains it (解读).', REFERENCE: 'Any other mention.', PLANNED_OUTPUT: 'A rule that is to be issued.',
});
export const DiscrepancyKind = describedEnum('DiscrepancyKind', 'What does not fit.', {
  CONTRADICTION: 'Two readings exclude each other.', SUSPECTED_MISPRINT: 'Very likely a misprint.', MISSING_TEXT: 'Words are lost.', DOUBTFUL_IDENTITY: 'It is not certain whether two names mean one thing.',
});

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'One issue of the gazette.' })
export class GazetteIssue extends Entity {
  @Column(() => Int, 'Year of the issue.')
  year!: number;
  @Column(() => Int, 'Number within the year, from 1.')
  number!: number;
  @Optional(() => Int, '总第…期; null when not printed.')
  serial!: number | null;
  @Optional(() => GraphQLDay, '出版日期; null when not printed.')
  publishedOn!: string | null;
  @Related(() => Unit, { pattern: '(p)-[:PUBLISHER]->(n:Unit)' }, '主办; null when not printed.', { nullable: true })
  publisher!: Unit | null;
  @Related(() => Unit, { pattern: '(p)-[:COMPILER]->(n:Unit)' }, '承编; null when not printed.', { nullable: true })
  compiler!: Unit | null;
  @Related(() => Unit, { pattern: '(p)-[:PRINTER]->(n:Unit)' }, '印刷; null when not printed.', { nullable: true })
  printer!: Unit | null;
}

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'A document that is published in a loaded gazette, or cited by one that is.' })
export class Document extends Entity {
  @Column(() => String, 'The heading above the text, or the fullest cited form.')
  title!: string;
  @Optional(() => String, '发文字号 with 〔〕. Null when none is printed: that is “unknown”, not “has none”.')
  docNumber!: string | null;
  @Column(() => DocumentKind, 'What sort of document it is.')
  kind!: keyof typeof DocumentKind;
  @Column(() => Boolean, 'True when the text is published in a loaded gazette, false when it is only cited.')
  held!: boolean;
  @Related(() => [Party], { pattern: '(p)-[r:ISSUED_BY]->(n)', order: 'r.position' }, 'Who issued it, in printed order; empty when not printed.')
  issuers!: Party[];
  @Related(() => [Party], { pattern: '(p)-[r:APPROVED_BY]->(n)', order: 'r.position' }, '经…同意: who consented before it was issued.')
  approvedBy!: Party[];
  @Related(() => [Party], { pattern: '(p)-[r:ADDRESSED_TO]->(n)', order: 'r.position' }, 'To whom it is addressed, in printed order.')
  addressees!: Party[];
  @Related(() => [Person], { pattern: '(p)-[r:CONTACT]->(n:Person)', order: 'r.position' }, 'People printed as contact or interpreter (解读人).')
  contacts!: Person[];
  @Optional(() => GraphQLDay, 'The day printed under it; null when none is.')
  signedOn!: string | null;
  @Optional(() => String, 'When no day is printed, e.g. 2020-01 for a list headed 1月份.')
  signedEdtf!: string | null;
  @Related(() => [Document], { pattern: "(p)<-[:CITING]-(:Citation {role: 'INTERPRETS'})-[:CITED]->(n:Document)", distinct: true }, 'Documents that this one explains (解读).')
  interprets!: Document[];
  @Related(() => [Document], { pattern: "(p)<-[:CITED]-(:Citation {role: 'INTERPRETS'})-[:CITING]->(n:Document)", distinct: true }, 'Documents that explain this one (解读).')
  interpretedBy!: Document[];
  @Related(() => GazetteIssue, { pattern: '(p)-[:PUBLISHED_IN]->(n:GazetteIssue)' }, 'The issue that prints it; null when it is only cited.', { nullable: true })
  publishedIn!: GazetteIssue | null;
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One clause or paragraph of a document.' })
export class Provision extends Node {
  @Column(() => String, 'Stable address inside the document, e.g. 二.（三）.2; an unnumbered paragraph has the path of its parent and ¶n.')
  path!: string;
  @Optional(() => String, 'Its printed heading; null when it has none.')
  heading!: string | null;
  @Column(() => String, 'What it provides, in our own words, every figure kept. Its printed words are in `evidence`.')
  summary!: string;
  @Related(() => [Target], { pattern: '(p)<-[:TARGET_OF]-(n:Target)' }, 'Figures and goals it sets.')
  targets!: Target[];
  @Related(() => Document, { pattern: '(p)-[:PROVISION_OF]->(n:Document)' }, 'The document it stands in.')
  document!: Document;
  @Related(() => [Responsibility], { pattern: '(p)<-[:LAID_DOWN_IN]-(:Task)<-[:DUTY_FOR]-(n:Responsibility)', where: "n.view <> 'EXPANDED'" }, 'Duties that it lays down, groups unexpanded.')
  responsibilities!: Responsibility[];
  @Proved('Where it is printed.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One mention of a document by another, with the role that its words give it.' })
export class Citation extends Node {
  @Related(() => Document, { pattern: '(p)-[:CITING]->(n:Document|Past)' }, 'The document that cites.')
  citing!: Document;
  @Related(() => Provision, { pattern: '(p)-[:IN_PROVISION]->(n:Provision)' }, 'The clause it stands in; null when it stands in none.', { nullable: true })
  provision!: Provision | null;
  @Related(() => Task, { pattern: '(p)-[:IN_TASK]->(n:Task)' }, 'Set when the words stand in a row of a task table.', { nullable: true })
  task!: Task | null;
  @Related(() => Document, { pattern: '(p)-[:CITED]->(n:Document|Past)' }, 'The document that is cited.')
  cited!: Document;
  @Column(() => CitationRole, 'What the cited document is to the citing one.')
  role!: keyof typeof CitationRole;
  @Optional(() => String, 'The words that decide the role: 根据, 按照, 参照, 制定依据 …')
  trigger!: string | null;
  @Optional(() => String, 'The title as this mention prints it; null when it prints none.')
  quotedTitle!: string | null;
  @Optional(() => String, 'The 文号 as this mention prints it; null when it prints none.')
  quotedNumber!: string | null;
  @Proved('Where it is printed.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'Where the source disagrees with itself, or very likely misprints: every reading is kept, none is corrected.' })
export class Discrepancy extends Node {
  @Column(() => DiscrepancyKind, 'What sort of doubt it is.')
  kind!: keyof typeof DiscrepancyKind;
  @Column(() => String, 'What does not fit, and what we do about it.')
  note!: string;
  @Related(() => [Node], { pattern: '(p)-[:ABOUT]->(n)' }, 'What it is about.')
  about!: Node[];
  @Proved('One for each reading.')
  evidence!: string[];
}

@ObjectType({ description: 'What is loaded, and when.', simpleResolvers: true })
export class GraphInfo {
  @Field(() => String, { description: 'Changes exactly when the content changes.' })
  version!: string;
  @Field(() => GraphQLDateTime, { description: 'When this version was loaded.' })
  loadedAt!: Date;
  @Field(() => Int, { description: 'Nodes in the graph, bookkeeping left out.' })
  nodeCount!: number;
  @Field(() => Int, { description: 'Relationships in the graph, bookkeeping left out.' })
  relationshipCount!: number;
}

// Back links of lower rooms.
Related(() => Document, { pattern: '(p)-[:TASK_OF]->(n:Document)' }, 'The document that lays it down.')(Task.prototype, 'document');
Related(() => Provision, { pattern: '(p)-[:LAID_DOWN_IN]->(n:Provision)' }, 'The clause that lays it down, for duties outside the tables; null for rows of a table.', { nullable: true })(Task.prototype, 'provision');
Related(() => Provision, { pattern: '(p)-[:TARGET_OF]->(n:Provision)' }, 'The provision it belongs to; null for a task’s.', { nullable: true })(Target.prototype, 'provision');
Related(() => Document, { pattern: '(p)-[:ORDERED_BY]->(n:Document)' }, 'The list that prints it.')(PersonnelChange.prototype, 'document');
