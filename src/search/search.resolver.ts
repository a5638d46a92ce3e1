import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { badUserInput } from '../errors';
import type { Entity } from '../provenance/entity.row';
import type { RequestContext } from '../query/context';
import { decodeCursor, encodeCursor, printOf } from '../query/cursor';
import { checkRange } from '../query/range';
import { hydrate } from '../query/row';
import { question } from '../store/cypher';
import type { Params, Row } from '../store/store';
import { looseQuery, nearest } from './near';
import { SearchConnection, SearchEdge } from './search.row';
import { luceneQuery, snippet, strictQuery } from './text';

const THINGS_BY_TEXT = question('search/things-by-text');
const COUNT_BY_TEXT = question('search/count-by-text');
const THINGS_NEAR_TEXT = question('search/things-near-text');
const TYPES = ['GazetteIssue', 'Document', 'Unit', 'UnitGroup', 'Person', 'Place', 'Task'];
const LONGEST = 200;
/** No search reads more hits than this. */
const MOST = 10_000;
/** So many of those that share something with a text that found nothing are compared with it. */
const COMPARED = 200;

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, { description: 'Full text over names, aliases, titles, document numbers, summaries and targets; Chinese phrases, any bracket form of a 文号. Best score first.' })
  async search(
    @Arg('text', () => String, { description: `What to look for, 1–${LONGEST} characters. Every word must be found, of a Chinese word at least two of its characters side by side; what holds all of them as typed ranks first.` }) text: string,
    @Arg('types', () => [String], { nullable: true, description: `Only these types: ${TYPES.join(', ')}.` }) types: string[] | undefined,
    @Arg('first', () => Int, { nullable: true, description: 'The first N, 1–100; 20 when left out.' }) first: number | undefined,
    @Arg('after', () => String, { nullable: true, description: 'Only what comes after this cursor.' }) after: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<SearchConnection> {
    if (Array.from(text).length > LONGEST) throw badUserInput('text', `give at most ${LONGEST} characters`);
    const query = luceneQuery(text);
    if (query === null) throw badUserInput('text', 'give at least one letter, figure or Chinese character');
    const unknown = types?.find((type) => !TYPES.includes(type));
    if (unknown !== undefined) throw badUserInput('types', `there is no type ${unknown}; use ${TYPES.join(', ')}`);
    const limit = first ?? 20;
    checkRange('first', limit, 1, 100);
    const params = { query, most: MOST, types: types ?? null };
    const list = printOf(JSON.stringify(params));
    const [score, sort] = after === null || after === undefined ? [null, null] : decodeCursor<Key>(after, 'after', list, isKey);
    const rows = await context.store.run(THINGS_BY_TEXT, { ...params, score, sort, limit: limit + 1 });
    const edges = rows.slice(0, limit).map((row) => Object.assign(new SearchEdge(), {
      cursor: encodeCursor(list, row.score as number, (row.row as Row).sort as string), node: hydrate<Entity>(row.row as Row), score: row.score as number,
      snippet: () => snippet(((row.row as Row).searchText as string).split('\n'), text),
    }));
    return Object.assign(new SearchConnection(), {
      edges, nodes: edges.map(({ node }) => node),
      pageInfo: { hasNextPage: rows.length > limit, hasPreviousPage: sort !== null, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
      suggestions: () => suggest(context, text, types ?? null),
      totalCount: () => count(context, params),
    });
  }
}

const count = async (context: RequestContext, params: Params): Promise<number> => (await context.store.run(COUNT_BY_TEXT, params))[0]?.count as number;

/** Pairs of characters that happen to fit are no sign that the text was meant so; only the words as typed are. */
async function suggest(context: RequestContext, text: string, types: string[] | null): Promise<string[]> {
  const query = looseQuery(text);
  if (query === null || await count(context, { query: strictQuery(text), most: MOST, types }) > 0) return [];
  const rows = await context.store.run(THINGS_NEAR_TEXT, { query, most: COMPARED, types });
  return nearest(rows.flatMap(({ names }) => names as string[]), text);
}

/** The score of the last hit, and where it is printed. */
type Key = [score: number, sort: string];
const isKey = ([score, sort, ...more]: unknown[]): boolean => more.length === 0 && typeof score === 'number' && typeof sort === 'string';
