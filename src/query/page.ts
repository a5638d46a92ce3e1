import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { badUserInput } from '../errors';
import { PARENT_IDS, parentIdOf } from '../records/parents';
import type { Params, Row } from '../store/reader';
import { compileFilter, Compiler, IN_ORDER, type Input, matching, sought, whereAll } from './compiler';
import type { RequestContext } from './context';
import { decodeCursor, encodeCursor, printOf } from './cursor';
import type { FilterDefinition } from './filters';
import { inOrder } from './in-order';
import { checkRange } from './range';
import { hydrate } from './row';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'The first N, 1–100. 20 when neither first nor last is given.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string;
  @Field(() => Int, { nullable: true, description: 'The last N, 1–100, in the same order.' })
  last?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string;
}

@ObjectType({ description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows this page.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether something comes before this page.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' })
  endCursor!: string | null;
}

/** One thing to sort by. Nulls come last both ways; `sort`, the printed order, breaks ties. `name` tells cursors of different orders apart. */
export interface Order {
  name: string; expression: string; descending: boolean;
  /** When the expression is a property that has an index together with `sort`. */
  indexed?: string;
}

export interface PageQuestion {
  /** What to list: all nodes of a label, or those that hang on a parent, by a pattern from (p) to (n). */
  of: { label: string } | { pattern: string };
  filter?: FilterDefinition;
  where?: Input | null;
  /** Conditions beside the filter, written against n; `params` are theirs. */
  also?: string[];
  params?: Params;
  order?: Order;
  expandGroups?: boolean;
}

export interface Edge<T> { cursor: string; node: T }
export class Connection<T> {
  constructor(readonly edges: Edge<T>[], readonly pageInfo: PageInfo, private readonly count: () => Promise<number>) {}
  get nodes(): T[] { return this.edges.map((edge) => edge.node); }
  totalCount(): Promise<number> { return this.count(); }
}

const given = (cursor: string | null | undefined): cursor is string => cursor !== undefined && cursor !== null;

/** What the row is sorted by; where it is printed. */
export type Key = [value: string | number | null, sort: string];
const isKey = ([value, sort, ...more]: unknown[]): boolean => more.length === 0 && typeof sort === 'string' && (value === null || ['string', 'number'].includes(typeof value));

const AS_PRINTED = 'PRINTED';
const listName = ({ of, order }: PageQuestion): string => [
  'label' in of ? of.label : printOf(of.pattern),
  order ? `${order.name} ${order.descending ? 'DESC' : 'ASC'}` : AS_PRINTED,
].join(' ');

function size(args: PageArgs): { limit: number; backwards: boolean } {
  for (const name of ['first', 'last'] as const) checkRange(name, args[name], 1, 100);
  const last = args.last ?? null;
  if (last !== null && (args.first ?? null) !== null) throw badUserInput('last', 'give first or last, not both');
  return { limit: last ?? args.first ?? 20, backwards: last !== null };
}

/** A keyset page: the rows beyond a cursor in one order, never an offset. */
export interface CompiledPage {
  /** Cypher that binds (n) to each thing of the page and to one more, in order; of a parent's list, from (p). */
  select: string;
  /** Cypher for what each is sorted by. */
  key: string;
  params: Params;
  /** Cypher that binds (n) to all there are on all pages, and its parameters. */
  all: string;
  allParams: Params;
  /** At most so many things are shown. */
  limit: number;
  /** Of what was found, what is shown, in the order of the list, and what lies around it. */
  cut: <T>(found: T[]) => { kept: T[]; hasNextPage: boolean; hasPreviousPage: boolean };
  /** What else is shown beside a thing: by the name of the field, what it is worked out of (Cypher on what `select` binds). */
  beside?: Record<string, { of: string; from: (value: unknown) => unknown }>;
  /** Of what is sorted by this and printed there. */
  cursor: (key: Key[0], sort: string) => string;
}

export function compilePage(question: PageQuestion, args: PageArgs): CompiledPage {
  const { limit, backwards } = size(args);
  const { order } = question;
  const list = listName(question);
  const compiler = new Compiler(question.expandGroups);
  const { from, conditions } = selection(question, compiler);
  const allParams = { ...question.params, ...compiler.params };
  const [after, before] = (['after', 'before'] as const).map((name) => (given(args[name]) ? decodeCursor<Key>(args[name], name, list, isKey) : undefined));
  const walked = order?.indexed !== undefined && conditions && 'label' in question.of && !backwards && !before
    ? inOrder({ label: question.of.label, property: order.indexed, descending: order.descending, after }, conditions, compiler) : undefined;
  const bounds = walked ? [] : [...(after ? [beyond(compiler, after, order, true)] : []), ...(before ? [beyond(compiler, before, order, false)] : [])];
  // Nulls last in both directions: the missing-ness is a sort key of its own.
  const ascending = (order ? !order.descending : true) === !backwards;
  const tie = backwards ? 'DESC' : 'ASC';
  const sorting = order ? `key IS NULL ${tie}, key ${ascending ? 'ASC' : 'DESC'}, n.sort ${tie}` : `n.sort ${tie}`;
  return {
    select: `${walked ?? from(order || bounds.length === 0 ? [IN_ORDER] : bounds)} WITH n${order ? `, ${order.expression} AS key${bounds.length ? ` WHERE ${bounds.join(' AND ')}` : ''}` : ''}
    ORDER BY ${sorting} LIMIT $limit`,
    key: order ? 'key' : 'null',
    params: { ...question.params, ...compiler.params, limit: limit + 1 },
    all: from([]), allParams, limit,
    cut: (found) => {
      const more = found.length > limit;
      const kept = found.slice(0, limit);
      if (backwards) kept.reverse();
      // What a cursor stands for lies beyond it.
      return { kept, hasNextPage: given(args.before) || (!backwards && more), hasPreviousPage: given(args.after) || (backwards && more) };
    },
    cursor: (key, sort) => encodeCursor(list, key, sort),
  };
}

/** A page as a question of its own; pages of many parents are one statement. */
export async function page<T>(context: RequestContext, question: PageQuestion, args: PageArgs, parent?: { id: string }): Promise<Connection<T>> {
  const { select, key, params, all, allParams, cut, cursor } = compilePage(question, args);
  const { kept, ...around } = cut(await ask(context, parent, select, { row: 'n{.*}', key }, params));
  const edges = kept.map(({ row, key: value }) => ({ cursor: cursor(value as Key[0], (row as Row).sort as string), node: hydrate<T>(row as Row) }));
  return new Connection(edges, { ...around, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
    async () => (await ask(context, parent, all, { count: 'count(n)' }, allParams))[0]?.count as number);
}

/** Of a pattern that leads to things which have one such parent each. */
function childOf(pattern: string): { label: string; parentId: string } | undefined {
  const [, type = '', label = ''] = /^\(p\)<-\[:(\w+)\]-\(n:(\w+)\)$/.exec(pattern) ?? [];
  return PARENT_IDS.some((each) => each[0] === label && each[1] === type) ? { label, parentId: parentIdOf(type) } : undefined;
}

/** Cypher that binds each (n) of a list once, given further conditions on it; `conditions` where every thing of a label is looked through. */
function selection({ of, filter, where, also = [] }: PageQuestion, compiler: Compiler): { from: (bounds: string[]) => string; conditions?: string[] } {
  if ('pattern' in of) {
    const found = filter && where ? [compileFilter(filter.table, compiler, 'n', where, 'where')] : [];
    const child = childOf(of.pattern);
    // Bounds are on the printed order, which the index of a parent's children has; without them it is not used.
    return {
      from: (bounds) => (child && bounds.length > 0
        ? `MATCH (n:${child.label}) WHERE n.${child.parentId} = p.id AND ${[...bounds, ...also, ...found].join(' AND ')} WITH n`
        : `MATCH ${of.pattern}${whereAll([...bounds, ...also, ...found])} WITH ${child ? '' : 'DISTINCT '}n`),
    };
  }
  const { start, conditions } = filter && where ? sought(filter.table, compiler, where) : { start: undefined, conditions: [] };
  const checked = [...also, ...conditions];
  return { from: matching(of.label, start, checked), conditions: start ? undefined : checked };
}

/** One list, or the list of one of many parents that are asked for together. */
function ask(context: RequestContext, parent: { id: string } | undefined, list: string, columns: Record<string, string>, params: Params): Promise<Row[]> {
  const returned = Object.entries(columns).map(([name, expression]) => `${expression} AS ${name}`).join(', ');
  if (!parent) return context.store.run(`${list} RETURN ${returned}`, params);
  return context.rowsOf(`UNWIND $ids AS wanted MATCH (p:Node {id: wanted}) CALL (p) { ${list} RETURN ${returned} } RETURN p.id AS id, ${Object.keys(columns).join(', ')}`, parent.id, params);
}

function beyond(compiler: Compiler, [value, sort]: Key, order: Order | undefined, after: boolean): string {
  const tie = `n.sort ${after ? '>' : '<'} ${compiler.param(sort)}`;
  if (!order) return tie;
  const sign = order.descending !== after ? '>' : '<';
  if (value === null) return after ? `(key IS NULL AND ${tie})` : `(key IS NOT NULL OR ${tie})`;
  const given = compiler.param(value);
  const past = `coalesce(key ${sign} ${given}, false) OR coalesce(key = ${given} AND ${tie}, false)`;
  return after ? `(key IS NULL OR ${past})` : `(${past})`;
}
