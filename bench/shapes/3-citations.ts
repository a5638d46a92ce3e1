import { form, shape, spread } from './shape';

interface Citing { [key: string]: unknown; id: string }
interface Cited { title: string; docNumber: string | null; kind: string }
interface Mention { role: string; trigger: string | null; quotedTitle: string | null; quotedNumber: string | null }
const MENTION = 'role trigger quotedTitle quotedNumber';
const CITED = 'title docNumber kind';

/** The first 20 mentions that a document makes, with what is said of them and the documents that they lead to. */
export const citations = shape<Citing>({
  key: '3', title: 'document → 20 citations with their own fields → cited documents',
  cases: async ({ run }) => spread(await run('MATCH (n:Document)<-[:CITING]-(c:Citation) WITH n, count(c) AS made WHERE made > 1 RETURN n.id AS id ORDER BY made DESC, n.sort LIMIT 200', {}), 20) as Citing[],
  ours: form<Citing, { document: { title: string; citations: { nodes: (Mention & { cited: Cited })[] } } | null }>(
    ({ id }) => ({ query: `query ($id: ID!) { document(id: $id) { title citations(first: 20) { nodes { ${MENTION} cited { ${CITED} } } } } }`, variables: { id } }),
    ({ document }) => document && { title: document.title, citations: document.citations.nodes },
  ),
  peer: {
    list: form<Citing, { documents: { title: string; citations: (Mention & { cited: Cited[] })[] }[] }>(
      ({ id }) => ({ query: `query ($id: ID!) { documents(where: { id: { eq: $id } }) { title citations(limit: 20, sort: [{ sort: ASC }]) { ${MENTION} cited { ${CITED} } } } }`, variables: { id } }),
      ({ documents: [document] }) => (document ? { title: document.title, citations: document.citations.map(({ cited, ...mention }) => ({ ...mention, cited: cited[0] ?? null })) } : null),
    ),
    connection: form<Citing, { documents: { title: string; citationsConnection: { edges: { node: Mention & { cited: Cited[] } }[] } }[] }>(
      ({ id }) => ({
        query: `query ($id: ID!) { documents(where: { id: { eq: $id } }) { title citationsConnection(first: 20, sort: [{ node: { sort: ASC } }]) { edges { node { ${MENTION} cited { ${CITED} } } } } } }`,
        variables: { id },
      }),
      ({ documents: [document] }) => (document ? { title: document.title, citations: document.citationsConnection.edges.map(({ node: { cited, ...mention } }) => ({ ...mention, cited: cited[0] ?? null })) } : null),
    ),
  },
  raw: async (run, { id }) => {
    const rows = await run(`MATCH (d:Node {id: $id}) CALL () { MATCH (c:Citation) WHERE c.citingId = $id AND c.sort > '' RETURN c ORDER BY c.sort LIMIT 20 }
MATCH (c)-[:CITED]->(o:Document)
RETURN d.title AS document, c.role AS role, c.trigger AS trigger, c.quotedTitle AS quotedTitle, c.quotedNumber AS quotedNumber, o.title AS title, o.docNumber AS docNumber, o.kind AS kind ORDER BY c.sort`, { id });
    return {
      title: rows[0]?.document ?? null,
      citations: rows.map(({ role, trigger, quotedTitle, quotedNumber, title, docNumber, kind }) => ({ role, trigger, quotedTitle, quotedNumber, cited: { title, docNumber, kind } })),
    };
  },
});
