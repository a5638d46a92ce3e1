import { Reader } from '../../src/store/reader';
import { served } from './world';

/** How two things are connected and what stands around one, compared with a plain walk over the whole graph in memory. */
const { database, ask } = served({ own: true });

interface Thing { __typename: string; id: string; name?: string }
interface Step { relation: string; basis: string; reason: string | null; start: { id: string }; end: { id: string }; evidence: { line: number; quote: string }[] }
interface Path { length: number; nodes: Thing[]; steps: Step[] }
interface Neighborhood { nodes: Thing[]; steps: Step[]; truncated: boolean }

const THING = '__typename id ... on Entity { name }';
const STEP = 'relation basis reason start { id } end { id } evidence { line quote }';
const PATHS = `query ($from: ID!, $to: ID!, $maxLength: Int, $first: Int, $avoid: [String!], $expandGroups: Boolean) {
  paths(from: $from, to: $to, maxLength: $maxLength, first: $first, avoid: $avoid, expandGroups: $expandGroups) { length nodes { ${THING} } steps { ${STEP} } } }`;
const AROUND = `query ($id: ID!, $depth: Int, $types: [String!], $first: Int, $expandGroups: Boolean) {
  neighborhood(id: $id, depth: $depth, types: $types, first: $first, expandGroups: $expandGroups) { nodes { ${THING} } steps { ${STEP} } truncated } }`;

async function paths(from: string, to: string, more: Record<string, unknown> = {}): Promise<Path[]> {
  const { data, errors } = await ask<{ paths: Path[] }>(PATHS, { from, to, ...more });
  expect(errors).toBeUndefined();
  return data.paths;
}
async function around(id: string, more: Record<string, unknown> = {}): Promise<Neighborhood | null> {
  const { data, errors } = await ask<{ neighborhood: Neighborhood | null }>(AROUND, { id, ...more });
  expect(errors).toBeUndefined();
  return data.neighborhood;
}

/** The graph as it is stored, with a walk of its own. */
interface Stored { id: string; label: string; name: string | null; sort: string; view: string | null; withdrawnOn: string | null; evidence: string[] }
interface Edge { relation: string; start: string; end: string; evidence: string[] | null }
const nodes = new Map<string, Stored>();
const edges: Edge[] = [];
const beside = new Map<string, Set<string>>();
beforeAll(async () => {
  for (const row of await database.store.run('MATCH (n:Node) RETURN n.id AS id, n.label AS label, n.name AS name, n.sort AS sort, n.view AS view, n.withdrawnOn AS withdrawnOn, n.evidence AS evidence')) nodes.set(row.id as string, row as unknown as Stored);
  edges.push(...(await database.store.run("MATCH (a:Node)-[r]->(b:Node) WHERE type(r) <> 'ALIAS_OF' RETURN type(r) AS relation, a.id AS start, b.id AS end, r.evidence AS evidence")) as unknown as Edge[]);
  for (const { start, end } of edges) for (const [a, b] of [[start, end], [end, start]] as const) beside.set(a, (beside.get(a) ?? new Set()).add(b));
});

