import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadGazettes, RecordProblems } from '../../src/load/load';
import { PARENT_IDS, parentIdOf } from '../../src/records/parents';
import { SEEDS } from '../../src/records/folder';
import { idOf } from '../../src/records/keys';
import type { Write } from '../../src/store/store';
import { type Ask, type Database, startApiOn, startDatabase } from './world';

/** Loading into a real Neo4j: once, again, changed, broken, ended half-way, two issues that speak of the same things. */
let database: Database, seeds: string, ask: Ask, stopApi: () => Promise<void>;

beforeAll(async () => {
  database = await startDatabase();
  const { api, ask: asking } = await startApiOn(database.store);
  [ask, stopApi] = [asking, api.stop];
  seeds = mkdtempSync(join(tmpdir(), 'seeds-'));
  cpSync(SEEDS, seeds, { recursive: true });
}, 300_000);

afterAll(async () => {
  await stopApi?.();
  await database?.stop();
  rmSync(seeds, { recursive: true, force: true });
});

const load = () => loadGazettes(database.store, seeds, 0);
const file = (name: string, issue = 'wenzhou-2020-01'): string => join(seeds, issue, name);
const version = async (): Promise<string> => (await ask<{ graph: { version: string } }>('{ graph { version } }')).data.graph.version;
const count = async (what: string): Promise<number> => (await database.store.run(`MATCH ${what} RETURN count(*) AS count`))[0]?.count as number;

test('before anything is loaded, a question about the graph is refused and not invented', async () => {
  const answer = await ask('{ graph { version } }');
  expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([503, 'STORE_UNAVAILABLE']);
});

test('the first load writes the records, the second finds nothing to do', async () => {
  const first = await load();
  expect(first.changed).toBe(true);
  expect(await version()).toBe(first.version);
  const nodes = await count('(n:Node) WHERE NOT n:Past');
  expect(await load()).toMatchObject({ changed: false, version: first.version });
  expect(await count('(n:Node) WHERE NOT n:Past')).toBe(nodes);
  const { data } = await ask<{ graph: { nodeCount: number; relationshipCount: number } }>('{ graph { nodeCount relationshipCount } }');
  expect(data.graph).toEqual({ nodeCount: nodes, relationshipCount: await count('(:Node)-[r]->(:Node)') });
});

test('a graph made of the same records and program is not made again to see that nothing has changed', async () => {
  const before = await version();
  const call = (name: string): Promise<void> => database.store.write(async (write) => { await write('MATCH (g:GraphVersion) SET g.version = $name', { name }); });
  const original = readFileSync(file('places.yaml'), 'utf8');
  // Whoever makes the graph again finds another version than this one.
  await call('never computed');
  expect(await load()).toMatchObject({ changed: false, version: 'never computed' });
  await call(before);
  writeFileSync(file('places.yaml'), `# Another remark.\n${original}`);
  expect(await load()).toMatchObject({ changed: false, version: before });
  await call('never computed');
  expect(await load()).toMatchObject({ changed: false, version: 'never computed' });
  await call(before);
  writeFileSync(file('places.yaml'), original);
  expect(await load()).toMatchObject({ changed: false, version: before });
});

test('a changed record changes the version and that thing alone; changed back, the version is the old one', async () => {
  const before = await version();
  const hashes = async () => new Map((await database.store.run('MATCH (n:Node) RETURN n.id AS id, n.hash AS hash')).map((row) => [row.id, row.hash]));
  const old = await hashes();
  const original = readFileSync(file('places.yaml'), 'utf8');
  writeFileSync(file('places.yaml'), original.replace('adminCode: "330302"', 'adminCode: "330399"'));
  expect((await load()).changed).toBe(true);
  expect(await version()).not.toBe(before);
  const changed = [...(await hashes())].filter(([id, hash]) => old.get(id) !== hash);
  expect(changed).toHaveLength(1);
  expect((await ask('{ place(name: "鹿城区") { adminCode } }')).data).toEqual({ place: { adminCode: '330399' } });
  writeFileSync(file('places.yaml'), original);
  await load();
  expect(await version()).toBe(before);
});

