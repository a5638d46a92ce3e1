import { restedOnBy, restingOn } from '../../src/audit/dependence';
import { NOW } from '../../src/audit/force-on-a-day';
import { RequestContext } from '../../src/query/context';
import { served } from './world';

/** What no longer holds, and what rests on it: on the real records, then on generated graphs against a traversal of our own. */
const { database, ask } = served({ own: true });

interface Finding { document: { title: string }; rootCause: { title: string }; status: { value: string; basis: string; since: string | null; checkedOn: string | null }; depth: number; chain: { role: string; evidence: { quote: string }[]; citing: { title: string }; cited: { title: string } }[] }
const FINDING = 'document { title } rootCause { title } status { value basis since checkedOn reason } depth chain { role evidence { line quote } citing { title } cited { title } }';
const audit = async (args: string): Promise<{ totalCount: number; nodes: Finding[] }> => {
  const { data, errors } = await ask<{ dependencyAudit: { totalCount: number; nodes: Finding[] } }>(`{ dependencyAudit(${args}) { totalCount nodes { ${FINDING} } } }`);
  expect(errors).toBeUndefined();
  return data.dependencyAudit;
};

describe('the force of documents', () => {
  const status = async (title: string, asOf: string) => (await ask<{ document: { status: { value: string; basis: string; since: string | null } } }>('query ($t: String, $d: Date) { document(title: $t) { status(asOf: $d) { value basis since } } }', { t: title, d: asOf })).data.document.status;
  const ZERO_LAND = '温州浙南沿海先进装备产业集聚区（经开区、瓯飞）管委会关于进一步深化工业企业“零土地”技改项目审批方式改革的通知';
  test.each([
    ['中华人民共和国统计法', '2020-01-21', 'IN_FORCE', 'EXTERNAL'], ['中华人民共和国统计法', '2024-09-12', 'IN_FORCE', 'EXTERNAL'], ['中华人民共和国统计法', '2024-09-13', 'AMENDED', 'EXTERNAL'],
    [ZERO_LAND, '2020-01-07', 'NOT_YET_IN_FORCE', 'COMPUTED'], [ZERO_LAND, '2022-01-07', 'IN_FORCE', 'STATED'], [ZERO_LAND, '2022-01-08', 'EXPIRED_BY_TERM', 'COMPUTED'],
    ['温州市人民政府关于开展第七次全国人口普查的通知', '2020-01-21', 'IN_FORCE', 'INFERRED'], ['温州市人民政府关于开展第七次全国人口普查的通知', '2026-11-23', 'PURPOSE_FULFILLED', 'INFERRED'],
    ['国务院关于开展第七次全国人口普查的通知', '2020-01-21', 'UNKNOWN', 'INFERRED'], ['温州市优化营商环境办法', '2026-11-23', 'UNKNOWN', 'INFERRED'],
    ['温州人才住房建设和配售配租管理办法', '2026-11-23', 'PLANNED', 'STATED'], ['政府工作报告（征求意见稿）', '2020-01-10', 'DRAFT', 'STATED'], ['全国人口普查条例', '2010-05-31', 'NOT_YET_IN_FORCE', 'COMPUTED'],
  ])('%s on %s is %s', async (title, day, value, basis) => {
    expect(await status(title, day)).toMatchObject({ value, basis });
  });
  test('effects come oldest first, each with its source', async () => {
    const { data } = await ask<{ document: { effects: { type: string; effectiveFrom: string; sourceUrl: string; affecting: { basis: string; sourceUrl: string } | null }[] } }>('{ document(title: "中华人民共和国统计法") { effects { type effectiveFrom sourceUrl basis checkedOn affecting { title basis sourceUrl } } } }');
    expect(data.document.effects.map(({ type, effectiveFrom }) => `${type} ${effectiveFrom}`)).toEqual(['ENTERS_INTO_FORCE 1983-12-08', 'AMENDS 1996-05-15', 'ENTERS_INTO_FORCE 2010-01-01', 'AMENDS 2024-09-13']);
    expect(data.document.effects.at(-1)?.affecting?.basis).toBe('EXTERNAL');
    for (const { sourceUrl } of data.document.effects) expect(sourceUrl).toMatch(/^https?:/);
  });
  test('documents are found by what happened to them', async () => {
    const { data } = await ask<{ documents: { nodes: { title: string }[] } }>('{ documents(where: { effects: { some: { type: { eq: TERM_ENDS }, basis: { eq: COMPUTED }, effectiveFrom: { lte: "2022-12-31" } } } }) { nodes { docNumber } } none: documents(where: { effects: { none: {} }, held: { eq: true }, signedOn: { isNull: false } }) { totalCount } }');
    expect(data.documents.nodes).toHaveLength(2);
  });
});

