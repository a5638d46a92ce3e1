import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { loadGazettes } from '../../src/load/load';
import { RequestContext } from '../../src/query/context';
import { type ManagedNeo4j, startNeo4j } from '../../src/runtime/neo4j';
import { makeSchema } from '../../src/schema';
import { type Api, startApi } from '../../src/server/server';
import { runPage } from './page';
import { Store } from '../../src/store/store';

/** The whole path: records → a real Neo4j → the API over HTTP. */
let folder: string, neo4j: ManagedNeo4j, store: Store, api: Api;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gazette-graph-'));
  neo4j = await startNeo4j({
    dataDir: folder, cacheDir: process.env.GAZETTE_CACHE_DIR ?? join(homedir(), '.cache', 'gazette-graph'), log: () => undefined,
    ready: async (uri, user, password) => {
      const probe = new Store(uri, user, password);
      await probe.run('RETURN 1').finally(() => probe.close());
    },
  });
  store = new Store(neo4j.uri, neo4j.user, neo4j.password);
  await loadGazettes(store);
  api = await startApi({ schema: makeSchema(), context: () => new RequestContext(store), ready: async () => true, host: '127.0.0.1', port: 0, log: pino({ level: 'silent' }) });
}, 300_000);

afterAll(async () => {
  await api?.stop();
  await store?.close();
  await neo4j?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer { status: number; data: Record<string, never> & { [name: string]: unknown }; errors?: { message: string; extensions: { code: string; [name: string]: unknown } }[] }
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  return { status: response.status, ...(await response.json() as Omit<Answer, 'status'>) };
}

interface Row { role: string; party: { name: string }; viaGroup: { name: string } | null; scope: { name: string }[]; task: { kind: string; number: number }; evidence: { quote: string }[] }

test('which units lead tasks in 瓯海区 that are due in 2022', async () => {
  const query = readFileSync(join(__dirname, '../operations/leaders-in-ouhai-due-in-2022.graphql'), 'utf8');
  const { data, errors } = await ask(query);
  expect(errors).toBeUndefined();
  const rows = (data.responsibilities as unknown as { nodes: Row[] }).nodes;
  const said = rows.map((row) => `${row.party.name} ${row.role} ${row.task.kind} ${row.task.number}`);
  expect(said).toEqual([
    '瓯海区政府 SOLE BLOCK 5', '瓯海区政府 SOLE BLOCK 6', '瓯海区政府 SOLE TRANSPORT 5', '瓯海区政府 LEAD TRANSPORT 17',
    '市经信局 LEAD PRIORITY 1', '市科技局 LEAD PRIORITY 1', '市科技局 LEAD PRIORITY 3', '市科技局 LEAD PRIORITY 4', '市科技局 LEAD PRIORITY 5', '市教育局 LEAD PRIORITY 10', '市科技局 LEAD PRIORITY 19',
  ]);
  expect(rows.every((row) => row.evidence.length > 0)).toBe(true);
  expect(rows[3]?.viaGroup?.name).toBe('所在地政府');
});

test.each([['BLOCK', 12], ['TRANSPORT', 20], ['REMEDIATION', 37], ['PRIORITY', 31]])('%s: %d tasks', async (kind, count) => {
  const { data } = await ask('query ($kind: TaskKind) { tasks(where: { kind: { eq: $kind } }) { totalCount } }', { kind });
  expect(data.tasks).toEqual({ totalCount: count });
});

test('pages forwards and backwards give the same list', async () => {
  const names = async (order: string): Promise<void> => {
    interface Page { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string } }
    const walk = async (backwards: boolean): Promise<string[]> => {
      const found: string[] = [];
      let cursor: string | null = null;
      for (let more = true; more;) {
        const bounds: string = backwards ? `last: 7${cursor ? `, before: "${cursor}"` : ''}` : `first: 7${cursor ? `, after: "${cursor}"` : ''}`;
        const { data } = await ask(`{ tasks(${order}${bounds}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`);
        const page = data.tasks as unknown as Page;
        const ids = page.nodes.map((node) => node.id);
        if (backwards) found.unshift(...ids); else found.push(...ids);
        more = backwards ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage;
        cursor = backwards ? page.pageInfo.startCursor : page.pageInfo.endCursor;
      }
      return found;
    };
    const forwards = await walk(false);
    expect(forwards).toHaveLength(100);
    expect(new Set(forwards).size).toBe(100);
    expect(await walk(true)).toEqual(forwards);
  };
  await names('');
  for (const field of ['NUMBER', 'DUE', 'INVESTMENT', 'NAME']) for (const direction of ['ASC', 'DESC']) await names(`orderBy: { field: ${field}, direction: ${direction} }, `);
});