const called = (name: string, label: string): string => [...nodes.values()].find((node) => node.name === name && node.label === label)?.id ?? '';
const inPrint = (a: string, b: string): number => ((nodes.get(a)?.sort ?? '') < (nodes.get(b)?.sort ?? '') ? -1 : 1);
const printed = (ids: Iterable<string>): string[] => [...ids].sort(inPrint);
interface Walk { expandGroups?: boolean; avoid?: string[]; types?: string[] }
function walkable(id: string, { expandGroups = false, avoid = [], types }: Walk): boolean {
  const node = nodes.get(id);
  return node !== undefined && node.view !== (expandGroups ? 'PLAIN' : 'EXPANDED') && !node.withdrawnOn && !avoid.includes(node.label) && (types?.includes(node.label) ?? true);
}
function distances(from: string, walk: Walk): Map<string, number> {
  const found = new Map([[from, 0]]);
  for (const [id, distance] of found) {
    if (id !== from && !walkable(id, walk)) continue;
    for (const other of beside.get(id) ?? []) if (!found.has(other)) found.set(other, distance + 1);
  }
  return found;
}
/** All shortest ways in printed order of their things, as many as are wanted. */
function ways(from: string, to: string, maxLength: number, first: number, walk: Walk): string[][] {
  const left = distances(to, walk);
  const length = left.get(from);
  if (length === undefined || length > maxLength) return [];
  const extend = (way: string[]): string[][] => {
    if (way.length > length) return [way];
    const next = printed(beside.get(way.at(-1) ?? '') ?? []).filter((id) => left.get(id) === length - way.length && (id === to || walkable(id, walk)));
    const found: string[][] = [];
    for (const id of next) if (found.length < first) found.push(...extend([...way, id]));
    return found;
  };
  return extend([from]).slice(0, first);
}

let seed = 20200215;
const random = (below: number): number => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return Math.floor((seed / 4_294_967_296) * below);
};

function expectProved({ relation, start, end, basis, evidence }: Step): void {
  const stored = edges.filter((edge) => edge.relation === relation && edge.start === start.id && edge.end === end.id);
  const proofs = stored.map((edge) => edge.evidence ?? nodes.get(start.id)?.evidence ?? []);
  const told = evidence.map(({ line, quote }) => `${line} ${quote}`);
  expect([relation, proofs.map((proof) => proof.map((text) => text.replace(/^\S+ (\d+):\S+ /, '$1 ')))]).toEqual([relation, expect.arrayContaining([told])]);
  if (basis !== 'EXTERNAL') expect([relation, told.length > 0]).toEqual([relation, true]);
}

/** One way as it reads: types or names, with the relationships between them and which way they point. */
const told = ({ nodes: things, steps }: Path): string => things.map((thing, at) => {
  const step = steps[at];
  return `${thing.name ?? thing.__typename}${step ? (step.start.id === thing.id ? ` ${step.relation}> ` : ` <${step.relation} `) : ''}`;
}).join('');
const linesOf = ({ steps }: Path): string[] => steps.map(({ evidence }) => `${evidence[0]?.line} ${evidence[0]?.quote}`);