describe('the audit on the real records', () => {
  test('the 解读 of the 零土地 notice rests on nothing that ended before the term did', async () => {
    const before = await audit('asOf: "2022-01-07", roles: [INTERPRETS]');
    expect(before.totalCount).toBe(0);
    const after = await audit('asOf: "2022-01-08", roles: [INTERPRETS]');
    expect(after.nodes).toMatchObject([{ depth: 1, status: { value: 'EXPIRED_BY_TERM', basis: 'COMPUTED', since: '2022-01-08', checkedOn: '2026-11-23' }, chain: [{ role: 'INTERPRETS' }] }]);
  });
  test('who rests on documents whose purpose is fulfilled', async () => {
    const { nodes } = await audit('asOf: "2026-11-24"');
    expect(nodes.map(({ document, rootCause, depth }) => [document.title, rootCause.title, depth])).toEqual([
      ['温州市人民政府关于开展第七次全国人口普查的通知', '国务院关于开展第七次全国人口普查的通知', 1],
      ['温州市人民政府关于开展第七次全国人口普查的通知', '浙江省人民政府关于开展第七次人口普查的通知', 1],
    ]);
    for (const { chain } of nodes) expect(chain[0]?.evidence[0]?.quote).toBeTruthy();
  });
  test('amended bases, asked for by status', async () => {
    const { nodes } = await audit('asOf: "2024-09-13", statuses: [AMENDED]');
    expect(nodes.map(({ document, rootCause, chain }) => [document.title, rootCause.title, chain[0]?.role])).toEqual([['温州市人民政府关于开展第七次全国人口普查的通知', '中华人民共和国统计法', 'CONFORMS_TO']]);
    expect((await audit('asOf: "2024-09-12", statuses: [AMENDED]')).totalCount).toBe(0);
  });
  test('the same of one document, both ways', async () => {
    const { data } = await ask<{ a: { dependencies: { nodes: Finding[] } }; b: { dependents: { totalCount: number } } }>(`{ a: document(docNumber: "温政发〔2020〕2号") { dependencies(asOf: "2024-09-13") { nodes { ${FINDING} } } } b: document(docNumber: "浙政发〔2014〕38号") { dependents(asOf: "2024-09-13") { totalCount } } }`);
    expect(data.a.dependencies.nodes.map(({ rootCause, status }) => `${rootCause.title} ${status.value}`)).toEqual(['国务院关于开展第七次全国人口普查的通知 UNKNOWN', '浙江省人民政府关于开展第七次人口普查的通知 UNKNOWN', '中华人民共和国统计法 AMENDED', '全国人口普查条例 IN_FORCE']);
    expect(data.b.dependents.totalCount).toBe(2);
  });
  test('sole bases, lost bases, changed parties, checks that are due, divergences', async () => {
    const { data, errors } = await ask<{
      soleBases: { nodes: { provision: { path: string } | null; cited: { title: string } }[] }; lostBases: { nodes: { citation: { cited: { title: string } }; whenSigned: { value: string }; now: { value: string } }[] };
      changedParties: { unit: { name: string }; change: { type: string }; duties: object[] }[]; documentsToCheck: { nodes: { title: string; status: { checkedOn: string | null } }[]; totalCount: number }; divergences: { totalCount: number };
    }>(`{
      soleBases { nodes { provision { path } cited { title } } }
      lostBases(asOf: "2024-09-13", roles: [LEGAL_BASIS, CONFORMS_TO, INTERPRETS]) { nodes { citation { cited { title } } whenSigned { value } now { value } } }
      changedParties { unit { name } change { type } issued { title } duties { id } }
      documentsToCheck(first: 100) { totalCount nodes { title status(asOf: "2026-11-24") { checkedOn } } }
      divergences { totalCount } }`);
    expect(errors).toBeUndefined();
    expect(data.soleBases.nodes.map(({ cited }) => cited.title)).toContain('温州环大罗山科创走廊建设规划');
    expect(data.lostBases.nodes).toEqual([]);
    expect(data.changedParties.find(({ unit }) => unit.name === '温州市城市建设投资集团有限公司')?.duties.length).toBeGreaterThan(3);
    const checks = data.documentsToCheck.nodes.map(({ status }) => status.checkedOn ?? '');
    expect(checks).toEqual([...checks].sort());
    expect([checks[0], checks.at(-1)]).toEqual(['', '2026-11-23']);
    expect(data.divergences.totalCount).toBeGreaterThan(5);
  });
  test.each([
    ['dependencyAudit(maxDepth: 0) { totalCount }', 'maxDepth'], ['dependencyAudit(maxDepth: 50) { totalCount }', 'maxDepth'], ['dependencyAudit(asOf: "1800-01-01") { totalCount }', 'asOf'], ['dependencyAudit(asOf: "2200-01-01") { totalCount }', 'asOf'],
    ['dependencyAudit(first: 0) { totalCount }', 'first'], ['dependencyAudit(after: "x") { totalCount }', 'after'],
  ])('refused: %s', async (field, argument) => {
    const answer = await ask(`{ ${field} }`);
    expect([answer.status, answer.errors?.[0]?.extensions]).toEqual([400, expect.objectContaining({ code: 'BAD_USER_INPUT', argument })]);
  });
  test('an unknown status names the argument and the repair', async () => {
    const answer = await ask('{ dependencyAudit(statuses: [GONE]) { totalCount } }');
    expect([answer.status, answer.errors?.[0]?.message]).toEqual([400, expect.stringMatching(/statuses: use one of .*REPEALED/)]);
  });
});

