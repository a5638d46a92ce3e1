import { form, shape, spread } from './shape';

interface Somewhere { [key: string]: unknown; name: string; folded: string }
interface Unit { name: string; responsibilities: { task: string | null }[] }
interface Duty { role: string; unit: Unit | null }
interface Task { name: string; responsibilities: Duty[] }
interface PeerTask { name: string; responsibilities: { role: string; unit: { name: string; responsibilities: { task: { name: string }[] }[] }[] }[] }
const SEEN = `{ view: { in: ["BOTH", "PLAIN"] } }`;
const PEER_TASK = `name responsibilities(where: ${SEEN}, sort: [{ sort: ASC }]) { role unit { name responsibilities(limit: 5, where: ${SEEN}, sort: [{ sort: ASC }]) { task { name } } } }`;

const readPeer = (tasks: PeerTask[]): Task[] => tasks.map(({ name, responsibilities }) => ({
  name, responsibilities: responsibilities.map(({ role, unit: [unit] }) => ({
    role, unit: unit ? { name: unit.name, responsibilities: unit.responsibilities.map(({ task }) => ({ task: task[0]?.name ?? null })) } : null,
  })),
}));

/**
 * A place, its first 10 tasks (also those of places inside it), who answers for each, and what else the first 5 duties of
 * each of these units are. The peer's own relationships are one step long, so they are right only for places with none
 * inside; its @cypher field is right for all.
 */
export const fourHops = shape<Somewhere>({
  key: '4', title: 'place → 10 tasks → responsibilities → units → 5 of their other tasks',
  cases: async ({ run }) => spread(await run('MATCH (n:Place)<-[:AT]-(t:Task) WITH n, count(DISTINCT t) AS tasks WHERE tasks > 2 AND COUNT { (o:Entity:Place) WHERE o.folded = n.folded } = 1 RETURN n.name AS name, n.folded AS folded ORDER BY tasks DESC, n.sort LIMIT 100', {}), 10) as Somewhere[],
  ours: form<Somewhere, { place: { name: string; tasks: { nodes: { name: string; responsibilities: { role: string; party: { name?: string; responsibilities?: { nodes: { task: { name: string } }[] } } }[] }[] } } | null }>(
    ({ name }) => ({
      query: `query ($name: String!) { place(name: $name) { name tasks(first: 10) { nodes { name responsibilities { role party { ... on Unit { name responsibilities(first: 5) { nodes { task { name } } } } } } } } } }`,
      variables: { name },
    }),
    ({ place }) => place && {
      name: place.name, tasks: place.tasks.nodes.map(({ name, responsibilities }) => ({
        name, responsibilities: responsibilities.map(({ role, party }) => ({ role, unit: party.responsibilities ? { name: party.name, responsibilities: party.responsibilities.nodes.map(({ task }) => ({ task: task.name })) } : null })),
      })),
    },
  ),
  peer: {
    list: form<Somewhere, { places: { name: string; tasks: PeerTask[] }[] }>(
      ({ folded }) => ({ query: `query ($folded: String!) { places(where: { folded: { eq: $folded } }) { name tasks(limit: 10, sort: [{ sort: ASC }]) { ${PEER_TASK} } } }`, variables: { folded } }),
      ({ places: [place] }) => (place ? { name: place.name, tasks: readPeer(place.tasks) } : null),
    ),
    connection: form<Somewhere, { places: { name: string; tasksConnection: { edges: { node: PeerTask }[] } }[] }>(
      ({ folded }) => ({ query: `query ($folded: String!) { places(where: { folded: { eq: $folded } }) { name tasksConnection(first: 10, sort: [{ node: { sort: ASC } }]) { edges { node { ${PEER_TASK} } } } } }`, variables: { folded } }),
      ({ places: [place] }) => (place ? { name: place.name, tasks: readPeer(place.tasksConnection.edges.map(({ node }) => node)) } : null),
    ),
    '@cypher': form<Somewhere, { places: { name: string; allTasks: PeerTask[] }[] }>(
      ({ folded }) => ({ query: `query ($folded: String!) { places(where: { folded: { eq: $folded } }) { name allTasks(first: 10) { ${PEER_TASK} } } }`, variables: { folded } }),
      ({ places: [place] }) => (place ? { name: place.name, tasks: readPeer(place.allTasks) } : null),
    ),
  },
  raw: async (run, { folded }) => {
    // Each unit's other tasks once, however often it stands in the answer.
    const rows = await run(`MATCH (p:Entity {folded: $folded}) WHERE p:Place
CALL (p) { MATCH (p)<-[:WITHIN*0..]-(site:Place)<-[at:AT]-(t:Task) WHERE site = p OR NOT at.relation IN ['FROM', 'TO'] WITH DISTINCT t ORDER BY t.sort LIMIT 10 RETURN collect(t) AS tasks }
CALL (tasks) { UNWIND tasks AS t MATCH (t)<-[:DUTY_FOR]-(r:Responsibility) WHERE r.view <> 'EXPANDED' MATCH (r)-[:HELD_BY]->(u) WITH t, r, u ORDER BY r.sort
  RETURN collect([t.sort, r.role, CASE WHEN u:Unit THEN u.id END]) AS duties, collect(DISTINCT CASE WHEN u:Unit THEN u END) AS units }
CALL (units) { UNWIND units AS u WITH u, u.id AS id CALL (id) { MATCH (r:Responsibility) WHERE r.heldById = id AND r.sort > '' AND r.view <> 'EXPANDED' WITH r ORDER BY r.sort LIMIT 5 MATCH (r)-[:DUTY_FOR]->(o:Task) WITH r, o ORDER BY r.sort RETURN collect(o.name) AS others }
  RETURN collect([u.id, u.name, others]) AS others }
RETURN p.name AS name, [t IN tasks | [t.sort, t.name]] AS tasks, duties, others`, { folded });
    const [row] = rows as { name: string; tasks: [string, string][]; duties: [string, string, string | null][]; others: [string, string, string[]][] }[];
    if (!row) return null;
    const units = new Map(row.others.map(([id, name, others]): [string, Unit] => [id, { name, responsibilities: others.map((task) => ({ task })) }]));
    return {
      name: row.name,
      tasks: row.tasks.map(([sort, name]): Task => ({ name, responsibilities: row.duties.filter(([of]) => of === sort).map(([, role, unit]) => ({ role, unit: unit === null ? null : units.get(unit) ?? null })) })),
    };
  },
});
