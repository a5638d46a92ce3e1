import { form, shape, spread } from './shape';

interface Block { [key: string]: unknown; name: string; folded: string }
interface Side { side: string; position: number; text: string; place: { name: string } | null }
interface Duty { role: string; unit: string | null; task: string }
interface About { place: unknown; tasks: unknown[]; responsibilities: Duty[]; units: unknown[]; neighbours: unknown[] }
const PLACE = 'id name kind areaKm2';
const TASK = 'id name kind number';
const NAMED = 'id name kind';

/** Everything about one block: itself with its boundaries, its tasks, who answers for them, those units, and what bounds it. */
export const oneBlock = shape<Block>({
  key: '11', title: 'one request, five root fields: everything about one block',
  // Of blocks with nothing inside: the peer's own relationships cannot say “or in a place within it”.
  cases: async ({ run }) => spread(await run(`MATCH (n:Place {kind: 'BLOCK'}) WHERE NOT EXISTS { (n)<-[:WITHIN]-(:Place) } AND NOT EXISTS { (n)<-[at:AT]-() WHERE at.relation IN ['FROM', 'TO'] }
WITH n, COUNT { (n)<-[:AT]-(:Task) } AS tasks WHERE tasks > 0 RETURN n.name AS name, n.folded AS folded ORDER BY tasks DESC, n.sort LIMIT 200`, {}), 10) as Block[],
  ours: form<Block, {
    place: Record<string, unknown>; tasks: { nodes: unknown[] }; responsibilities: { nodes: { role: string; party: { name?: string }; task: { name: string } }[] };
    units: { nodes: unknown[] }; places: { nodes: unknown[] };
  }>(
    ({ name }) => ({
      query: `query ($name: String!) {
  place(name: $name) { ${PLACE} within { name } boundaries { side position text place { name } } }
  tasks(first: 20, where: { place: { name: { eq: $name } } }) { nodes { ${TASK} } }
  responsibilities(first: 20, where: { task: { place: { name: { eq: $name } } } }) { nodes { role party { ... on Unit { name } } task { name } } }
  units(first: 20, where: { responsibilities: { some: { task: { place: { name: { eq: $name } } } } } }) { nodes { ${NAMED} } }
  places(first: 20, where: { bounds: { some: { name: { eq: $name } } } }) { nodes { ${NAMED} } }
}`,
      variables: { name },
    }),
    (data): About => ({
      place: data.place, tasks: data.tasks.nodes, units: data.units.nodes, neighbours: data.places.nodes,
      responsibilities: data.responsibilities.nodes.map(({ role, party, task }) => ({ role, unit: party.name ?? null, task: task.name })),
    }),
  ),
  peer: {
    list: form<Block, PeerAbout<unknown[], PeerDuty[]>>(
      ({ folded }) => ({ query: peerQuery((field, of, args, fields) => `${field}: ${of}(limit: 20, ${args}) { ${fields} }`), variables: { folded } }),
      ({ place, tasks, responsibilities, units, neighbours }): About => ({ place: readPlace(place[0]), tasks, responsibilities: readDuties(responsibilities), units, neighbours }),
    ),
    connection: form<Block, PeerAbout<Edges<unknown>, Edges<PeerDuty>>>(
      ({ folded }) => ({ query: peerQuery((field, of, args, fields) => `${field}: ${of}Connection(first: 20, ${args}) { edges { node { ${fields} } } }`), variables: { folded } }),
      ({ place, tasks, responsibilities, units, neighbours }): About => ({
        place: readPlace(place[0]), tasks: nodesOf(tasks), responsibilities: readDuties(nodesOf(responsibilities)), units: nodesOf(units), neighbours: nodesOf(neighbours),
      }),
    ),
  },
  raw: async (run, { folded }) => {
    const [row] = await run(`MATCH (p:Entity {folded: $folded}) WHERE p:Place
CALL (p) { MATCH (p)-[:WITHIN]->(w:Place) WITH w ORDER BY w.sort RETURN collect({name: w.name}) AS within }
CALL (p) { MATCH (p)<-[:BOUNDS_BLOCK]-(b:Boundary) OPTIONAL MATCH (b)-[:BOUNDED_BY]->(o:Place) WITH b, o ORDER BY b.sort
  RETURN collect({side: b.side, position: b.position, text: b.text, place: CASE WHEN o IS NOT NULL THEN {name: o.name} END}) AS boundaries, collect(DISTINCT o) AS around }
CALL (p) { MATCH (p)<-[:WITHIN*0..]-(site:Place)<-[at:AT]-(t:Task) WHERE site = p OR NOT at.relation IN ['FROM', 'TO'] WITH DISTINCT t ORDER BY t.sort RETURN collect(t) AS tasks }
CALL (tasks) { UNWIND tasks AS t MATCH (t)<-[:DUTY_FOR]-(r:Responsibility) WHERE r.view <> 'EXPANDED' MATCH (r)-[:HELD_BY]->(u) WITH t, r, u ORDER BY r.sort
  RETURN collect({role: r.role, unit: CASE WHEN u:Unit THEN u.name END, task: t.name})[..20] AS responsibilities, collect(DISTINCT CASE WHEN u:Unit THEN u END) AS held }
CALL (held) { UNWIND held AS u WITH u ORDER BY u.sort LIMIT 20 RETURN collect(u{.id, .name, .kind}) AS units }
CALL (around) { UNWIND around AS o WITH o ORDER BY o.sort LIMIT 20 RETURN collect(o{.id, .name, .kind}) AS neighbours }
RETURN p{.id, .name, .kind, .areaKm2} AS place, within, boundaries, [t IN tasks[..20] | t{.id, .name, .kind, .number}] AS tasks, responsibilities, units, neighbours`, { folded });
    if (!row) return null;
    const { place, within, boundaries, ...more } = row;
    return { place: { ...(place as object), within, boundaries }, ...more };
  },
});

