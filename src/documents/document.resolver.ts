import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ambiguousName, badUserInput, storeUnavailable } from '../errors';
import { Evidence, Node } from '../provenance/node.row';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { type ListArgs, listOf } from '../query/list-args';
import { byName } from '../query/lookup';
import { type Connection, page } from '../query/page';
import { hydrate } from '../query/row';
import { question } from '../store/cypher';
import { fold } from '../records/fold';
import { idOf } from '../records/keys';
import type { Row } from '../store/store';
import { TaskConnection, TaskList } from '../tasks/task.resolver';
import type { Task } from '../tasks/task.row';
import { CitationFilter, DiscrepancyFilter, DocumentFilter, ProvisionFilter } from './document.filter';
import { CitationOrder, DiscrepancyOrder, DocumentOrder, ProvisionOrder } from './document.order';
import { Citation, CitationRole, Discrepancy, DiscrepancyKind, Document, GazetteIssue, GraphInfo, Provision } from './document.row';

const DOCUMENTS_BY_NUMBER = question('documents/documents-by-number');
const GRAPH_INFO = question('provenance/graph-info');
const LOADED_ISSUES = question('provenance/loaded-issues');

export const DocumentConnection = connectionOf('Document', () => Document);
const ProvisionConnection = connectionOf('Provision', () => Provision);
export const CitationConnection = connectionOf('Citation', () => Citation);
export const DiscrepancyConnection = connectionOf('Discrepancy', () => Discrepancy);

export const DocumentList = listOf('Document', 'documents', DocumentFilter, DocumentOrder);
const ProvisionList = listOf('Provision', 'clauses', ProvisionFilter, ProvisionOrder);
export const CitationList = listOf('Citation', 'citations', CitationFilter, CitationOrder);
export const DiscrepancyList = listOf('Discrepancy', 'doubts', DiscrepancyFilter, DiscrepancyOrder);

@ArgsType()
class CitationListArgs extends CitationList.Args {
  @Field(() => [CitationRole], { nullable: true, description: 'Only these roles.' })
  role?: string[];
}

@ArgsType()
class DiscrepancyListArgs extends DiscrepancyList.Args {
  @Field(() => [DiscrepancyKind], { nullable: true, description: 'Only these sorts.' })
  kind?: string[];
  @Field(() => ID, { nullable: true, description: 'Only those about the thing with this global id.' })
  about?: string;
}

