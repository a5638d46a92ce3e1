import { form, shape, spread } from './shape';

interface Ends { [key: string]: unknown; from: string; to: string }
interface Way { length: number; nodes: string[] }

/** How an official and a road are connected: one shortest way, of at most 6 steps. The peer has no question about paths. */
export const path = shape<Ends>({
  key: '8', title: 'a shortest path between an official and a road',
  cases: async ({ run }) => {
    const officials = spread(await run('MATCH (n:Person)<-[:OF_PERSON]-(:PersonnelChange) RETURN DISTINCT n.id AS id, n.sort AS sort ORDER BY sort', {}), 10);
    const roads = spread(await run("MATCH (n:Place {kind: 'ROAD'}) RETURN n.id AS id ORDER BY n.sort", {}), 10);
    return officials.flatMap(({ id }, at) => (roads[at] ? [{ from: id as string, to: roads[at].id as string }] : []));
  },
  ours: form<Ends, { paths: { length: number; nodes: { id: string }[] }[] }>(
    ({ from, to }) => ({ query: 'query ($from: ID!, $to: ID!) { paths(from: $from, to: $to, maxLength: 6, first: 1) { length nodes { id } } }', variables: { from, to } }),
    ({ paths: [way] }): Way | null => (way ? { length: way.length, nodes: way.nodes.map(({ id }) => id) } : null),
  ),
  peer: {},
  raw: async (run, { from, to }) => {
    const [row] = await run(`MATCH (a:Node {id: $from}), (b:Node {id: $to})
MATCH p = SHORTEST 1 (a) ((x)-[:!ALIAS_OF&!NOW]-(y) WHERE NOT y:Past AND NOT (y:Responsibility AND y.view = 'EXPANDED') AND NOT (y:LegalEffect AND y.withdrawnOn IS NOT NULL)){1,6} (b)
RETURN length(p) AS length, [n IN nodes(p) | n.id] AS nodes`, { from, to });
    return row ?? null;
  },
  // Several ways may be equally short.
  compared: (answer) => { const way = answer as Way | null; return way && { length: way.length, ends: [way.nodes[0], way.nodes.at(-1)] }; },
});