interface PeerDuty { role: string; unit: { name: string }[]; task: { name: string }[] }
interface Edges<N> { edges: { node: N }[] }
interface PeerAbout<Plain, Duties> { place: (Record<string, unknown> & { boundaries: (Omit<Side, 'place'> & { place: { name: string }[] })[] })[]; tasks: Plain; responsibilities: Duties; units: Plain; neighbours: Plain }

const nodesOf = <N>({ edges }: Edges<N>): N[] => edges.map(({ node }) => node);
const readDuties = (duties: PeerDuty[]): Duty[] => duties.map(({ role, unit, task }) => ({ role, unit: unit[0]?.name ?? null, task: task[0]?.name ?? '' }));
const readPlace = (place: PeerAbout<unknown, unknown>['place'][number] | undefined): unknown =>
  place && { ...place, boundaries: place.boundaries.map((boundary): Side => ({ ...boundary, place: boundary.place[0] ?? null })) };

function peerQuery(list: (field: string, of: string, args: string, fields: string) => string): string {
  const here = 'places: { some: { folded: { eq: $folded } } }';
  const seen = 'view: { in: ["BOTH", "PLAIN"] }';
  const sort = 'sort: [{ sort: ASC }]';
  return `query ($folded: String!) {
  place: places(where: { folded: { eq: $folded } }) { ${PLACE} within(${sort}) { name } boundaries(${sort}) { side position text place { name } } }
  ${list('tasks', 'tasks', `where: { ${here} }, ${sort}`, TASK)}
  ${list('responsibilities', 'responsibilities', `where: { ${seen}, task: { some: { ${here} } } }, ${sort}`, 'role unit { name } task { name }')}
  ${list('units', 'units', `where: { responsibilities: { some: { ${seen}, task: { some: { ${here} } } } } }, ${sort}`, NAMED)}
  ${list('neighbours', 'places', `where: { bounds: { some: { block: { some: { folded: { eq: $folded } } } } } }, ${sort}`, NAMED)}
}`;
}
