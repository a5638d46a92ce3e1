import { luceneQuery } from '../../src/search/text';
import { form, peerCursor, type Run, shape, walk } from './shape';

interface Sought { [key: string]: unknown; text: string; query: string; after: string | null; rows: number }
interface Hit { score: number; node: { id: string; name: string } }
/** Half of the requests want the first page, half the 50th, or the last where there are fewer. */
const DEEP = 49 * 20;
/** Our search reads no more hits than this; where there are more, the two APIs look at different things. */
const MOST = 10_000;
const PHRASES = 5;

/** A Chinese phrase among titles of documents, best score first, ties as printed. */
export const search = shape<Sought>({
  key: '7', title: 'Chinese phrase in documents, scored, page 1 and page 50',
  cases: async (world) => {
    const cases: Sought[] = [];
    for (const text of await phrases(world.run)) {
      const query = luceneQuery(text) ?? '';
      const passed = await walk(world, 'query ($text: String!, $first: Int, $after: String) { search(text: $text, types: ["Document"], first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage } } }', { text }, 'search', DEEP + 20);
      const rows = Math.max(0, Math.min(DEEP, passed.length - 20));
      cases.push({ text, query, after: null, rows: 0 });
      if (rows > 0) cases.push({ text, query, after: passed[rows - 1]?.cursor ?? null, rows });
    }
    return cases;
  },
  ours: form<Sought, { search: { edges: Hit[] } }>(
    ({ text, after }) => ({ query: 'query ($text: String!, $after: String) { search(text: $text, types: ["Document"], first: 20, after: $after) { edges { score node { id name } } } }', variables: { text, after } }),
    ({ search: { edges } }) => edges,
  ),
  // Full text has one form in the peer, a connection; it takes the same Lucene query, written by the client.
  peer: {
    connection: form<Sought, { searchDocuments: { edges: Hit[] } }>(
      ({ query, rows }) => ({
        query: 'query ($phrase: String!, $after: String) { searchDocuments(phrase: $phrase, first: 20, after: $after, sort: [{ score: DESC }, { node: { sort: ASC } }]) { edges { score node { id name } } } }',
        variables: { phrase: query, after: peerCursor(rows) },
      }),
      ({ searchDocuments: { edges } }) => edges,
    ),
  },
  raw: async (run, { query, rows }) => {
    const found = await run(`CALL db.index.fulltext.queryNodes('search', $query, {limit: ${MOST}}) YIELD node AS n, score WITH n, score WHERE n:Document
WITH n, score ORDER BY score DESC, n.sort SKIP $rows LIMIT 20 RETURN score, n.id AS id, n.name AS name`, { query, rows });
    return found.map(({ score, id, name }) => ({ score, node: { id, name } }));
  },
});

/** Pairs of characters that stand in many titles, in some, and in few. */
async function phrases(run: Run): Promise<string[]> {
  const titles = (await run('MATCH (n:Document) RETURN n.name AS name ORDER BY n.sort LIMIT 5000', {})).map(({ name }) => name as string);
  const counted = new Map<string, number>();
  for (const title of titles) for (const pair of new Set(pairs(title))) counted.set(pair, (counted.get(pair) ?? 0) + 1);
  const frequent = [...counted].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([pair]) => pair);
  const chosen: string[] = [];
  for (let at = 0; chosen.length < PHRASES && at < frequent.length; at = at * 2 + 1) {
    const text = frequent[at] as string;
    const [row] = await run(`CALL db.index.fulltext.queryNodes('search', $query, {limit: ${MOST}}) YIELD node RETURN count(node) AS hits`, { query: luceneQuery(text) });
    if ((row?.hits as number) < MOST) chosen.push(text);
  }
  return chosen;
}

const pairs = (text: string): string[] => [...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair]) => pair as string);