const citations = (context: RequestContext, pattern: string, parent: { id: string }, args: CitationListArgs): Promise<Connection<Citation>> =>
  page<Citation>(context, { of: { parent, pattern }, ...CitationList.asked(args), also: args.role ? ['n.role IN $roles'] : [], params: { roles: args.role ?? null } }, args);

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, { nullable: true, description: 'By global id, by 文号 in any bracket form, or by exact title or alias: exactly one of the three. Null when there is none.' })
  async document(
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id: string | undefined,
    @Arg('docNumber', () => String, { nullable: true, description: '发文字号 in any bracket form.' }) docNumber: string | undefined,
    @Arg('title', () => String, { nullable: true, description: 'Exact title or alias.' }) title: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Document | null> {
    if ([id, docNumber, title].filter((given) => given !== undefined && given !== null).length !== 1) throw badUserInput('id, docNumber, title', 'give exactly one of the three');
    if (id !== undefined && id !== null) {
      const node = await context.byId<Node>(id);
      return node instanceof Document ? node : null;
    }
    if (title !== undefined && title !== null) return byName<Document>(context, 'Document', title);
    const found = (await context.store.run(DOCUMENTS_BY_NUMBER, { number: fold(docNumber ?? '') })).map(({ row }) => hydrate<Document>(row as Row));
    if (found.length > 1) throw ambiguousName(found.map((document) => ({ id: document.id, name: document.name, type: 'Document' })));
    return found[0] ?? null;
  }

  @Query(() => DocumentConnection, { description: 'Documents, as printed unless an order is asked for.' })
  documents(@Args(() => DocumentList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Document>> {
    return page<Document>(context, { of: { label: 'Document' }, ...DocumentList.asked(args) }, args);
  }

  @FieldResolver(() => ProvisionConnection, { description: 'Its clauses, as printed.' })
  provisions(@Root() root: Document, @Args(() => ProvisionList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Provision>> {
    return page<Provision>(context, { of: { parent: root, pattern: '(p)<-[:PROVISION_OF]-(n:Provision)' }, ...ProvisionList.asked(args) }, args);
  }

  @FieldResolver(() => CitationConnection, { description: 'What it cites, one per mention.' })
  citations(@Root() root: Document, @Args(() => CitationListArgs) args: CitationListArgs, @Ctx() context: RequestContext): Promise<Connection<Citation>> {
    return citations(context, '(p)<-[:CITING]-(n:Citation)', root, args);
  }

  @FieldResolver(() => CitationConnection, { description: 'Where it is cited, one per mention.' })
  citedBy(@Root() root: Document, @Args(() => CitationListArgs) args: CitationListArgs, @Ctx() context: RequestContext): Promise<Connection<Citation>> {
    return citations(context, '(p)<-[:CITED]-(n:Citation)', root, args);
  }

  @FieldResolver(() => TaskConnection, { description: 'Tasks that it lays down.' })
  tasks(@Root() root: Document, @Args(() => TaskList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Task>> {
    return page<Task>(context, { of: { parent: root, pattern: '(p)<-[:TASK_OF]-(n:Task)' }, ...TaskList.asked(args) }, args);
  }
}

@Resolver(() => Provision)
export class ProvisionResolver {
  @FieldResolver(() => CitationConnection, { description: 'What it cites, one per mention.' })
  citations(@Root() root: Provision, @Args(() => CitationListArgs) args: CitationListArgs, @Ctx() context: RequestContext): Promise<Connection<Citation>> {
    return citations(context, '(p)<-[:IN_PROVISION]-(n:Citation)', root, args);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @Query(() => CitationConnection, { description: 'Citations, as printed unless an order is asked for.' })
  citations(@Args(() => CitationList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Citation>> {
    return page<Citation>(context, { of: { label: 'Citation' }, ...CitationList.asked(args) }, args);
  }
}

@Resolver(() => GazetteIssue)
export class GazetteIssueResolver {
  @FieldResolver(() => DocumentConnection, { description: 'Documents that it prints.' })
  documents(@Root() root: GazetteIssue, @Args(() => DocumentList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Document>> {
    return page<Document>(context, { of: { parent: root, pattern: '(p)<-[:PUBLISHED_IN]-(n:Document)' }, ...DocumentList.asked(args) }, args);
  }
}

@Resolver(() => Discrepancy)
export class DiscrepancyResolver {
  @Query(() => DiscrepancyConnection, { description: 'Doubts about the source, as printed unless an order is asked for.' })
  discrepancies(@Args(() => DiscrepancyListArgs) args: DiscrepancyListArgs, @Ctx() context: RequestContext): Promise<Connection<Discrepancy>> {
    const { kind, about } = args;
    const also = [...(kind ? ['n.kind IN $kinds'] : []), ...(about ? ['EXISTS { (n)-[:ABOUT]->(:Node {id: $about}) }'] : [])];
    return page<Discrepancy>(context, { of: { label: 'Discrepancy' }, ...DiscrepancyList.asked(args), also, params: { kinds: kind ?? null, about: about ?? null } }, args);
  }
}

@Resolver(() => Evidence)
export class EvidenceIssueResolver {
  @FieldResolver(() => GazetteIssue, { description: 'The issue that prints the words.' })
  issue(@Root() root: Evidence, @Ctx() context: RequestContext): Promise<GazetteIssue | null> {
    return context.byId<GazetteIssue>(idOf('GazetteIssue', root.issueKey));
  }
}

@Resolver(() => GraphInfo)
export class GraphResolver {
  @Query(() => GraphInfo, { description: 'What is loaded, and when.' })
  async graph(@Ctx() context: RequestContext): Promise<GraphInfo> {
    const [info] = await context.store.run(GRAPH_INFO);
    if (!info) throw storeUnavailable();
    return Object.assign(new GraphInfo(), info, { loadedAt: new Date(info.loadedAt as string) });
  }
  @FieldResolver(() => [GazetteIssue], { description: 'The issues that are loaded.' })
  async issues(@Ctx() context: RequestContext): Promise<GazetteIssue[]> {
    const rows = await context.store.run(LOADED_ISSUES);
    return rows.map(({ row }) => hydrate<GazetteIssue>(row as Row));
  }
  @Query(() => Node, { nullable: true, description: 'Anything by its global id; null when there is none.' })
  node(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() context: RequestContext): Promise<Node | null> {
    return nodeById(context, id);
  }
  @Query(() => [Node], { nullable: 'items', description: 'Several at once, in the order asked for; null where there is none.' })
  nodes(@Arg('ids', () => [ID], { description: 'Global ids, at most 100.' }) ids: string[], @Ctx() context: RequestContext): Promise<(Node | null)[]> {
    if (ids.length > 100) throw badUserInput('ids', 'ask for at most 100 at once');
    return Promise.all(ids.map((id) => nodeById(context, id)));
  }
}

/** Aliases and boundaries have ids of their own in the graph, but are answered only with the thing they belong to. */
async function nodeById(context: RequestContext, id: string): Promise<Node | null> {
  const found = await context.byId<object>(id);
  return found instanceof Node ? found : null;
}
