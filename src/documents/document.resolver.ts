import { Arg, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { badUserInput, storeUnavailable } from '../errors';
import { Evidence, Node } from '../provenance/node.row';
import { connectionOf } from '../query/connection';
import { type RequestContext, THINGS_BY_IDS } from '../query/context';
import { byName, byOwnId, type Finding, Finds, nearest } from '../query/found';
import { type ListArgs, listOf } from '../query/list-args';
import { List, RootList } from '../query/lists';
import { means } from '../query/meaning';
import type { PageQuestion } from '../query/page';
import { hydrate } from '../query/row';
import { question } from '../store/cypher';
import { fold } from '../records/fold';
import { idOf } from '../records/keys';
import type { Row } from '../store/reader';
import { TaskConnection, TaskList } from '../tasks/task.resolver';
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

const citations = (pattern: string, args: CitationListArgs): PageQuestion =>
  ({ of: { pattern }, ...CitationList.asked(args), also: args.role ? ['n.role IN $roles'] : [], params: { roles: args.role ?? null } });

@Resolver(() => Document)
export class DocumentResolver {
  @Finds(() => Document, {
    id: { type: () => ID, nullable: true, description: 'Global id.' },
    docNumber: { type: () => String, nullable: true, description: '发文字号 in any bracket form.' },
    title: { type: () => String, nullable: true, description: 'Exact title or alias.' },
  }, 'By global id, by 文号 in any bracket form, or by exact title or alias: exactly one of the three. Null when there is none.')
  document({ id, docNumber, title }: { id?: string | null; docNumber?: string | null; title?: string | null }): Finding {
    if ([id, docNumber, title].filter((given) => given !== undefined && given !== null).length !== 1) throw badUserInput('id, docNumber, title', 'give exactly one of the three');
    if (typeof id === 'string') return byOwnId(id, ['Document']);
    if (typeof title === 'string') return byName('Document', title);
    return { cypher: DOCUMENTS_BY_NUMBER, params: { number: fold(docNumber ?? '') }, choose: nearest };
  }

  @RootList(() => DocumentConnection, () => DocumentList.Args, 'Documents, as printed unless an order is asked for.')
  documents(args: ListArgs): PageQuestion {
    return { of: { label: 'Document' }, ...DocumentList.asked(args) };
  }

  @List(() => ProvisionConnection, () => ProvisionList.Args, 'Its clauses, as printed.')
  provisions(args: ListArgs): PageQuestion {
    return { of: { pattern: '(p)<-[:PROVISION_OF]-(n:Provision)' }, ...ProvisionList.asked(args) };
  }

  @List(() => CitationConnection, () => CitationListArgs, 'What it cites, one per mention.')
  citations(args: CitationListArgs): PageQuestion {
    return citations('(p)<-[:CITING]-(n:Citation)', args);
  }

  @List(() => CitationConnection, () => CitationListArgs, 'Where it is cited, one per mention.')
  citedBy(args: CitationListArgs): PageQuestion {
    return citations('(p)<-[:CITED]-(n:Citation)', args);
  }

  @List(() => TaskConnection, () => TaskList.Args, 'Tasks that it lays down.')
  tasks(args: ListArgs): PageQuestion {
    return { of: { pattern: '(p)<-[:TASK_OF]-(n:Task)' }, ...TaskList.asked(args) };
  }
}

@Resolver(() => Provision)
export class ProvisionResolver {
  @List(() => CitationConnection, () => CitationListArgs, 'What it cites, one per mention.')
  citations(args: CitationListArgs): PageQuestion {
    return citations('(p)<-[:IN_PROVISION]-(n:Citation)', args);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @RootList(() => CitationConnection, () => CitationList.Args, 'Citations, as printed unless an order is asked for.')
  citations(args: ListArgs): PageQuestion {
    return { of: { label: 'Citation' }, ...CitationList.asked(args) };
  }
}

@Resolver(() => GazetteIssue)
export class GazetteIssueResolver {
  @List(() => DocumentConnection, () => DocumentList.Args, 'Documents that it prints.')
  documents(args: ListArgs): PageQuestion {
    return { of: { pattern: '(p)<-[:PUBLISHED_IN]-(n:Document)' }, ...DocumentList.asked(args) };
  }
}

@Resolver(() => Discrepancy)
export class DiscrepancyResolver {
  @RootList(() => DiscrepancyConnection, () => DiscrepancyListArgs, 'Doubts about the source, as printed unless an order is asked for.')
  discrepancies(args: DiscrepancyListArgs): PageQuestion {
    const { kind, about } = args;
    const also = [...(kind ? ['n.kind IN $kinds'] : []), ...(typeof about === 'string' ? ['EXISTS { (n)-[:ABOUT]->(:Node {id: $about}) }'] : [])];
    return { of: { label: 'Discrepancy' }, ...DiscrepancyList.asked(args), also, params: { kinds: kind ?? null, about: about ?? null } };
  }
}

@Resolver(() => Evidence)
export class EvidenceIssueResolver {
  @means({ kind: 'named', label: 'GazetteIssue', property: 'key', names: (stored) => `[words IN ${stored} | split(words, ' ')[0]]`, name: (evidence) => (evidence as Evidence).issueKey })
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
  @Finds(() => Node, { id: { type: () => ID, description: 'Global id.' } }, 'Anything by its global id; null when there is none.')
  node({ id }: { id: string }): Finding {
    return { ...byOwnId(id), choose: (found) => nearest(found.filter(({ label }) => isNode(label))) };
  }

  @means({ kind: 'found-all', find: ({ ids }) => ({ ids: atMost100(ids as string[]), cypher: THINGS_BY_IDS, fits: isNode }) })
  @Query(() => [Node], { nullable: 'items', description: 'Several at once, in the order asked for; null where there is none.' })
  nodes(@Arg('ids', () => [ID], { description: 'Global ids, at most 100.' }) ids: string[], @Ctx() context: RequestContext): Promise<(Node | null)[]> {
    return Promise.all(atMost100(ids).map((id) => nodeById(context, id)));
  }
}

/** An alias has an id of its own in the graph, but is answered only with the thing it belongs to. */
const isNode = (label: string): boolean => label !== 'Alias';

function atMost100(ids: string[]): string[] {
  if (ids.length > 100) throw badUserInput('ids', 'ask for at most 100 at once');
  return ids;
}

/** As `node` does it. */
async function nodeById(context: RequestContext, id: string): Promise<Node | null> {
  const found = await context.byId<object>(id);
  return found instanceof Node ? found : null;
}