test('records with problems load nothing, and all problems are said', async () => {
  const before = await version();
  writeFileSync(file('zz.yaml'), 'units:\n- {name: 某局, kind: NONSENSE}\ntasks:\n- {kind: PRIORITY, number: 0, name: 某事, summary: 某事, document: 无此文件}\n');
  await expect(load()).rejects.toThrow(RecordProblems);
  await expect(load()).rejects.toThrow(/zz\.yaml:2 units\.0\.kind[^]*zz\.yaml:4 tasks\.0\.number/);
  rmSync(file('zz.yaml'));
  expect(await version()).toBe(before);
});

test('a load that ends half-way leaves the old graph whole', async () => {
  const before = [await version(), await count('(n:Node) WHERE NOT n:Past'), await count('(a:Node)-[r]->(b:Node) WHERE NOT a:Past AND NOT b:Past')];
  const original = readFileSync(file('places.yaml'), 'utf8');
  writeFileSync(file('places.yaml'), original.replace('adminCode: "330302"', 'adminCode: "330399"'));
  const { store } = database;
  const write = store.write.bind(store);
  // Ends it when everything but the version has been written.
  const ending = jest.spyOn(store, 'write').mockImplementation((work: (write: Write) => Promise<void>) => write(async (run) => {
    await work(async (cypher, params) => {
      if (cypher.includes('SET g.version')) throw new Error('ended');
      return run(cypher, params);
    });
  }));
  await expect(load()).rejects.toThrow('ended');
  ending.mockRestore();
  expect([await version(), await count('(n:Node) WHERE NOT n:Past'), await count('(a:Node)-[r]->(b:Node) WHERE NOT a:Past AND NOT b:Past')]).toEqual(before);
  expect((await ask('{ place(name: "鹿城区") { adminCode } }')).data).toEqual({ place: { adminCode: '330302' } });
  writeFileSync(file('places.yaml'), original);
});

test('a thing recorded under a better name keeps its old id working', async () => {
  const { data } = await ask<{ place: { id: string } }>('{ place(name: "滨海园区") { id } }');
  const original = readFileSync(file('zero-land.yaml'), 'utf8');
  writeFileSync(file('zero-land.yaml'), original.replace('- name: 滨海园区', '- name: 浙南滨海园区\n  was: [滨海园区]'));
  await load();
  expect((await ask('query ($id: ID!) { node(id: $id) { ... on Place { name } } }', { id: data.place.id })).data).toEqual({ node: { name: '浙南滨海园区' } });
  writeFileSync(file('zero-land.yaml'), original);
  await load();
});

test('a second issue adds to the things that both speak of; taken away again, it leaves no trace', async () => {
  const before = [await version(), await count('(n:Node) WHERE NOT n:Past'), await count('(a:Node)-[r]->(b:Node) WHERE NOT a:Past AND NOT b:Past')];
  mkdirSync(join(seeds, 'wenzhou-2020-02'));
  writeFileSync(file('all.yaml', 'wenzhou-2020-02'), [
    'issue: {name: 温州市人民政府公报2020年第2期, year: 2020, number: 2, evidence: ["1:0-2 公报"]}',
    'places:', '- {name: 瓯海区, kind: DISTRICT, adminCode: "330304", aliases: [{name: 瓯海, kind: SHORT_FORM, evidence: ["2:0-2 瓯海"]}], evidence: ["2:0-3 瓯海区"]}',
    'documents:', '- {name: 某通知, kind: NORMATIVE_DOCUMENT, held: true, evidence: ["3:0-3 某通知"]}',
    '- {name: 温州市人民政府关于开展第七次全国人口普查的通知, kind: NORMATIVE_DOCUMENT, held: false, evidence: ["4:0-2 普查"]}',
    'citations:', '- {citing: 某通知, cited: 温州市人民政府关于开展第七次全国人口普查的通知, role: LEGAL_BASIS, evidence: ["4:0-2 普查"]}', '',
  ].join('\n'));
  await load();
  const { data } = await ask<{ place: { evidence: { issue: { number: number } }[]; aliases: { name: string }[] }; document: { held: boolean; citedBy: { nodes: object[] } } }>(`{
    place(name: "瓯海区") { evidence { issue { number } } aliases { name } }
    document(docNumber: "温政发〔2020〕2号") { held publishedIn { number } citedBy(role: LEGAL_BASIS) { nodes { citing { name publishedIn { number } } } } }
  }`);
  expect(new Set(data.place.evidence.map(({ issue }) => issue.number))).toEqual(new Set([1, 2]));
  expect(data.place.aliases.map(({ name }) => name)).toContain('瓯海');
  expect(data.document).toEqual({ held: true, publishedIn: { number: 1 }, citedBy: { nodes: [{ citing: { name: '某通知', publishedIn: { number: 2 } } }] } });
  rmSync(join(seeds, 'wenzhou-2020-02'), { recursive: true });
  await load();
  expect([await version(), await count('(n:Node) WHERE NOT n:Past'), await count('(a:Node)-[r]->(b:Node) WHERE NOT a:Past AND NOT b:Past')]).toEqual(before);
});

