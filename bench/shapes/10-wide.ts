import { form, shape } from './shape';

interface Parents { [key: string]: unknown; ids: string[] }
interface Laid { title: string; tasks: unknown[] }
const FIELDS = 'id name kind number summary';
const PARENTS = 100;

/** The 100 documents that lay down most tasks (and, where there are more, those a few ranks further), with 100 tasks of each. */
export const wide = shape<Parents>({
  key: '10wide', title: '100 documents × 100 tasks × 5 fields',
  cases: async ({ run }) => {
    const rows = await run('MATCH (n:Document)<-[:TASK_OF]-(t:Task) WITH n, count(t) AS tasks ORDER BY tasks DESC, n.sort LIMIT 120 RETURN n.id AS id, n.sort AS sort', {}) as { id: string; sort: string }[];
    return [0, 10, 20].filter((from) => from === 0 || from + PARENTS <= rows.length)
      .map((from) => ({ ids: rows.slice(from, from + PARENTS).sort((a, b) => (a.sort < b.sort ? -1 : 1)).map(({ id }) => id) }));
  },
  ours: form<Parents, { nodes: { title: string; tasks: { nodes: unknown[] } }[] }>(
    ({ ids }) => ({ query: `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Document { title tasks(first: 100) { nodes { ${FIELDS} } } } } }`, variables: { ids } }),
    ({ nodes }): Laid[] => nodes.map(({ title, tasks }) => ({ title, tasks: tasks.nodes })),
  ),
  peer: {
    list: form<Parents, { documents: Laid[] }>(
      ({ ids }) => ({ query: `query ($ids: [ID!]!) { documents(where: { id: { in: $ids } }, sort: [{ sort: ASC }]) { title tasks(limit: 100, sort: [{ sort: ASC }]) { ${FIELDS} } } }`, variables: { ids } }),
      ({ documents }) => documents,
    ),
    connection: form<Parents, { documents: { title: string; tasksConnection: { edges: { node: unknown }[] } }[] }>(
      ({ ids }) => ({ query: `query ($ids: [ID!]!) { documents(where: { id: { in: $ids } }, sort: [{ sort: ASC }]) { title tasksConnection(first: 100, sort: [{ node: { sort: ASC } }]) { edges { node { ${FIELDS} } } } } }`, variables: { ids } }),
      ({ documents }): Laid[] => documents.map(({ title, tasksConnection }) => ({ title, tasks: tasksConnection.edges.map(({ node }) => node) })),
    ),
  },
  raw: async (run, { ids }) => {
    // One row for each task: many small rows come faster than few that hold lists of maps.
    const rows = await run(`UNWIND range(0, size($ids) - 1) AS at MATCH (d:Node {id: $ids[at]})
CALL (d) { MATCH (d)<-[:TASK_OF]-(t:Task) RETURN t ORDER BY t.sort LIMIT 100 }
RETURN at, d.title AS title, t.id AS id, t.name AS name, t.kind AS kind, t.number AS number, t.summary AS summary ORDER BY at, t.sort`, { ids });
    const documents: Laid[] = [];
    for (const { at, title, ...task } of rows) (documents[at as number] ??= { title: title as string, tasks: [] }).tasks.push(task);
    return documents;
  },
});
