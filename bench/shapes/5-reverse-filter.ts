import { form, shape, spread } from './shape';

interface Citing { [key: string]: unknown; title: string; cited: string; issuer: string; issuerFolded: string; issuerId: string }
const FIELDS = 'id title docNumber';
const GONE = ['REPEALS', 'REPLACES', 'IMPLICITLY_REPEALS'];

const PEER_VARIABLES = '$cited: ID!, $issuer: String!, $gone: [String!]!';
const PEER_WHERE = `{
  citations: { some: { cited: { some: { id: { eq: $cited } } } } }
  issuers: { some: { folded: { eq: $issuer } } }
  NOT: { citations: { some: { role: { eq: "LEGAL_BASIS" }, cited: { some: { effects: { some: { type: { in: $gone }, withdrawnOn: { eq: null } } } } } } } }
}`;
const peerVariables = ({ cited, issuerFolded }: Citing): Record<string, unknown> => ({ cited, issuer: issuerFolded, gone: GONE });

/** Which documents of one issuer cite one document, and rest on nothing that was repealed? */
export const reverseFilter = shape<Citing>({
  key: '5', title: 'documents that cite X, issued by Y, none of whose bases is repealed',
  cases: async ({ run }) => spread(await run(`MATCH (x:Document)<-[:CITED]-(:Citation)-[:CITING]->(d:Document)-[:ISSUED_BY]->(y:Unit)
WITH x, y, count(DISTINCT d) AS found RETURN x.title AS title, x.id AS cited, y.name AS issuer, y.folded AS issuerFolded, y.id AS issuerId ORDER BY found DESC, x.sort, y.sort LIMIT 200`, {}), 10) as Citing[],
  ours: form<Citing, { documents: { nodes: unknown[] } }>(
    ({ title, issuer }) => ({
      query: `query ($title: String!, $issuer: String!, $gone: [EffectType!]!) { documents(first: 20, where: {
  citations: { some: { cited: { title: { eq: $title } } }, none: { role: { eq: LEGAL_BASIS }, cited: { effects: { some: { type: { in: $gone }, withdrawn: { eq: false } } } } } }
  issuers: { some: { name: { eq: $issuer } } }
}) { nodes { ${FIELDS} } } }`,
      variables: { title, issuer, gone: GONE },
    }),
    ({ documents }) => documents.nodes,
  ),
  peer: {
    list: form<Citing, { documents: unknown[] }>(
      (of) => ({ query: `query (${PEER_VARIABLES}) { documents(limit: 20, sort: [{ sort: ASC }], where: ${PEER_WHERE}) { ${FIELDS} } }`, variables: peerVariables(of) }),
      ({ documents }) => documents,
    ),
    connection: form<Citing, { documentsConnection: { edges: { node: unknown }[] } }>(
      (of) => ({ query: `query (${PEER_VARIABLES}) { documentsConnection(first: 20, sort: [{ sort: ASC }], where: ${PEER_WHERE}) { edges { node { ${FIELDS} } } } }`, variables: peerVariables(of) }),
      ({ documentsConnection }) => documentsConnection.edges.map(({ node }) => node),
    ),
  },
  raw: (run, { cited, issuerId }) => run(`MATCH (x:Node {id: $cited})<-[:CITED]-(:Citation)-[:CITING]->(d:Document)
WITH DISTINCT d WHERE EXISTS { (d)-[:ISSUED_BY]->(:Unit {id: $issuerId}) }
  AND NOT EXISTS { MATCH (d)<-[:CITING]-(:Citation {role: 'LEGAL_BASIS'})-[:CITED]->(:Document)<-[:AFFECTS]-(e:LegalEffect) WHERE e.type IN $gone AND e.withdrawnOn IS NULL }
RETURN d.id AS id, d.title AS title, d.docNumber AS docNumber ORDER BY d.sort LIMIT 20`, { cited, issuerId, gone: GONE }),
});