test('NOT is the complement, also where values are missing', async () => {
  const count = async (where: string): Promise<number> => ((await ask(`{ tasks(where: ${where}) { totalCount } }`)).data.tasks as unknown as { totalCount: number }).totalCount;
  for (const condition of ['investmentYuan: { gte: "1000000000" }', 'due: { lte: "2020-12-31" }', 'place: { name: { eq: "瓯海区" } }', 'responsibilities: { some: { role: { eq: LEAD } } }', 'AND: []', 'OR: []'].map((text) => text.replace('"1000000000"', '1000000000'))) {
    expect(await count(`{ ${condition} }`) + await count(`{ NOT: { ${condition} } }`)).toBe(100);
  }
});

test.each([
  ['{ tasks(first: 0) { totalCount } }', 400, 'BAD_USER_INPUT', 'first'],
  ['{ tasks(first: 101) { totalCount } }', 400, 'BAD_USER_INPUT', 'first'],
  ['{ tasks(first: 1, last: 1) { totalCount } }', 400, 'BAD_USER_INPUT', 'last'],
  ['{ tasks(after: "nonsense") { totalCount } }', 400, 'BAD_USER_INPUT', 'after'],
  ['{ tasks(where: { name: null }) { totalCount } }', 400, 'BAD_USER_INPUT', 'where.name'],
  ['{ tasks(where: { kind: { eq: NOPE } }) { totalCount } }', 400, 'GRAPHQL_VALIDATION_FAILED', 'NOPE'],
  ['{ document { id } }', 400, 'BAD_USER_INPUT', 'docNumber'],
  ['{ nonsense', 400, 'GRAPHQL_PARSE_FAILED', 'Syntax'],
])('%s is refused with %d %s', async (query, status, code, named) => {
  const answer = await ask(query);
  expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([status, code]);
  expect(answer.errors?.[0]?.message).toContain(named);
});

test('a bad date or an unknown enum value in a variable is BAD_USER_INPUT', async () => {
  const date = await ask('query ($d: LocalDate) { tasks(where: { due: { lte: $d } }) { totalCount } }'.replace('LocalDate', 'Date'), { d: '2022-13-01' });
  expect([date.status, date.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  const kind = await ask('query ($k: TaskKind) { tasks(where: { kind: { eq: $k } }) { totalCount } }', { k: 'NOPE' });
  expect([kind.status, kind.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
});

test('unknown ids and names are null', async () => {
  const { data } = await ask('{ node(id: "x") { id } nodes(ids: ["x"]) { id } unit(name: "无此单位") { id } document(docNumber: "无〔2020〕1号") { id } }');
  expect(data).toEqual({ node: null, nodes: [null], unit: null, document: null });
});

test('a 文号 is found in any bracket form', async () => {
  const { data } = await ask('{ document(docNumber: "温政办[2020]5号") { docNumber signedOn issuers { ... on Unit { name } } } }');
  expect(data.document).toEqual({ docNumber: '温政办〔2020〕5号', signedOn: '2020-01-16', issuers: [{ name: '温州市人民政府办公室' }] });
});

test('loading again changes nothing', async () => {
  expect(await loadGazettes(store)).toMatch(/already loaded/);
});

test('the page answers in a browser and calls no other host', async () => {
  const { shown, otherHosts } = await runPage(`${api.url}/`);
  expect(otherHosts).toEqual([]);
  expect(shown).toContain('"totalCount": 11');
});

// Last: it takes the database away.
test('a database that goes away is STORE_UNAVAILABLE, and the API recovers by itself', async () => {
  const pid = neo4j.pid();
  if (pid === undefined) throw new Error('no database process');
  process.kill(pid, 'SIGKILL');
  const down = await ask('{ graph { version } }');
  expect([down.status, down.errors?.[0]?.extensions.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  expect(JSON.stringify(down)).not.toMatch(/bolt|ECONN|neo4j|MATCH/i);
  const until = Date.now() + 60_000;
  let status = down.status;
  while (status !== 200 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    status = (await ask('{ graph { version } }')).status;
  }
  expect(status).toBe(200);
});
