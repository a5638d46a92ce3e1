import { form, shape } from './shape';

interface Hub { [key: string]: unknown; id: string }
interface Mention { role: string; trigger: string | null; quotedTitle: string | null }
const MENTION = 'role trigger quotedTitle';

/** The first 10 mentions of one of the five documents that are cited most. */
export const hub = shape<Hub>({
  key: '10hub', title: 'a law that is cited very often, the first 10 mentions',
  cases: async ({ run }) => (await run('MATCH (n:Document)<-[:CITED]-(c:Citation) WITH n, count(c) AS mentions RETURN n.id AS id ORDER BY mentions DESC, n.sort LIMIT 5', {})) as Hub[],
  ours: form<Hub, { document: { title: string; citedBy: { nodes: (Mention & { citing: { title: string } })[] } } | null }>(
    ({ id }) => ({ query: `query ($id: ID!) { document(id: $id) { title citedBy(first: 10) { nodes { ${MENTION} citing { title } } } } }`, variables: { id } }),
    ({ document }) => document && { title: document.title, citedBy: document.citedBy.nodes },
  ),
  peer: {
    list: form<Hub, { documents: { title: string; citedBy: (Mention & { citing: { title: string }[] })[] }[] }>(
      ({ id }) => ({ query: `query ($id: ID!) { documents(where: { id: { eq: $id } }) { title citedBy(limit: 10, sort: [{ sort: ASC }]) { ${MENTION} citing { title } } } }`, variables: { id } }),
      ({ documents: [document] }) => (document ? { title: document.title, citedBy: document.citedBy.map(({ citing, ...mention }) => ({ ...mention, citing: citing[0] ?? null })) } : null),
    ),
    connection: form<Hub, { documents: { title: string; citedByConnection: { edges: { node: Mention & { citing: { title: string }[] } }[] } }[] }>(
      ({ id }) => ({ query: `query ($id: ID!) { documents(where: { id: { eq: $id } }) { title citedByConnection(first: 10, sort: [{ node: { sort: ASC } }]) { edges { node { ${MENTION} citing { title } } } } } }`, variables: { id } }),
      ({ documents: [document] }) => (document ? { title: document.title, citedBy: document.citedByConnection.edges.map(({ node: { citing, ...mention } }) => ({ ...mention, citing: citing[0] ?? null })) } : null),
    ),
  },
  raw: async (run, { id }) => {
    const rows = await run(`MATCH (d:Node {id: $id}) CALL () { MATCH (c:Citation) WHERE c.citedId = $id AND c.sort > '' RETURN c ORDER BY c.sort LIMIT 10 }
MATCH (c)-[:CITING]->(o:Document)
RETURN d.title AS document, c.role AS role, c.trigger AS trigger, c.quotedTitle AS quotedTitle, o.title AS title ORDER BY c.sort`, { id });
    return { title: rows[0]?.document ?? null, citedBy: rows.map(({ role, trigger, quotedTitle, title }) => ({ role, trigger, quotedTitle, citing: { title } })) };
  },
});
