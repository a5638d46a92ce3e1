import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { CitationConnection, CitationList, DiscrepancyConnection, DiscrepancyList, DocumentConnection } from '../documents/document.resolver';
import { CitationRole, Document } from '../documents/document.row';
import { dayOf } from '../documents/effect.resolver';
import { DocumentStatus, StatusValue } from '../documents/effect.row';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { pageOfList } from '../query/list';
import type { ListArgs } from '../query/list-args';
import { RootList } from '../query/lists';
import { type Connection, PageArgs, type PageQuestion } from '../query/page';
import { checkRange } from '../query/range';
import { GraphQLDay } from '../query/scalars';
import { question } from '../store/cypher';
import { ChangedParty, DependencyFinding, LostBasis } from './audit.row';
import { type Question, type Reach, restedOnBy, restingOn } from './dependence';
import { type Force, forceOfAllDocuments, NOW } from './force-on-a-day';

const BASES_OF_SIGNED_DOCUMENTS = question('audit/bases-of-signed-documents');
const CHANGED_UNITS = question('audit/changed-units');

const DependencyFindingConnection = connectionOf('DependencyFinding', () => DependencyFinding);
const LostBasisConnection = connectionOf('LostBasis', () => LostBasis);

const ENDED = [StatusValue.REPEALED, StatusValue.DECLARED_LAPSED, StatusValue.EXPIRED_BY_TERM, StatusValue.PURPOSE_FULFILLED];
const RESTING = [CitationRole.LEGAL_BASIS, CitationRole.IMPLEMENTS, CitationRole.CONFORMS_TO, CitationRole.BY_ANALOGY];
const HOLDING: string[] = [StatusValue.IN_FORCE, StatusValue.AMENDED];
const MAX_DEPTH = 20;

