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
    // Lists are read faster than as many rows or maps, and each page comes from the index of its document's tasks.
    const rows = await run(`UNWIND $ids AS id MATCH (d:Node {id: id})
CALL (id) { MATCH (t:Task) WHERE t.taskOfId = id AND t.sort > '' WITH t ORDER BY t.sort LIMIT 100 RETURN collect([t.id, t.name, t.kind, t.number, t.summary]) AS tasks }
RETURN d.title AS title, tasks`, { ids }) as { title: string; tasks: unknown[][] }[];
    return rows.map(({ title, tasks }): Laid => ({ title, tasks: tasks.map(([id, name, kind, number, summary]) => ({ id, name, kind, number, summary })) }));
  },
});