/** A small generator with a seed, so that a failing graph can be made again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const ROLES = ['LEGAL_BASIS', 'IMPLEMENTS', 'CONFORMS_TO', 'BY_ANALOGY', 'REFERENCE'];
interface Edge { id: string; from: string; to: string; role: string }
function generate(documents: number, citations: number, seed: number): { ids: string[]; edges: Edge[] } {
  const random = generator(seed);
  const ids = Array.from({ length: documents }, (_, at) => `generated-${seed}-${at}`);
  const pick = (): string => ids[Math.floor(random() * documents)] ?? '';
  const edges = Array.from({ length: citations }, (_, at) => ({ id: `generated-citation-${seed}-${String(at).padStart(6, '0')}`, from: pick(), to: pick(), role: ROLES[Math.floor(random() * ROLES.length)] ?? '' }));
  return { ids, edges };
}
async function store({ ids, edges }: { ids: string[]; edges: Edge[] }): Promise<void> {
  const write = (cypher: string, rows: unknown[]): Promise<void> => database.store.write(async (run) => void (await run(cypher, { rows })));
  for (let at = 0; at < ids.length; at += 2_000) await write('UNWIND $rows AS id CREATE (:Node:Document {id: id, label: "Document", sort: id, held: false, evidence: [], title: id, name: id, names: []})', ids.slice(at, at + 2_000));
  for (let at = 0; at < edges.length; at += 2_000) await write('UNWIND $rows AS row MATCH (a:Node {id: row.from}) MATCH (b:Node {id: row.to}) CREATE (c:Node:Citation {id: row.id, label: "Citation", sort: row.id, role: row.role, evidence: []}) CREATE (c)-[:CITING]->(a) CREATE (c)-[:CITED]->(b)', edges.slice(at, at + 2_000));
}
/** The same question asked of plain maps, breadth first. */
function walk(edges: Edge[], start: string, roles: readonly string[], maxDepth: number, backwards: boolean): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const { from, to, role } of edges) {
    if (!roles.includes(role)) continue;
    const [at, other] = backwards ? [to, from] : [from, to];
    next.set(at, [...(next.get(at) ?? []), other]);
  }
  const depths = new Map([[start, 0]]);
  for (let frontier = [start], depth = 1; frontier.length > 0 && depth <= maxDepth; depth += 1) {
    frontier = frontier.flatMap((at) => next.get(at) ?? []).filter((other) => !depths.has(other) && depths.set(other, depth));
  }
  depths.delete(start);
  return depths;
}