@ArgsType()
class DependenceArgs {
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which statuses are looked at; today in Asia/Shanghai when left out.' })
  asOf?: string;
  @Field(() => [CitationRole], { nullable: true, defaultValue: RESTING, description: 'The roles of citation that make one document rest on another.' })
  roles!: (keyof typeof CitationRole)[];
  @Field(() => Int, { nullable: true, defaultValue: 6, description: 'Longest chain that is followed, 1–20.' })
  maxDepth!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Answer from what was recorded at this time, so that an old report can be made again; from what is recorded now when left out.' })
  recordedAsOf?: Date;
  @Field(() => Int, { nullable: true, description: 'The first N, 1–100; 20 when left out.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string;
}

@ArgsType()
class DependencyAuditArgs extends DependenceArgs {
  @Field(() => [StatusValue], { nullable: true, defaultValue: ENDED, description: 'Statuses of a root cause.' })
  statuses!: (keyof typeof StatusValue)[];
}

function checked(args: DependenceArgs): Question & { day: string } {
  const maxDepth = args.maxDepth ?? 6;
  checkRange('maxDepth', maxDepth, 1, MAX_DEPTH);
  return { roles: args.roles ?? RESTING, maxDepth, at: args.recordedAsOf?.toISOString() ?? NOW, day: dayOf(args.asOf) };
}

/** Nearest first, then as printed. */
function findings({ pairs, chainOf }: Reach, force: Force, day: string, args: DependenceArgs): Connection<DependencyFinding> {
  const sorted = pairs.map((pair) => ({ pair, order: [String(pair.depth).padStart(2, '0'), force.sortOf(pair.document), force.sortOf(pair.root)].join(' ') })).sort((a, b) => (a.order < b.order ? -1 : 1));
  return pageOfList(sorted.map(({ pair }) => ({
    key: `${pair.document} ${pair.root}`,
    node: Object.assign(new DependencyFinding(), {
      documentId: pair.document, rootId: pair.root, depth: pair.depth, chainIds: () => chainOf(pair), status: Object.assign(new DocumentStatus(), force.on(pair.root, day)),
    }),
  })), args);
}

@ArgsType()
class DivergenceListArgs extends DiscrepancyList.Args {
  @Field(() => ID, { nullable: true, description: 'Only those of the interpretation with this global id.' })
  interpretation?: string;
}

@Resolver(() => Document)
export class AuditResolver {
  @Query(() => DependencyFindingConnection, { complexity: 500, description: 'Documents that rest, directly or through others, on documents whose status on that day is one of `statuses`. One finding per document and root cause, with its shortest chain. Nearest first.' })
  async dependencyAudit(@Args(() => DependencyAuditArgs) args: DependencyAuditArgs, @Ctx() context: RequestContext): Promise<Connection<DependencyFinding>> {
    const { day, ...question } = checked(args);
    const force = await forceOfAllDocuments(context, question.at);
    const statuses: string[] = args.statuses ?? ENDED;
    const roots = force.ids.filter((id) => statuses.includes(force.on(id, day).value));
    return findings(await restingOn(context, roots, question), force, day, args);
  }

  @FieldResolver(() => DependencyFindingConnection, { description: 'Everything this document rests on, directly or through others, with its status on the day. Nearest first.' })
  async dependencies(@Root() root: Document, @Args(() => DependenceArgs) args: DependenceArgs, @Ctx() context: RequestContext): Promise<Connection<DependencyFinding>> {
    const { day, ...question } = checked(args);
    return findings(await restedOnBy(context, root.id, question), await forceOfAllDocuments(context, question.at), day, args);
  }

  @FieldResolver(() => DependencyFindingConnection, { description: 'Everything that rests on this document, directly or through others. Nearest first.' })
  async dependents(@Root() root: Document, @Args(() => DependenceArgs) args: DependenceArgs, @Ctx() context: RequestContext): Promise<Connection<DependencyFinding>> {
    const { day, ...question } = checked(args);
    return findings(await restingOn(context, [root.id], question), await forceOfAllDocuments(context, question.at), day, args);
  }

  @RootList(() => CitationConnection, () => CitationList.Args, 'Citations that are the only LEGAL_BASIS of their clause; outside clauses, of their document. What the same words introduce (制定依据 above a list) stands together. As printed unless an order is asked for.')
  soleBases(args: ListArgs): PageQuestion {
    const another = `EXISTS { MATCH (n)-[:CITING]->(:Document)<-[:CITING]-(o:Citation {role: 'LEGAL_BASIS'})-[:CITED]->(other) WHERE NOT (n)-[:CITED]->(other)
      AND (COLLECT { MATCH (o)-[:IN_PROVISION]->(x) RETURN x.id } = COLLECT { MATCH (n)-[:IN_PROVISION]->(x) RETURN x.id } OR any(words IN o.evidence WHERE words IN n.evidence)) }`;
    return { of: { label: 'Citation' }, ...CitationList.asked(args), also: ["n.role = 'LEGAL_BASIS'", `NOT ${another}`] };
  }

  @Query(() => LostBasisConnection, { complexity: 500, description: 'Bases that held when the citing document was signed and do not hold on the day asked for. As printed.' })
  async lostBases(@Args(() => DependenceArgs) args: DependenceArgs, @Ctx() context: RequestContext): Promise<Connection<LostBasis>> {
    const { day, roles, at } = checked(args);
    const force = await forceOfAllDocuments(context, at);
    const rows = await context.store.run(BASES_OF_SIGNED_DOCUMENTS, { roles, at });
    const status = (id: string, on: string): DocumentStatus => Object.assign(new DocumentStatus(), force.on(id, on));
    const lost = rows.map((row) => Object.assign(new LostBasis(), { citationId: row.citation as string, whenSigned: status(row.cited as string, row.signedOn as string), now: status(row.cited as string, day) }))
      .filter(({ whenSigned, now }) => HOLDING.includes(whenSigned.value) && !HOLDING.includes(now.value));
    return pageOfList(lost.map((node) => ({ key: node.citationId, node })), args);
  }

  @Query(() => [ChangedParty], { complexity: 100, description: 'Units that were renamed, merged, split, taken over or ended (or show a succession), with the documents and duties that still name them. As printed.' })
  async changedParties(@Ctx() context: RequestContext): Promise<ChangedParty[]> {
    const rows = await context.store.run(CHANGED_UNITS);
    return rows.map((row) => Object.assign(new ChangedParty(), { id: row.unit as string, changeId: row.change as string }));
  }

  @RootList(() => DocumentConnection, () => PageArgs, 'Documents by when their force was last checked against an outside source: never checked ones first, then the oldest check.')
  documentsToCheck(_args: PageArgs): PageQuestion {
    const lastCheck = "coalesce(COLLECT { MATCH (n)<-[:AFFECTS]-(e:LegalEffect) WHERE e.withdrawnOn IS NULL RETURN max(e.checkedOn) }[0], '')";
    return { of: { label: 'Document' }, order: { name: 'LAST_CHECK', expression: lastCheck, descending: false } };
  }

  @RootList(() => DiscrepancyConnection, () => DivergenceListArgs, 'Where an interpretation (解读) and the document that it explains disagree. As printed unless an order is asked for.')
  divergences({ interpretation, ...args }: DivergenceListArgs): PageQuestion {
    const about = "EXISTS { MATCH (n)-[:ABOUT]->(:Node)-[:PROVISION_OF*0..1]->(d:Document {kind: 'INTERPRETATION'}) WHERE $interpretation IS NULL OR d.id = $interpretation }";
    return { of: { label: 'Discrepancy' }, ...DiscrepancyList.asked(args), also: ["n.kind = 'CONTRADICTION'", about], params: { interpretation: interpretation ?? null } };
  }
}