describe('several gazettes', () => {
  const EDGES = 'MATCH (a:Node)-[r]->(b:Node) WHERE NOT a:Past AND NOT b:Past RETURN a.id + type(r) + b.id AS edge ORDER BY edge';
  const edges = async (): Promise<unknown[]> => (await database.store.run(EDGES)).map((row) => row.edge);
  const hashes = async (): Promise<unknown[]> => (await database.store.run('MATCH (n:Node) WHERE NOT n:Past RETURN n.id + coalesce(n.hash, "") AS state ORDER BY state')).map((row) => row.state);
  const issue = (name: string, number: number, lines: string[]): void => {
    mkdirSync(join(seeds, name), { recursive: true });
    writeFileSync(file('all.yaml', name), [`issue: {name: 第${number}期, year: 2020, number: ${number}, publisher: 甲, evidence: ["1:0-2 公报"]}`, ...lines, ''].join('\n'));
  };
  /** Each issue's publisher and places lean on what a later one records first. */
  const write = (serial = ''): void => {
    issue('a-1', 1, ['units:', '- {name: 甲, kind: GOVERNMENT, jurisdiction: A地, evidence: ["1:0-1 甲"]}', 'places:', '- {name: A地, kind: SITE, within: [{place: B地, evidence: ["1:0-2 A地"]}], evidence: ["1:0-2 A地"]}', '- {name: B地, kind: CITY, evidence: ["1:3-5 B地"]}',
      'documents:', '- {name: 丙办法, kind: OTHER, held: false, evidence: ["2:0-3 丙办法"]}', '- {name: 丁通知, kind: NORMATIVE_DOCUMENT, held: true, evidence: ["3:0-3 丁通知"]}', 'citations:', '- {citing: 丁通知, cited: 丙办法, role: LEGAL_BASIS, evidence: ["2:0-3 丙办法"]}']);
    issue('a-2', 2, ['units:', '- {name: 甲, kind: GOVERNMENT, jurisdiction: C地, evidence: ["1:0-1 甲"]}', `- {name: 乙, kind: OTHER, parent: 甲, evidence: ["1:2-3 乙"]}`, 'places:', '- {name: C地, kind: CITY, evidence: ["1:5-7 C地"]}', '- {name: A地, kind: SITE, within: [{place: C地, evidence: ["2:0-2 A地"]}, {place: B地, evidence: ["2:0-2 A地"]}], evidence: ["2:0-2 A地"]}', '- {name: B地, kind: CITY, evidence: ["2:3-5 B地"]}']);
    issue('a-3', 3, ['units:', '- {name: 甲, kind: GOVERNMENT, evidence: ["1:0-1 甲"]}', 'documents:', `- {name: 丙办法, kind: NORMATIVE_DOCUMENT, held: true, docNumber: 丙〔2020〕3号, issuers: [甲], evidence: ["5:0-3 丙办法"]}`, ...(serial ? [`# ${serial}`] : [])]);
  };
  beforeAll(write);

  test('a load that ends between two of them is made whole by the next one', async () => {
    const { store } = database;
    const original = store.write.bind(store);
    const before = [await edges(), await hashes()];
    let turns = 0;
    const ending = jest.spyOn(store, 'write').mockImplementation((work) => ((turns += 1) === 3 ? Promise.reject(new Error('ended')) : original(work)));
    await expect(load()).rejects.toThrow('ended');
    ending.mockRestore();
    // The announcement, the first gazette, then no more, and the announcement is withdrawn.
    expect([turns, (await database.store.run('MATCH (g:GraphVersion) RETURN g.announced AS announced'))[0]?.announced]).toEqual([4, null]);
    const half = await edges();
    await load();
    const whole = [await edges(), await hashes()];
    expect(half).not.toEqual(whole[0]);
    // The same records into an empty graph give the same graph.
    const fresh = await startDatabase();
    try {
      await loadGazettes(fresh.store, seeds, 0);
      expect(whole[0]).toEqual((await fresh.store.run(EDGES)).map((row) => row.edge));
    } finally {
      await fresh.stop();
    }
    expect(whole[0]?.length).toBeGreaterThan(before[0]?.length ?? 0);
  });

  test('a change in one of them loses no relationship to another', async () => {
    const before = await edges();
    const all = file('all.yaml', 'a-2');
    writeFileSync(all, readFileSync(all, 'utf8').replace('number: 2,', 'number: 2, serial: 7,'));
    await load();
    expect(await edges()).toEqual(before);
    const first = file('all.yaml', 'a-1');
    for (const path of [first, all]) writeFileSync(path, readFileSync(path, 'utf8').replace('name: A地, kind: SITE', 'name: A地, kind: OTHER'));
    await load();
    expect(await edges()).toEqual(before);
  });

  test('who prints a document knows it better than who cites it; what two say is one relationship with the evidence of both', async () => {
    const { data } = await ask<{ document: object; place: { withinFacts: { place: { name: string }; evidence: { issue: { number: number } }[] }[] } }>('{ document(title: "丙办法") { held kind docNumber publishedIn { number } issuers { ... on Unit { name } } citedBy { totalCount } } place(name: "A地") { withinFacts { place { name } evidence { issue { number } } } } }');
    expect(data.document).toEqual({ held: true, kind: 'NORMATIVE_DOCUMENT', docNumber: '丙〔2020〕3号', publishedIn: { number: 3 }, issuers: [{ name: '甲' }], citedBy: { totalCount: 1 } });
    expect(data.place.withinFacts.find(({ place }) => place.name === 'B地')?.evidence.map(({ issue: { number } }) => number)).toEqual([1, 2]);
  });

  test('what was renamed takes the ids of what belongs to it along', async () => {
    const { data } = await ask<{ document: { id: string; citations: { nodes: { id: string }[] } } }>('{ document(title: "丁通知") { id citations { nodes { id } } } }');
    const path = file('all.yaml', 'a-1');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('丁通知, kind', '丁甲通知, was: [丁通知], kind').replace('citing: 丁通知', 'citing: 丁甲通知'));
    await load();
    for (const id of [data.document.id, data.document.citations.nodes[0]?.id]) expect((await ask<{ node: object | null }>('query ($id: ID!) { node(id: $id) { __typename } }', { id })).data.node).not.toBeNull();
  });

  test('a thing that moves to another parent takes its parent id along', async () => {
    const wrong = async (): Promise<unknown[]> => (await Promise.all(PARENT_IDS.map(async ([label, type]) => {
      const rows = await database.store.run(`MATCH (n:${label}) WITH n, [(n)-[:${type}]->(m) | m.id] AS parents WHERE parents <> CASE WHEN n.${parentIdOf(type)} IS NULL THEN [] ELSE [n.${parentIdOf(type)}] END RETURN n.id AS id`);
      return rows.map(({ id }) => `${label} ${type} ${String(id)}`);
    }))).flat();
    const cited = async (): Promise<unknown> => (await database.store.run("MATCH (n:Citation {citedId: $id}) RETURN count(n) AS count", { id: idOf('Document', '丙办法') }))[0]?.count;
    expect([await wrong(), await cited()]).toEqual([[], 1]);
    const path = file('all.yaml', 'a-1');
    const text = readFileSync(path, 'utf8');
    const moved = text.replace('cited: 丙办法', 'cited: 戊办法').replace('documents:', 'documents:\n- {name: 戊办法, kind: OTHER, held: false, evidence: ["2:0-3 戊办法"]}');
    expect(moved).not.toBe(text);
    writeFileSync(path, moved);
    await load();
    expect([await wrong(), await cited()]).toEqual([[], 0]);
    writeFileSync(path, text);
    await load();
    expect([await wrong(), await cited()]).toEqual([[], 1]);
  });

  test('somebody who loads in between is seen, and the load is made again', async () => {
    const path = file('all.yaml', 'a-2');
    const text = readFileSync(path, 'utf8');
    const { store } = database;
    const run = store.run.bind(store);
    writeFileSync(path, text.replace('serial: 7', 'serial: 8'));
    let raced = false;
    const racing = jest.spyOn(store, 'run').mockImplementation(async (cypher, params) => {
      const rows = await run(cypher, params);
      if (cypher.includes('n.hash AS hash') && !raced) {
        raced = true;
        writeFileSync(path, text.replace('serial: 7', 'serial: 9'));
        await load();
        writeFileSync(path, text.replace('serial: 7', 'serial: 8'));
      }
      return rows;
    });
    const { version: loaded } = await load();
    racing.mockRestore();
    expect(raced).toBe(true);
    expect(await version()).toBe(loaded);
    expect((await run('MATCH (n:GazetteIssue {number: 2}) RETURN n.serial AS serial'))[0]?.serial).toBe(8);
  });

  test('of two loads at once one waits for the other, and the graph is that of whoever came last', async () => {
    const other = mkdtempSync(join(tmpdir(), 'other-'));
    cpSync(seeds, other, { recursive: true });
    const path = join(other, 'a-2', 'all.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('serial: 8', 'serial: 10'));
    writeFileSync(file('all.yaml', 'a-2'), readFileSync(file('all.yaml', 'a-2'), 'utf8').replace('serial: 8', 'serial: 9'));
    try {
      const [one, two] = await Promise.all([seeds, other].map((folder) => loadGazettes(database.store, folder, 500)));
      expect([one?.changed, two?.changed]).toEqual([true, true]);
      expect([one?.version, two?.version]).toContain(await version());
      const last = await version() === one?.version ? seeds : other;
      expect((await loadGazettes(database.store, last, 0)).changed).toBe(false);
      expect((await database.store.run('MATCH (g:GraphVersion) RETURN g.announced AS announced'))[0]?.announced).toBeNull();
      expect((await database.store.run('MATCH (n:GazetteIssue {number: 2}) RETURN n.serial AS serial'))[0]?.serial).toBe(last === seeds ? 9 : 10);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  test('a load that says it is under way is waited for, also by who has nothing to change, and what it said is left alone', async () => {
    await load();
    const announced = async (): Promise<unknown> => (await database.store.run('MATCH (g:GraphVersion) RETURN g.announced AS announced'))[0]?.announced;
    const say = (words: string): Promise<void> => database.store.write(async (write) => { await write(`MATCH (g:GraphVersion) SET ${words}`); });
    await say("g.announced = 'somebody', g.announcedAt = datetime.realtime().epochMillis");
    let done = false;
    const waiting = load().then((loaded) => { done = true; return loaded; });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect([done, await announced()]).toEqual([false, 'somebody']);
    // It was silent for so long that it must have ended.
    await say('g.announcedAt = g.announcedAt - 10000');
    expect((await waiting).changed).toBe(false);
    expect(await announced()).toBeNull();
  });
});