describe('the audit on generated graphs with cycles', () => {
  test.each([[1, 40, 120], [2, 40, 60], [3, 200, 260], [4, 10, 60]])('graph %d: %d documents, %d citations: every pair, depth and chain as an independent walk finds them', async (seed, documents, citations) => {
    const graph = generate(documents, citations, seed);
    await store(graph);
    const context = new RequestContext(database.store.reading());
    for (const [roles, maxDepth] of [[ROLES.slice(0, 4), 20], [['LEGAL_BASIS'], 20], [ROLES, 3], [ROLES.slice(0, 2), 1]] as const) {
      const roots = graph.ids.slice(0, 8);
      const { pairs, chainOf } = await restingOn(context, roots, { roles, maxDepth, at: NOW });
      const expected = roots.flatMap((root) => [...walk(graph.edges, root, roles, maxDepth, true)].map(([document, depth]) => `${document} ${root} ${depth}`)).sort();
      expect(pairs.map(({ document, root, depth }) => `${document} ${root} ${depth}`).sort()).toEqual(expected);
      for (const pair of pairs.slice(0, 30)) {
        const chain = (await chainOf(pair)).map((id) => graph.edges.find((edge) => edge.id === id));
        expect(chain).toHaveLength(pair.depth);
        expect([chain[0]?.from, chain.at(-1)?.to]).toEqual([pair.document, pair.root]);
        chain.forEach((edge, at) => at > 0 && expect(edge?.from).toBe(chain[at - 1]?.to));
      }
      const document = graph.ids[graph.ids.length - 1] ?? '';
      const forwards = await restedOnBy(context, document, { roles, maxDepth, at: NOW });
      expect(forwards.pairs.map(({ root, depth }) => `${root} ${depth}`).sort()).toEqual([...walk(graph.edges, document, roles, maxDepth, false)].map(([root, depth]) => `${root} ${depth}`).sort());
    }
  });

  test('10,000 documents, depth 20', async () => {
    const graph = generate(10_000, 25_000, 9);
    await store(graph);
    const roles = ROLES.slice(0, 4);
    const roots = [0, 5_000, 9_000].map((at) => graph.ids[at] ?? '');
    const begun = Date.now();
    const { pairs, chainOf } = await restingOn(new RequestContext(database.store.reading()), roots, { roles, maxDepth: 20, at: NOW });
    const took = Date.now() - begun;
    const expected = roots.flatMap((root) => [...walk(graph.edges, root, roles, 20, true)].map(([document, depth]) => `${document} ${root} ${depth}`)).sort();
    expect(pairs.map(({ document, root, depth }) => `${document} ${root} ${depth}`).sort()).toEqual(expected);
    const deepest = [...pairs].sort((a, b) => b.depth - a.depth)[0];
    expect(deepest?.depth).toBeGreaterThan(5);
    if (deepest) expect(await chainOf(deepest)).toHaveLength(deepest.depth);
    expect(pairs.length).toBeGreaterThan(500);
    expect(took).toBeLessThan(20_000);
  });

  test('a chain longer than the depth is not followed', async () => {
    const ids = Array.from({ length: 25 }, (_, at) => `line-${at}`);
    await store({ ids, edges: ids.slice(1).map((from, at) => ({ id: `line-citation-${at}`, from, to: ids[at] ?? '', role: 'LEGAL_BASIS' })) });
    const context = new RequestContext(database.store.reading());
    for (const maxDepth of [1, 6, 20]) expect((await restingOn(context, ['line-0'], { roles: ['LEGAL_BASIS'], maxDepth, at: NOW })).pairs).toHaveLength(maxDepth);
  });
});