describe('read off the gazette', () => {
  test('a person and a unit: by the post that the sentence gives', async () => {
    const found = await paths(called('项云玮', 'Person'), called('温州市民政局', 'Unit'));
    expect(found.map(told)).toEqual(['项云玮 <OF_PERSON PersonnelChange TO_POST> Post POST_IN> 温州市民政局']);
    expect(found.map(linesOf)).toEqual([Array(3).fill('630 项云玮任温州市民政局副局长')]);
  });

  test('an official and a road: by the list that the city’s government signed, or by the duty of the company that he left', async () => {
    const [official, road] = [called('傅文明', 'Person'), called('海工大道', 'Place')];
    expect((await paths(official, road)).map(told)).toEqual(['傅文明 <OF_PERSON PersonnelChange ORDERED_BY> 1月份市政府人事任免 ISSUED_BY> 温州市人民政府 GOVERNS> 温州市 <WITHIN 海工大道']);
    const found = await paths(official, road, { avoid: ['Document', 'Place'] });
    expect(found.map(told)).toEqual(['傅文明 <OF_PERSON PersonnelChange TO_POST> Post POST_IN> 温州市城市建设投资集团有限公司 <HELD_BY Responsibility DUTY_FOR> 滨海大道市区南段快速路 AT> 海工大道']);
    expect(linesOf(found[0] as Path)).toEqual([
      '870 傅文明的温州市城市建设投资集团有限公司副总经理职务', '870 傅文明的温州市城市建设投资集团有限公司副总经理职务', '796 徐静任的温州市城市建设投资集团有限公司副总经理职务',
      '331 市城投集团', '331 市城投集团', '331 滨海大道北段接地处至海工大道',
    ]);
  });

  test('two documents: by what one says of the other, or by a third that cites both in one clause', async () => {
    const notice = '温州市人民政府关于开展第七次全国人口普查的通知';
    expect((await paths(called(notice, 'Document'), called('中华人民共和国统计法', 'Document'))).map(told)).toEqual([`${notice} <CITING Citation CITED> 中华人民共和国统计法`]);
    const [central, provincial] = ['国务院关于开展第七次全国人口普查的通知', '浙江省人民政府关于开展第七次人口普查的通知'];
    expect((await paths(called(central, 'Document'), called(provincial, 'Document'))).map(told)).toEqual([
      `${central} <CITED Citation CITING> ${notice} <CITING Citation CITED> ${provincial}`, `${central} <CITED Citation IN_PROVISION> Provision <IN_PROVISION Citation CITED> ${provincial}`,
    ]);
  });

  test('two blocks of different districts: by the road that bounds one in the west and the other in the east', async () => {
    const found = await paths(called('温州南湖科创小镇', 'Place'), called('塘下北工业园区核心区', 'Place'), { avoid: ['Task'], first: 10 });
    const road = found.find((path) => path.nodes.some(({ name }) => name === '104国道')) as Path;
    expect(told(road)).toBe('温州南湖科创小镇 <BOUNDS_BLOCK Boundary BOUNDED_BY> 104国道 <BOUNDED_BY Boundary BOUNDS_BLOCK> 塘下北工业园区核心区');
    expect(linesOf(road)).toEqual(['311 西部边界为104国道', '311 西部边界为104国道', '316 东至104国道', '316 东至104国道']);
    expect(new Set(found.map(({ length }) => length))).toEqual(new Set([4]));
  });

  test('a group’s member answers for a task only where groups are expanded; until then the path names the group and why the unit is in it', async () => {
    const [task, unit] = ['培育温商创新名家', '乐清市政府'];
    const asked = (more: Record<string, unknown>): Promise<Path[]> => paths(called(task, 'Task'), called(unit, 'Unit'), { avoid: ['Document', 'Place'], ...more });
    const [plain, expanded] = [await asked({}), await asked({ expandGroups: true })];
    expect(plain.map(told)).toEqual([`${task} <DUTY_FOR Responsibility HELD_BY> “一区五园”所在地政府（管委会） HAS_MEMBER> ${unit}`]);
    expect(plain[0]?.steps.map(({ basis, reason }) => [basis, reason === null])).toEqual([['STATED', true], ['STATED', true], ['INFERRED', false]]);
    expect(expanded.map(told)).toEqual([`${task} <DUTY_FOR Responsibility HELD_BY> ${unit}`]);
    expect(expanded[0]?.steps.map(({ basis, reason }) => [basis, reason?.startsWith('经“')])).toEqual([['INFERRED', true], ['INFERRED', true]]);
  });
});

