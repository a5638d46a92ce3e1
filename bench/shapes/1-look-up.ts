import { fold } from '../../src/records/fold';
import { form, shape, spread } from './shape';

interface Looked { [key: string]: unknown; id?: string; docNumber?: string }
const FIELDS = 'id title docNumber kind signedOn';

/** Half of the look-ups by id, half by 文号; in the peer by the folded form that is stored, as a client that knows of it would. */
export const lookUp = shape<Looked>({
  key: '1', title: 'a document by id or by 文号, five scalars',
  cases: async ({ run }) => {
    const numbered = await run('MATCH (n:Document) WHERE n.docNumber IS NOT NULL WITH n.docNumberFolded AS folded, collect(n) AS found WHERE size(found) = 1 AND NOT EXISTS { (a:Alias)-[:ALIAS_OF]->(:Document) WHERE a.folded = folded } RETURN found[0].docNumber AS docNumber, found[0].sort AS sort ORDER BY sort', {});
    const all = await run('MATCH (n:Document) RETURN n.id AS id ORDER BY n.sort', {});
    const [byNumber, byId] = [spread(numbered, 20), spread(all, 20)];
    return byId.flatMap(({ id }, at) => [{ id: id as string }, ...(byNumber[at] ? [{ docNumber: byNumber[at].docNumber as string }] : [])]);
  },
  ours: form<Looked, { document: unknown }>(
    ({ id, docNumber }) => (id === undefined
      ? { query: `query ($docNumber: String!) { document(docNumber: $docNumber) { ${FIELDS} } }`, variables: { docNumber } }
      : { query: `query ($id: ID!) { document(id: $id) { ${FIELDS} } }`, variables: { id } }),
    ({ document }) => document,
  ),
  peer: {
    list: form<Looked, { documents: unknown[] }>(
      ({ id, docNumber }) => (id === undefined
        ? { query: `query ($number: String!) { documents(where: { docNumberFolded: { eq: $number } }) { ${FIELDS} } }`, variables: { number: fold(docNumber ?? '') } }
        : { query: `query ($id: ID!) { documents(where: { id: { eq: $id } }) { ${FIELDS} } }`, variables: { id } }),
      ({ documents }) => documents[0] ?? null,
    ),
    connection: form<Looked, { documentsConnection: { edges: { node: unknown }[] } }>(
      ({ id, docNumber }) => (id === undefined
        ? { query: `query ($number: String!) { documentsConnection(where: { docNumberFolded: { eq: $number } }, first: 1) { edges { node { ${FIELDS} } } } }`, variables: { number: fold(docNumber ?? '') } }
        : { query: `query ($id: ID!) { documentsConnection(where: { id: { eq: $id } }, first: 1) { edges { node { ${FIELDS} } } } }`, variables: { id } }),
      ({ documentsConnection }) => documentsConnection.edges[0]?.node ?? null,
    ),
  },
  raw: async (run, { id, docNumber }) => {
    const columns = 'RETURN n.id AS id, n.title AS title, n.docNumber AS docNumber, n.kind AS kind, n.signedOn AS signedOn LIMIT 1';
    const [row] = id === undefined
      ? await run(`MATCH (n:Document {docNumberFolded: $number}) ${columns}`, { number: fold(docNumber ?? '') })
      : await run(`MATCH (n:Node {id: $id}) ${columns}`, { id });
    return row ?? null;
  },
});
