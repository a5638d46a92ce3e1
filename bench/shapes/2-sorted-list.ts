import { form, shape } from './shape';

interface Kind { [key: string]: unknown; kind: string }
const FIELDS = 'id name kind number';

/** Tasks of one kind by their latest due day (those without come last), ties as printed. */
export const sortedList = shape<Kind>({
  key: '2', title: 'tasks of a kind by due day, first 20, with their number',
  cases: async ({ run }) => (await run('MATCH (n:Task) RETURN DISTINCT n.kind AS kind ORDER BY kind', {})) as Kind[],
  ours: form<Kind, { tasks: { nodes: unknown[]; totalCount: number } }>(
    ({ kind }) => ({ query: `query ($kind: TaskKind!) { tasks(first: 20, where: { kind: { eq: $kind } }, orderBy: { field: DUE, direction: ASC }) { nodes { ${FIELDS} } totalCount } }`, variables: { kind } }),
    ({ tasks }) => ({ total: tasks.totalCount, nodes: tasks.nodes }),
  ),
  peer: {
    list: form<Kind, { tasks: unknown[]; tasksConnection: { aggregate: { count: { nodes: number } } } }>(
      ({ kind }) => ({
        query: `query ($kind: String!) { tasks(limit: 20, where: { kind: { eq: $kind } }, sort: [{ dueLatest: ASC }, { sort: ASC }]) { ${FIELDS} } tasksConnection(where: { kind: { eq: $kind } }) { aggregate { count { nodes } } } }`,
        variables: { kind },
      }),
      ({ tasks, tasksConnection }) => ({ total: tasksConnection.aggregate.count.nodes, nodes: tasks }),
    ),
    connection: form<Kind, { tasksConnection: { totalCount: number; edges: { node: unknown }[] } }>(
      ({ kind }) => ({ query: `query ($kind: String!) { tasksConnection(first: 20, where: { kind: { eq: $kind } }, sort: [{ dueLatest: ASC }, { sort: ASC }]) { totalCount edges { node { ${FIELDS} } } } }`, variables: { kind } }),
      ({ tasksConnection }) => ({ total: tasksConnection.totalCount, nodes: tasksConnection.edges.map(({ node }) => node) }),
    ),
  },
  raw: async (run, { kind }) => {
    // Along the index of days until the page is full; those without a day stand in their kind's own index. It needs `sort` said.
    const rows = await run(`CALL () { MATCH (n:Task) WHERE n.kind = $kind AND n.sort > '' RETURN count(n) AS total }
CALL () {
  MATCH (n:Task) USING INDEX n:Task(dueLatest) WHERE n.dueLatest > '' AND n.kind = $kind RETURN n ORDER BY n.dueLatest, n.sort LIMIT 20
  UNION ALL MATCH (n:Task) WHERE n.kind = $kind AND n.sort > '' AND n.dueLatest IS NULL RETURN n ORDER BY n.kind, n.sort LIMIT 20
}
WITH total, n ORDER BY n.dueLatest, n.sort LIMIT 20
RETURN total, n.id AS id, n.name AS name, n.kind AS kind, n.number AS number`, { kind });
    return { total: rows[0]?.total ?? 0, nodes: rows.map(({ total: _total, ...node }) => node) };
  },
});