describe('every connection', () => {
  test.each<[number, Walk]>([[60, {}], [30, { expandGroups: true }], [30, { avoid: ['Document', 'GazetteIssue', 'Discrepancy'] }]])('%d random pairs are connected as a plain search of the whole graph finds: %p', async (pairs, walk) => {
    const ids = printed([...nodes.values()].filter(({ label }) => label !== 'Alias').map(({ id }) => id));
    const entities = ids.filter((id) => nodes.get(id)?.name);
    let connected = 0;
    for (let pair = 0; pair < pairs; pair += 1) {
      const from = pair % 2 ? ids : entities;
      const [a, b, maxLength, first] = [from[random(from.length)] as string, from[random(from.length)] as string, 1 + random(10), 1 + random(10)];
      const found = await paths(a, b, { maxLength, first, ...walk });
      expect([a, b, maxLength, found.map((path) => path.nodes.map(({ id }) => id))]).toEqual([a, b, maxLength, ways(a, b, maxLength, first, walk)]);
      for (const { length, nodes: things, steps } of found) {
        connected += 1;
        expect([steps.length, things.length]).toEqual([length, length + 1]);
        steps.forEach((step, at) => {
          expect([step.start.id, step.end.id].sort()).toEqual([things[at]?.id, things[at + 1]?.id].sort());
          expectProved(step);
        });
      }
    }
    expect(connected).toBeGreaterThan(pairs / 2);
  });

  test('every type of relationship of the graph can be a step and is proved, but for bookkeeping', async () => {
    const one = new Map(edges.map((edge) => [`${nodes.get(edge.start)?.label} ${edge.relation}`, edge]));
    expect(one.size).toBeGreaterThan(45);
    for (const { start, end, relation } of one.values()) {
      const [path, ...others] = await paths(start, end, { maxLength: 1 });
      expect([relation, others]).toEqual([relation, []]);
      expect(edges).toContainEqual(expect.objectContaining({ start: path?.steps[0]?.start.id, end: path?.steps[0]?.end.id, relation: path?.steps[0]?.relation }));
      expectProved(path?.steps[0] as Step);
    }
  });

  test('from a thing to itself there is one path without steps; to nothing there is none', async () => {
    const id = called('温州市', 'Place');
    const [alias] = [...nodes.values()].filter(({ label }) => label === 'Alias');
    expect(await paths(id, id)).toEqual([{ length: 0, nodes: [{ __typename: 'Place', id, name: '温州市' }], steps: [] }]);
    for (const unknown of ['x', alias?.id as string]) expect([await paths(unknown, id), await paths(id, unknown), await paths(unknown, unknown), await around(unknown)]).toEqual([[], [], [], null]);
  });
});

describe('what stands around a thing', () => {
  /** As the schema tells it: layer by layer in printed order, from all but the middle only the first 30. */
  function layers(centre: string, depth: number, first: number, walk: Walk): { ids: string[]; truncated: boolean } {
    const shown = [centre];
    let [layer, truncated] = [[centre], false];
    for (let distance = 1; distance <= depth; distance += 1) {
      const next = new Set<string>();
      for (const id of layer) {
        const unseen = printed(beside.get(id) ?? []).filter((other) => !shown.includes(other) && walkable(other, walk));
        const most = distance === 1 ? first : 30;
        if (unseen.length > most) truncated = true;
        unseen.slice(0, most).forEach((other) => next.add(other));
      }
      layer = printed(next).slice(0, first - shown.length);
      if (layer.length < next.size) truncated = true;
      shown.push(...layer);
    }
    return { ids: shown, truncated };
  }

  test('is what a plain walk finds, whole where nothing is left out, with whatever joins it', async () => {
    const ids = printed([...nodes.values()].filter(({ label }) => label !== 'Alias').map(({ id }) => id));
    let whole = 0;
    for (const walk of [{}, { expandGroups: true }, { types: ['Place', 'Task', 'Unit', 'Responsibility'] }] as Walk[]) {
      for (let turn = 0; turn < 12; turn += 1) {
        const [id, depth, first] = [ids[random(ids.length)] as string, 1 + random(3), 1 + random(300)];
        const found = (await around(id, { depth, first, ...walk })) as Neighborhood;
        const kept = new Set(found.nodes.map((node) => node.id));
        const expected = layers(id, depth, first, walk);
        expect([id, depth, first, [...kept], found.truncated]).toEqual([id, depth, first, expected.ids, expected.truncated]);
        if (!found.truncated) {
          whole += 1;
          const all = [...distances(id, walk)].filter(([other, distance]) => distance <= depth && (other === id || walkable(other, walk)));
          expect([...kept].sort()).toEqual(all.map(([other]) => other).sort());
        }
        const joining = new Set(edges.filter(({ start, end }) => kept.has(start) && kept.has(end)).map(({ start, relation, end }) => `${start} ${relation} ${end}`));
        expect(found.steps.map(({ start, relation, end }) => `${start.id} ${relation} ${end.id}`).sort()).toEqual([...joining].sort());
        found.steps.forEach(expectProved);
      }
    }
    expect(whole).toBeGreaterThan(5);
  });

  test('a block with its five printed sides and the roads that form them', async () => {
    const found = (await around(called('金海湖科创核心区', 'Place'), { depth: 2, types: ['Place', 'Boundary'], first: 300 })) as Neighborhood;
    expect(found.nodes[0]?.name).toBe('金海湖科创核心区');
    const sides = found.steps.filter(({ relation, end }) => relation === 'BOUNDS_BLOCK' && end.id === found.nodes[0]?.id).map(({ start }) => start.id);
    const roads = found.steps.filter(({ relation, start }) => relation === 'BOUNDED_BY' && sides.includes(start.id)).map(({ end }) => nodes.get(end.id)?.name);
    expect([sides.length, roads.sort()]).toEqual([5, ['滨海五道', '滨海五道', '滨海五道', '滨海五道', '金海三道']]);
  });
});

