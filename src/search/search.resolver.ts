import { Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { badUserInput } from '../errors';
import type { Entity } from '../provenance/entity.row';
import type { RequestContext } from '../query/context';
import { decodeCursor, encodeCursor, printOf } from '../query/cursor';
import { means } from '../query/meaning';
import type { CompiledPage } from '../query/page';
import { checkRange } from '../query/range';
import { hydrate } from '../query/row';
import { question } from '../store/cypher';
import type { Params, Row } from '../store/reader';
import { looseQuery, nearest } from './near';
import { SearchConnection, SearchEdge } from './search.row';
import { luceneQuery, snippet, strictQuery } from './text';

const bound = (cypher: string): string => `CALL () {\n${cypher}\n}`;
const THINGS_BY_TEXT = bound(question('search/things-by-text'));
const ALL_BY_TEXT = bound(question('search/all-by-text'));
const THINGS_NEAR_TEXT = question('search/things-near-text');
const TYPES = ['GazetteIssue', 'Document', 'Unit', 'UnitGroup', 'Person', 'Place', 'Task'];
const LONGEST = 200;
/** No search reads more hits than this. */
const MOST = 10_000;
/** So many of those that share something with a text that found nothing are compared with it. */
const COMPARED = 200;

@ArgsType()
class SearchArgs {
  @Field(() => String, { description: `What to look for, 1–${LONGEST} characters. Every word must be found, of a Chinese word at least two of its characters side by side; what holds all of them as typed ranks first.` })
  text!: string;
  @Field(() => [String], { nullable: true, description: `Only these types: ${TYPES.join(', ')}.` })
  types?: string[] | null;
  @Field(() => Int, { nullable: true, description: 'The first N, 1–100; 20 when left out.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
}

/** The score of the last hit, and where it is printed. */
type Key = [score: number, sort: string];
const isKey = ([score, sort, ...more]: unknown[]): boolean => more.length === 0 && typeof score === 'number' && typeof sort === 'string';

function compile({ text, types, first, after }: SearchArgs): CompiledPage {
  if (Array.from(text).length > LONGEST) throw badUserInput('text', `give at most ${LONGEST} characters`);
  const query = luceneQuery(text);
  if (query === null) throw badUserInput('text', 'give at least one letter, figure or Chinese character');
  const unknown = types?.find((type) => !TYPES.includes(type));
  if (unknown !== undefined) throw badUserInput('types', `there is no type ${unknown}; use ${TYPES.join(', ')}`);
  const limit = first ?? 20;
  checkRange('first', limit, 1, 100);
  const allParams = { query, most: MOST, types: types ?? null };
  const list = printOf(JSON.stringify(allParams));
  const [score, sort] = after === null || after === undefined ? [null, null] : decodeCursor<Key>(after, 'after', list, isKey);
  return {
    select: `${THINGS_BY_TEXT} WITH n, key`, key: 'key', params: { ...allParams, score, sort, limit: limit + 1 },
    all: `${ALL_BY_TEXT} WITH n`, allParams, limit,
    cut: (found) => ({ kept: found.slice(0, limit), hasNextPage: found.length > limit, hasPreviousPage: sort !== null }),
    cursor: (key, place) => encodeCursor(list, key, place),
    beside: {
      score: { of: 'key', from: (value) => value },
      snippet: { of: 'n.searchText', from: (lines) => snippet((lines as string).split('\n'), text) },
    },
  };
}

@Resolver()
export class SearchResolver {
  @means({ kind: 'list', compile: (given) => compile(given as unknown as SearchArgs) })
  @Query(() => SearchConnection, { complexity: 10, description: 'Full text over names, aliases, titles, document numbers, summaries and targets; Chinese phrases, any bracket form of a 文号. Best score first.' })
  async search(@Args(() => SearchArgs) args: SearchArgs, @Ctx() context: RequestContext): Promise<SearchConnection> {
    const { select, params, allParams, cut, cursor, beside } = compile(args);
    const { kept, ...around } = cut(await context.store.run(`${select} RETURN n{.*} AS row, key`, params));
    const edges = kept.map(({ row, key }) => Object.assign(new SearchEdge(), {
      cursor: cursor(key as number, (row as Row).sort as string), node: hydrate<Entity>(row as Row), score: key as number, snippet: () => beside?.snippet?.from((row as Row).searchText) as string,
    }));
    return Object.assign(new SearchConnection(), {
      edges, nodes: edges.map(({ node }) => node), pageInfo: { ...around, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
      suggestions: () => suggest(context, args.text, args.types ?? null),
      totalCount: () => count(context, allParams),
    });
  }
}

const count = async (context: RequestContext, params: Params): Promise<number> => (await context.store.run(`${ALL_BY_TEXT} RETURN count(n) AS count`, params))[0]?.count as number;

/** Pairs of characters that happen to fit are no sign that the text was meant so; only the words as typed are. */
async function suggest(context: RequestContext, text: string, types: string[] | null): Promise<string[]> {
  const query = looseQuery(text);
  if (query === null || await count(context, { query: strictQuery(text), most: MOST, types }) > 0) return [];
  const rows = await context.store.run(THINGS_NEAR_TEXT, { query, most: COMPARED, types });
  return nearest(rows.flatMap(({ names }) => names as string[]), text);
}
