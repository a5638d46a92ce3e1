import { Ctx, Field, Int, ObjectType, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { GraphQLDay } from '../query/scalars';
import { Entity, type WithEvidence } from '../provenance/entity.row';
import { Evidence, Node, readEvidence } from '../provenance/node.row';
import { related, relatedOne, RequestContext } from '../query/context';
import { describedEnum } from '../query/enums';
import { GraphRow } from '../query/row';
import { Target, Task, Responsibility } from '../tasks/task.row';
import { Party, Unit, UnitGroup } from '../units/unit.row';

export const DocumentKind = describedEnum('DocumentKind', 'What sort of document it is.', {
  LAW: 'A national law.', REGULATION: 'An administrative regulation.', NORMATIVE_DOCUMENT: '行政规范性文件', PLAN: 'A plan.', INTERPRETATION: '政策解读',
  PERSONNEL_NOTICE: '人事任免', CATALOGUE: 'A catalogue or list.', STANDARD: 'A technical standard.', NEWS_BRIEF: '政务简讯', OTHER: 'Anything else.',
});
export const CitationRole = describedEnum('CitationRole', 'What the cited document is to the citing one.', {
  LEGAL_BASIS: '根据, 为贯彻…要求, 制定依据', IMPLEMENTS: '为落实 a named plan.', CONFORMS_TO: '按照, 遵照, 以…为总指导', BY_ANALOGY: '参照',
  INTERPRETS: '解读 of.', REFERENCE: 'Any other mention.', PLANNED_OUTPUT: 'A rule that is to be issued.',
});
export const DiscrepancyKind = describedEnum('DiscrepancyKind', 'What does not fit.', {
  CONTRADICTION: 'Two readings exclude each other.', SUSPECTED_MISPRINT: 'Very likely a misprint.', MISSING_TEXT: 'Words are lost.', DOUBTFUL_IDENTITY: 'It is not certain that two names mean one thing.',
});

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'One issue of the gazette.' })
export class GazetteIssue extends Entity {
  @Field(() => Int, { description: 'Year of the issue.', simple: true })
  year!: number;
  @Field(() => Int, { description: 'Number within the year, from 1.', simple: true })
  number!: number;
  @Field(() => Int, { nullable: true, description: '总第…期; null when not printed.', simple: true })
  serial!: number | null;
  @Field(() => GraphQLDay, { nullable: true, description: '出版日期; null when not printed.', simple: true })
  publishedOn!: string | null;
  @Field(() => Unit, { nullable: true, description: '主办' })
  publisher(@Root() root: GazetteIssue, @Ctx() context: RequestContext): Promise<Unit | null> { return relatedOne<Unit>(context, root, '(p)-[:PUBLISHER]->(n:Unit)'); }
  @Field(() => Unit, { nullable: true, description: '承编' })
  compiler(@Root() root: GazetteIssue, @Ctx() context: RequestContext): Promise<Unit | null> { return relatedOne<Unit>(context, root, '(p)-[:COMPILER]->(n:Unit)'); }
  @Field(() => Unit, { nullable: true, description: '印刷' })
  printer(@Root() root: GazetteIssue, @Ctx() context: RequestContext): Promise<Unit | null> { return relatedOne<Unit>(context, root, '(p)-[:PRINTER]->(n:Unit)'); }
}