describe('bounds', () => {
  test.each([
    ['paths', { maxLength: 0 }, 'maxLength'], ['paths', { maxLength: 11 }, 'maxLength'], ['paths', { first: 0 }, 'first'], ['paths', { first: 11 }, 'first'], ['paths', { avoid: ['Alias'] }, 'avoid'], ['paths', { avoid: ['Entity'] }, 'avoid'],
    ['neighborhood', { depth: 0 }, 'depth'], ['neighborhood', { depth: 4 }, 'depth'], ['neighborhood', { first: 0 }, 'first'], ['neighborhood', { first: 301 }, 'first'], ['neighborhood', { types: ['Place', 'place'] }, 'types'],
  ])('%s with %p is refused', async (field, given, argument) => {
    const id = called('温州市', 'Place');
    const answer = await ask(field === 'paths' ? PATHS : AROUND, { from: id, to: id, id, ...given });
    expect([answer.status, answer.errors?.[0]?.extensions]).toEqual([400, expect.objectContaining({ code: 'BAD_USER_INPUT', argument })]);
    if (['avoid', 'types'].includes(argument)) expect(answer.errors?.[0]?.extensions.repair).toMatch(/Boundary, Citation, .*Unit, UnitChange, UnitGroup/);
  });

  test('a null is the default', async () => {
    const [a, b] = [called('傅文明', 'Person'), called('海工大道', 'Place')];
    expect(await paths(a, b, { maxLength: null, first: null, avoid: null, expandGroups: null })).toEqual(await paths(a, b));
    expect(await around(a, { depth: null, first: null, types: null, expandGroups: null })).toEqual(await around(a));
  });

  test('two things that touch too much, or take too long, are refused and say so', async () => {
    const [a, b] = [called('傅文明', 'Person'), called('海工大道', 'Place')];
    const { run } = Reader.prototype;
    const spy = jest.spyOn(Reader.prototype, 'run').mockImplementation(async function (this: Reader, cypher, params) { return (await run.call(this, cypher, params)).map((row) => ('degree' in row ? { ...row, degree: 1_000_000 } : row)); });
    const costly = await ask(PATHS, { from: a, to: b });
    spy.mockRestore();
    expect([costly.status, costly.errors?.[0]?.extensions]).toEqual([400, expect.objectContaining({ code: 'TOO_COSTLY', argument: 'maxLength', repair: expect.stringContaining('at most 1') as unknown })]);
    const now = Date.now;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 4_000 * clock.mock.calls.length);
    const late = await ask(PATHS, { from: a, to: b });
    clock.mockRestore();
    expect([late.status, late.errors?.[0]?.extensions.code]).toEqual([504, 'TIMEOUT']);
  });
});

const write = (cypher: string): Promise<void> => database.store.write(async (run) => void (await run(cypher)));

