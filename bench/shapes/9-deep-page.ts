import { form, peerCursor, shape, walk } from './shape';

interface Deep { [key: string]: unknown; after: string; rows: number; due: string | null; sort: string }
const FIELDS = 'id name kind number';
const DEPTH = 10_000;
const POSITIONS = 5;
const APART = 100;
const SORT = '[{ dueLatest: ASC }, { sort: ASC }]';

/** What stands behind a row, in the peer's words: a clever client's keyset. Those without a day come last. */
const behind = ({ due, sort }: Deep): { declared: string; where: string; variables: Record<string, unknown> } => (due === null
  ? { declared: '$sort: String!', where: '{ dueLatest: { eq: null }, sort: { gt: $sort } }', variables: { sort } }
  : { declared: '$due: String!, $sort: String!', where: '{ OR: [{ dueLatest: { gt: $due } }, { dueLatest: { eq: $due }, sort: { gt: $sort } }, { dueLatest: { eq: null } }] }', variables: { due, sort } });

/** All tasks by due day, 20 more after the row that a client has got to: 10,000 rows in, or as deep as the list goes. */
export const deepPage = shape<Deep>({
  key: '9', title: 'tasks by due day, the next 20 after 10,000 rows',
  cases: async (world) => {
    const passed = await walk(world, 'query ($first: Int, $after: String) { tasks(first: $first, after: $after, orderBy: { field: DUE, direction: ASC }) { edges { cursor node { id } } pageInfo { hasNextPage } } }', {}, 'tasks', DEPTH + 20);
    const cases: Deep[] = [];
    for (let rows = passed.length - 20; rows > 0 && cases.length < POSITIONS; rows -= Math.min(APART, Math.ceil(passed.length / 10))) {
      const { id, cursor } = passed[rows - 1] as { id: string; cursor: string };
      const [row] = await world.run('MATCH (n:Node {id: $id}) RETURN n.dueLatest AS due, n.sort AS sort', { id });
      cases.push({ after: cursor, rows, due: row?.due as string | null, sort: row?.sort as string });
    }
    return cases;
  },
  ours: form<Deep, { tasks: { nodes: unknown[] } }>(
    ({ after }) => ({ query: `query ($after: String!) { tasks(first: 20, after: $after, orderBy: { field: DUE, direction: ASC }) { nodes { ${FIELDS} } } }`, variables: { after } }),
    ({ tasks }) => tasks.nodes,
  ),
  peer: {
    'keyset, list': form<Deep, { tasks: unknown[] }>(
      (of) => { const { declared, where, variables } = behind(of); return { query: `query (${declared}) { tasks(limit: 20, where: ${where}, sort: ${SORT}) { ${FIELDS} } }`, variables }; },
      ({ tasks }) => tasks,
    ),
    'keyset, connection': form<Deep, { tasksConnection: { edges: { node: unknown }[] } }>(
      (of) => { const { declared, where, variables } = behind(of); return { query: `query (${declared}) { tasksConnection(first: 20, where: ${where}, sort: ${SORT}) { edges { node { ${FIELDS} } } } }`, variables }; },
      ({ tasksConnection }) => tasksConnection.edges.map(({ node }) => node),
    ),
    'offset, list': form<Deep, { tasks: unknown[] }>(
      ({ rows }) => ({ query: `query ($rows: Int!) { tasks(limit: 20, offset: $rows, sort: ${SORT}) { ${FIELDS} } }`, variables: { rows } }),
      ({ tasks }) => tasks,
    ),
    'its own cursor': form<Deep, { tasksConnection: { edges: { node: unknown }[] } }>(
      ({ rows }) => ({ query: `query ($after: String) { tasksConnection(first: 20, after: $after, sort: ${SORT}) { edges { node { ${FIELDS} } } } }`, variables: { after: peerCursor(rows) } }),
      ({ tasksConnection }) => tasksConnection.edges.map(({ node }) => node),
    ),
  },
  raw: (run, { due, sort }) => {
    const columns = 'RETURN n.id AS id, n.name AS name, n.kind AS kind, n.number AS number';
    if (due === null) return run(`MATCH (n:Task) WHERE n.dueLatest IS NULL AND n.sort > $sort ${columns} ORDER BY n.sort LIMIT 20`, { sort });
    return run(`CALL () {
  MATCH (n:Task) WHERE n.dueLatest = $due AND n.sort > $sort RETURN n ORDER BY n.sort LIMIT 20
  UNION ALL MATCH (n:Task) WHERE n.dueLatest > $due RETURN n ORDER BY n.dueLatest, n.sort LIMIT 20
  UNION ALL MATCH (n:Task) WHERE n.dueLatest IS NULL AND n.sort > '' RETURN n ORDER BY n.sort LIMIT 20
} WITH n ORDER BY n.dueLatest, n.sort LIMIT 20 ${columns}`, { due, sort });
  },
  insert: {
    write: "CREATE (:Node:Entity:Task {id: 'bench-insert', label: 'Task', name: 'bench', names: [], folded: 'bench', kind: 'PRIORITY', summary: 'bench', dueLatest: '0001-01-01', sort: ' '})",
    undo: "MATCH (n:Node {id: 'bench-insert'}) DELETE n",
  },
});