@GraphRow()
@ObjectType({ implements: [Node, Entity], description: 'A document that is published in a loaded gazette, or cited by one that is.' })
export class Document extends Entity {
  @Field(() => String, { description: 'The heading above the text, or the fullest cited form.', simple: true })
  title!: string;
  @Field(() => String, { nullable: true, description: '发文字号 with 〔〕. Null when none is printed: that is “unknown”, not “has none”.', simple: true })
  docNumber!: string | null;
  @Field(() => DocumentKind, { description: 'What sort of document it is.', simple: true })
  kind!: keyof typeof DocumentKind;
  @Field(() => Boolean, { description: 'True when the text is published in a loaded gazette, false when it is only cited.', simple: true })
  held!: boolean;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day printed under it; null when none is.', simple: true })
  signedOn!: string | null;
  @Field(() => String, { nullable: true, description: 'When no day is printed, e.g. 2020-01 for a list headed 1月份.', simple: true })
  signedEdtf!: string | null;
  @Field(() => [Party], { description: 'Who issued it, in printed order.' })
  issuers(@Root() root: Document, @Ctx() context: RequestContext): Promise<(Unit | UnitGroup)[]> { return related(context, root, '(p)-[r:ISSUED_BY]->(n)', { order: 'r.position' }); }
  @Field(() => [Party], { description: '经…同意: who consented before it was issued.' })
  approvedBy(@Root() root: Document, @Ctx() context: RequestContext): Promise<(Unit | UnitGroup)[]> { return related(context, root, '(p)-[:APPROVED_BY]->(n)'); }
  @Field(() => [Party], { description: 'To whom it is addressed, in printed order.' })
  addressees(@Root() root: Document, @Ctx() context: RequestContext): Promise<(Unit | UnitGroup)[]> { return related(context, root, '(p)-[r:ADDRESSED_TO]->(n)', { order: 'r.position' }); }
  @Field(() => GazetteIssue, { nullable: true, description: 'The issue that prints it; null when it is only cited.' })
  publishedIn(@Root() root: Document, @Ctx() context: RequestContext): Promise<GazetteIssue | null> { return relatedOne<GazetteIssue>(context, root, '(p)-[:PUBLISHED_IN]->(n:GazetteIssue)'); }
  @Field(() => [Document], { description: 'Documents that this one explains (解读).' })
  interprets(@Root() root: Document, @Ctx() context: RequestContext): Promise<Document[]> { return related<Document>(context, root, "(p)<-[:CITING]-(:Citation {role: 'INTERPRETS'})-[:CITED]->(n:Document)"); }
  @Field(() => [Document], { description: 'Documents that explain this one (解读).' })
  interpretedBy(@Root() root: Document, @Ctx() context: RequestContext): Promise<Document[]> { return related<Document>(context, root, "(p)<-[:CITED]-(:Citation {role: 'INTERPRETS'})-[:CITING]->(n:Document)"); }
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One clause or paragraph of a document.' })
export class Provision extends Node {
  @Field(() => String, { description: 'Stable address inside the document, e.g. 二.（三）.2', simple: true })
  path!: string;
  @Field(() => String, { nullable: true, description: 'Its printed heading; null when it has none.', simple: true })
  heading!: string | null;
  @Field(() => String, { description: 'What it provides, in our own words, every figure kept. Its printed words are in `evidence`.', simple: true })
  summary!: string;
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
  @Field(() => Document, { description: 'The document it stands in.' })
  document(@Root() root: Provision, @Ctx() context: RequestContext): Promise<Document | null> { return relatedOne<Document>(context, root, '(p)-[:PROVISION_OF]->(n:Document)'); }
  @Field(() => [Target], { description: 'Figures and goals it sets.' })
  targets(@Root() root: Provision, @Ctx() context: RequestContext): Promise<Target[]> { return related<Target>(context, root, '(p)<-[:TARGET_OF]-(n:Target)'); }
  @Field(() => [Responsibility], { description: 'Duties that it lays down.' })
  responsibilities(@Root() root: Provision, @Ctx() context: RequestContext): Promise<Responsibility[]> {
    return related<Responsibility>(context, root, '(p)<-[:LAID_DOWN_IN]-(:Task)<-[:DUTY_FOR]-(n:Responsibility)', { where: "n.view <> 'EXPANDED'" });
  }
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One mention of a document by another, with the role that its words give it.' })
export class Citation extends Node {
  @Field(() => CitationRole, { description: 'What the cited document is to the citing one.', simple: true })
  role!: keyof typeof CitationRole;
  @Field(() => String, { nullable: true, description: 'The words that decide the role: 根据, 按照, 参照 …', simple: true })
  trigger!: string | null;
  @Field(() => String, { nullable: true, description: 'The title as this mention prints it.', simple: true })
  quotedTitle!: string | null;
  @Field(() => String, { nullable: true, description: 'The 文号 as this mention prints it; null when it prints none.', simple: true })
  quotedNumber!: string | null;
  @Field(() => [Evidence], { name: 'evidence', description: 'Where it is printed.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
  @Field(() => Document, { description: 'The document that cites.' })
  citing(@Root() root: Citation, @Ctx() context: RequestContext): Promise<Document | null> { return relatedOne<Document>(context, root, '(p)-[:CITING]->(n:Document)'); }
  @Field(() => Document, { description: 'The document that is cited.' })
  cited(@Root() root: Citation, @Ctx() context: RequestContext): Promise<Document | null> { return relatedOne<Document>(context, root, '(p)-[:CITED]->(n:Document)'); }
  @Field(() => Provision, { nullable: true, description: 'The clause it stands in, when it stands in one.' })
  provision(@Root() root: Citation, @Ctx() context: RequestContext): Promise<Provision | null> { return relatedOne<Provision>(context, root, '(p)-[:IN_PROVISION]->(n:Provision)'); }
  @Field(() => Task, { nullable: true, description: 'Set when the words stand in a row of a task table.' })
  task(@Root() root: Citation, @Ctx() context: RequestContext): Promise<Task | null> { return relatedOne<Task>(context, root, '(p)-[:IN_TASK]->(n:Task)'); }
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'Where the source disagrees with itself, or very likely misprints: every reading is kept, none is corrected.' })
export class Discrepancy extends Node {
  @Field(() => DiscrepancyKind, { description: 'What sort of doubt it is.', simple: true })
  kind!: keyof typeof DiscrepancyKind;
  @Field(() => String, { description: 'What does not fit, and what we do about it.', simple: true })
  note!: string;
  @Field(() => [Node], { description: 'What it is about.' })
  about(@Root() root: Discrepancy, @Ctx() context: RequestContext): Promise<Node[]> { return related<Node>(context, root, '(p)-[:ABOUT]->(n)'); }
  @Field(() => [Evidence], { name: 'evidence', description: 'One for each reading.' })
  evidenceOf(@Root() root: WithEvidence): Evidence[] { return readEvidence(root.evidence); }
}

@ObjectType({ description: 'What is loaded, and when.', simpleResolvers: true })
export class GraphInfo {
  @Field(() => String, { description: 'Changes exactly when the content changes.' })
  version!: string;
  @Field(() => GraphQLDateTime, { description: 'When this version was loaded.' })
  loadedAt!: Date;
  @Field(() => Int, { description: 'Nodes in the graph, bookkeeping left out.' })
  nodeCount!: number;
  @Field(() => Int, { description: 'Relationships in the graph.' })
  relationshipCount!: number;
}