describe('a graph with a past and withdrawn records', () => {
  const [laws, road] = ["MATCH (a:Document {name: '中华人民共和国统计法'}) MATCH (b:Document {name: '优化营商环境条例'})", "MATCH (r:Place {name: '海工大道'})"];
  afterEach(() => write('MATCH (n) WHERE n.test = true DETACH DELETE n'));

  test('what was withdrawn or is only kept as past connects nothing', async () => {
    const [a, b] = [called('中华人民共和国统计法', 'Document'), called('优化营商环境条例', 'Document')];
    const before = await paths(a, b, { maxLength: 10 });
    expect(before[0]?.length).toBeGreaterThan(2);
    await write(`${laws} CREATE (a)<-[:AFFECTS]-(:Node:LegalEffect {test: true, id: 'w', label: 'LegalEffect', sort: '0', withdrawnOn: '2020-02-01', evidence: []})-[:CAUSED_BY]->(b)`);
    await write(`${laws} CREATE (a)<-[:CITED]-(:Node:Past {test: true, id: 'p', label: 'Citation', sort: '0', evidence: []})-[:CITING]->(b)`);
    await write(`${laws} CREATE (a)<-[:NOW]-(:FormerId {test: true, id: 'f'})-[:NOW]->(b)`);
    expect(await paths(a, b, { maxLength: 10 })).toEqual(before);
    const shown = (await around(a))?.nodes.map(({ id }) => id) ?? [];
    expect(['w', 'p', 'f'].filter((id) => shown.includes(id))).toEqual([]);
    await write("MATCH (w:Node {id: 'w'}) REMOVE w.withdrawnOn");
    expect((await paths(a, b)).map((path) => path.nodes[1]?.id)).toEqual(['w']);
    expect((await around(a))?.nodes.map(({ id }) => id)).toContain('w');
  });

  test('an id of before leads to the thing as it is now', async () => {
    await write(`${road} CREATE (:FormerId {test: true, id: 'former'})-[:NOW]->(r)`);
    const [a, b] = [called('傅文明', 'Person'), called('海工大道', 'Place')];
    expect(await paths(a, 'former')).toEqual(await paths(a, b));
    expect((await paths('former', b))[0]?.length).toBe(0);
    expect(await around('former')).toEqual(await around(b));
  });
});

// Last: it fills the graph.
test('a hub is met, and not carried about', async () => {
  for (let from = 1; from < 20_000; from += 5_000) {
    await write(`MATCH (c:Place {name: '温州市', kind: 'CITY'}) UNWIND range(${from}, ${from + 4_999}) AS i CREATE (:Node:Entity:Place {test: true, id: 'v' + i, label: 'Place', name: '村' + i, kind: 'VILLAGE', sort: '~' + i, evidence: []})-[:WITHIN {basis: 'STATED', evidence: []}]->(c)`);
  }
  const { run } = Reader.prototype;
  let largest = 0;
  const spy = jest.spyOn(Reader.prototype, 'run').mockImplementation(async function (this: Reader, cypher, params) {
    const rows = await run.call(this, cypher, params);
    largest = Math.max(largest, rows.flatMap((row) => Object.values(row)).flat().length);
    return rows;
  });
  const city = called('温州市', 'Place');
  for (const other of ['v777', called('傅文明', 'Person'), called('培育温商创新名家', 'Task'), called('104国道', 'Place')]) {
    for (const [a, b] of [[city, other], [other, city], ['v1', other]] as const) expect((await paths(a, b, { maxLength: 10, first: 10 })).length).toBeGreaterThan(0);
  }
  const found = (await around(city, { depth: 3, first: 300 })) as Neighborhood;
  expect([found.nodes.length, found.truncated]).toEqual([300, true]);
  spy.mockRestore();
  expect(largest).toBeGreaterThan(300);
  expect(largest).toBeLessThan(3_000);
});
