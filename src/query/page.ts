import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { badUserInput } from '../errors';
import type { Row } from '../store/store';
import { compileFilter, Compiler, type Input } from './compiler';
import type { RequestContext } from './context';
import type { FilterDefinition } from './filters';
import { hydrate, project } from './row';

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

/** One thing to sort by. Nulls come last both ways; `sort`, the printed order, breaks ties. */
export interface Order { expression: string; descending: boolean }

export interface PageQuestion {
  /** Cypher pattern that binds (n), and (p) when it hangs on a parent. */
  pattern: string;
  parent?: { id: string };
  filter?: FilterDefinition;
  where?: Input;
  /** Conditions beside the filter, written against n; `params` are theirs. */
  also?: string[];
  params?: Record<string, unknown>;
  order?: Order;
  expandGroups?: boolean;
}

export interface Edge<T> { cursor: string; node: T }
export class Connection<T> {
  constructor(readonly edges: Edge<T>[], readonly pageInfo: PageInfo, private readonly count: () => Promise<number>) {}
  get nodes(): T[] { return this.edges.map((edge) => edge.node); }
  totalCount(): Promise<number> { return this.count(); }
}

type Key = [value: string | number | null, sort: string];

const encode = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function decode(cursor: string, argument: string): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === 2 && typeof key[1] === 'string' && (key[0] === null || ['string', 'number'].includes(typeof key[0]))) return key as Key;
  } catch { /* falls through to the refusal */ }
  throw badUserInput(argument, 'give a cursor of this same list, unchanged');
}

function size(args: PageArgs): { limit: number; backwards: boolean } {
  for (const name of ['first', 'last'] as const) {
    const value = args[name];
    if (value !== undefined && value !== null && (value < 1 || value > 100)) throw badUserInput(name, 'give a number from 1 to 100');
  }
  const last = args.last ?? null;
  if (last !== null && (args.first ?? null) !== null) throw badUserInput('last', 'give first or last, not both');
  return { limit: last ?? args.first ?? 20, backwards: last !== null };
}

/** A keyset page: the rows beyond a cursor in one order, never an offset. */
export async function page<T>(context: RequestContext, question: PageQuestion, args: PageArgs): Promise<Connection<T>> {
  const { limit, backwards } = size(args);
  const compiler = new Compiler(question.expandGroups);
  const conditions = [...(question.also ?? [])];
  if (question.filter && question.where) conditions.push(compileFilter(question.filter.table, compiler, 'n', question.where, 'where'));
  const from = `MATCH ${question.pattern}${conditions.length ? ` WHERE ${conditions.join(' AND ')}` : ''}`;
  const params = { ...question.params, ...compiler.params, pid: question.parent?.id ?? null };
  const key = question.order?.expression ?? 'null';
  const forward = !backwards;
  const bounds = [
    ...(args.after ? [beyond(compiler, decode(args.after, 'after'), question.order, true)] : []),
    ...(args.before ? [beyond(compiler, decode(args.before, 'before'), question.order, false)] : []),
  ];
  // Nulls last in both directions: the missing-ness is a sort key of its own.
  const ascending = (question.order ? !question.order.descending : true) === forward;
  const direction = ascending ? 'ASC' : 'DESC';
  const tie = forward ? 'ASC' : 'DESC';
  const cypher = `${from} WITH DISTINCT n, ${key} AS key ${bounds.length ? `WHERE ${bounds.join(' AND ')}` : ''}
    ORDER BY key IS NULL ${tie}, key ${direction}, n.sort ${tie} LIMIT $limit
    RETURN ${project('n')} AS row, key`;
  const rows = await context.store.run(cypher, { ...params, ...compiler.params, limit: limit + 1 });
  const more = rows.length > limit;
  const kept = rows.slice(0, limit);
  if (backwards) kept.reverse();
  const edges = kept.map(({ row, key: value }) => ({
    cursor: encode([value as string | number | null, (row as Row).sort as string]),
    node: hydrate<T>(row as Row),
  }));
  const pageInfo: PageInfo = {
    hasNextPage: backwards ? Boolean(args.before) : more,
    hasPreviousPage: backwards ? more : Boolean(args.after),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return new Connection(edges, pageInfo, async () => {
    const [row] = await context.store.run(`${from} RETURN count(DISTINCT n) AS count`, params);
    return row?.count as number;
  });
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
