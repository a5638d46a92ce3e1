import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import { ambiguousName, badUserInput, storeUnavailable } from '../errors';
import { Evidence, Node } from '../provenance/node.row';
import type { Input } from '../query/compiler';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { describedEnum } from '../query/enums';
import { byName } from '../query/lookup';
import { type Connection, page, PageArgs } from '../query/page';
import { hydrate } from '../query/row';
import { question } from '../store/cypher';
import { fold } from '../records/fold';
import { idOf } from '../records/keys';
import type { Row } from '../store/store';
import { OrderDirection, TaskConnection, TaskListArgs } from '../tasks/task.resolver';
import { TaskFilter } from '../tasks/task.filter';
import type { Task } from '../tasks/task.row';
import { CitationFilter, DocumentFilter } from './document.filter';
import { Citation, CitationRole, Discrepancy, DiscrepancyKind, Document, GazetteIssue, GraphInfo, Provision } from './document.row';

const DOCUMENTS_BY_NUMBER = question('documents/documents-by-number');
const GRAPH_INFO = question('provenance/graph-info');
const LOADED_ISSUES = question('provenance/loaded-issues');

export const DocumentConnection = connectionOf('Document', () => Document);
const ProvisionConnection = connectionOf('Provision', () => Provision);
export const CitationConnection = connectionOf('Citation', () => Citation);
export const DiscrepancyConnection = connectionOf('Discrepancy', () => Discrepancy);

const DocumentOrderField = describedEnum('DocumentOrderField', 'What documents can be sorted by.', {
  SIGNED_ON: 'The day printed under it.', DOC_NUMBER: 'Agency, year, then number as a number.', TITLE: 'Title.',
});
const ORDER_EXPRESSIONS: Record<string, string> = { SIGNED_ON: 'n.signedOn', DOC_NUMBER: 'n.docNumberSort', TITLE: 'n.nameSort' };

@InputType({ description: 'How to sort documents.' })
class DocumentOrder {
  @Field(() => DocumentOrderField, { description: 'What to sort by.' })
  field!: keyof typeof DocumentOrderField;
  @Field(() => OrderDirection, { description: 'Which way.' })
  direction!: keyof typeof OrderDirection;
}

@ArgsType()
class CitationListArgs extends PageArgs {
  @Field(() => [CitationRole], { nullable: true, description: 'Only these roles.' })
  role?: string[];
}

const citations = (context: RequestContext, pattern: string, parent: { id: string }, args: CitationListArgs): Promise<Connection<Citation>> =>
  page<Citation>(context, { pattern, parent, also: args.role ? ['n.role IN $roles'] : [], params: { roles: args.role ?? null } }, args);

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
  documents(
    @Arg('where', () => DocumentFilter.input, { nullable: true, description: 'Only documents that satisfy this.' }) where: Input | undefined,
    @Arg('orderBy', () => DocumentOrder, { nullable: true, description: 'How to sort.' }) orderBy: DocumentOrder | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Document>> {
    const order = orderBy && { name: orderBy.field, expression: ORDER_EXPRESSIONS[orderBy.field] ?? 'n.sort', descending: orderBy.direction === 'DESC' };
    return page<Document>(context, { pattern: '(n:Document)', filter: DocumentFilter, where, order }, args);
  }

  @FieldResolver(() => ProvisionConnection, { description: 'Its clauses, as printed.' })
  provisions(@Root() root: Document, @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext): Promise<Connection<Provision>> {
    return page<Provision>(context, { pattern: '(p)<-[:PROVISION_OF]-(n:Provision)', parent: root }, args);
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
  tasks(@Root() root: Document, @Args(() => TaskListArgs) args: TaskListArgs, @Ctx() context: RequestContext): Promise<Connection<Task>> {
    return page<Task>(context, { pattern: '(p)<-[:TASK_OF]-(n:Task)', parent: root, filter: TaskFilter, where: args.where }, args);
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
  @Query(() => CitationConnection, { description: 'Citations, as printed.' })
  citations(
    @Arg('where', () => CitationFilter.input, { nullable: true, description: 'Only citations that satisfy this.' }) where: Input | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Citation>> {
    return page<Citation>(context, { pattern: '(n:Citation)', filter: CitationFilter, where }, args);
  }
}

@Resolver(() => GazetteIssue)
export class GazetteIssueResolver {
  @FieldResolver(() => DocumentConnection, { description: 'Documents that it prints.' })
  documents(@Root() root: GazetteIssue, @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext): Promise<Connection<Document>> {
    return page<Document>(context, { pattern: '(p)<-[:PUBLISHED_IN]-(n:Document)', parent: root }, args);
  }
}

@Resolver(() => Discrepancy)
export class DiscrepancyResolver {
  @Query(() => DiscrepancyConnection, { description: 'Doubts about the source, as printed.' })
  discrepancies(
    @Arg('kind', () => [DiscrepancyKind], { nullable: true, description: 'Only these sorts.' }) kind: string[] | undefined,
    @Arg('about', () => ID, { nullable: true, description: 'Only those about the thing with this global id.' }) about: string | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Discrepancy>> {
    const also = [...(kind ? ['n.kind IN $kinds'] : []), ...(about ? ['EXISTS { (n)-[:ABOUT]->(:Node {id: $about}) }'] : [])];
    return page<Discrepancy>(context, { pattern: '(n:Discrepancy)', also, params: { kinds: kind ?? null, about: about ?? null } }, args);
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

/** An alias has an id of its own in the graph, but is answered only with the thing it belongs to. */
async function nodeById(context: RequestContext, id: string): Promise<Node | null> {
  const found = await context.byId<object>(id);
  return found instanceof Node ? found : null;
}
