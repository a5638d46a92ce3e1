import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeUnavailable } from '../../src/errors';
import { served } from './world';

/** The example clients of docs/clients, each as a process of its own, as its reader runs it. */
const { ask, url } = served();

const ROOT = join(__dirname, '../..');
const PYTHON = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0;
if (!PYTHON) console.warn('LEFT OUT: there is no python3 of 3.9 or newer here, so docs/clients/python was not run.');
const CLIENTS: [string, string[]][] = [
  ['TypeScript', [process.execPath, '--import', 'tsx', 'docs/clients/typescript/example.ts']],
  ...(PYTHON ? [['Python', ['python3', 'docs/clients/python/gazette.py']] as [string, string[]]] : []),
];

interface Ended { code: number; out: string; err: string }
const run = ([program = '', ...args]: string[]): Promise<Ended> => new Promise((resolve) =>
  execFile(program, args, { cwd: ROOT, timeout: 60_000, killSignal: 'SIGKILL' }, (error, out, err) => resolve({ code: error ? Number(error.code ?? -1) : 0, out, err })));

/** A server before the real one that first fails so many times, and counts how often it was asked. */
async function failing<T>(times: number, status: number, type: string, body: string, use: (address: string) => Promise<T>): Promise<[T, number]> {
  let asked = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      asked += 1;
      if (asked <= times) return void response.writeHead(status, { 'content-type': type }).end(body);
      void fetch(`${url()}${request.url}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.concat(chunks) })
        .then(async (answer) => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const result = await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await new Promise((resolve) => server.close(resolve));
  return [result, asked];
}

describe.each(CLIENTS)('%s', (_language, command) => {
  test('finds a unit by another of its names, asks a saved question about it, and walks all pages, each row with its words', async () => {
    const { code, out, err } = await run([...command, '瓯海区人民政府', url()]);
    expect([code, err]).toEqual([0, '']);
    const lines = out.trimEnd().split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '瓯海区政府 = 瓯海区人民政府', 'SOLE BLOCK 5 温州南湖科创小镇 L311「瓯海区政府」', 'SOLE BLOCK 6 瓯海区健康小镇 L313「瓯海区政府」',
      'SOLE TRANSPORT 5 环山路 L329「瓯海区政府」', 'SOLE TRANSPORT 12 G330国道仙岩至丽岙段 L336「瓯海区政府」',
    ]);
    interface Duties { responsibilities: { nodes: { viaGroup: { name: string } | null; task: { kind: string; number: number } }[] } }
    const { nodes } = (await ask<Duties>('{ responsibilities(expandGroups: true, first: 100, where: { unit: { name: { eq: "瓯海区政府" } } }) { nodes { viaGroup { name } task { kind number } } } }')).data.responsibilities;
    expect(nodes.length).toBeGreaterThan(20);
    const via = lines.slice(5);
    expect(via.map((line) => line.split(' L')[0])).toEqual(nodes.flatMap(({ viaGroup, task }) => (viaGroup ? [`via ${viaGroup.name} ${task.kind} ${task.number}`] : [])));
    expect(via[0]).toBe('via 所在地政府 TRANSPORT 17 L342「由属地政府牵头」 L342「所在地政府」 L342「“瓯海时尚智造小镇”」');
  });

  test('shows what an ambiguous name can mean', async () => {
    const { code, out, err } = await run([...command, '领导小组办公室', url()]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^AMBIGUOUS_NAME: /);
    expect(err).toContain('\n  Unit 温州市第七次人口普查领导小组办公室\n');
  });

  test('says so when there is no such unit', async () => {
    expect(await run([...command, '无此单位', url()])).toEqual({ code: 0, err: '', out: '无此单位 · no such unit: 无此单位\n' });
  });

  test('asks again when the graph is away for a moment, but four times at most', async () => {
    const away = JSON.stringify({ errors: [storeUnavailable().toJSON()] });
    const [back] = await failing(2, 503, 'application/graphql-response+json', away, (address) => run([...command, '瓯海区政府', address]));
    expect([back.code, back.err, back.out.split('\n')[0]]).toEqual([0, '', '瓯海区政府 = 瓯海区人民政府']);
    const [gone, asked] = await failing(100, 503, 'application/graphql-response+json', away, (address) => run([...command, '瓯海区政府', address]));
    expect([gone.code, gone.err.trim(), asked]).toEqual([1, `STORE_UNAVAILABLE: ${storeUnavailable().message}`, 4]);
  });

  test('asks once when asking again would not help, and says what came when it is no GraphQL', async () => {
    const [refused, asked] = await failing(100, 502, 'text/html', '<h1>Bad Gateway</h1>', (address) => run([...command, '瓯海区政府', address]));
    expect([refused.code, refused.err, asked]).toEqual([1, expect.stringMatching(/^HTTP 502, and no JSON: .*Bad Gateway/), 1]);
    const [wrong, askedWrong] = await failing(100, 400, 'application/json', '{"errors":[{"message":"no","extensions":{"code":"BAD_USER_INPUT"}}]}', (address) => run([...command, '瓯海区政府', address]));
    expect([wrong.err.trim(), askedWrong]).toEqual(['BAD_USER_INPUT: no', 1]);
  });
});

(PYTHON ? test : test.skip)('the Python client holds to the grammar of Python 3.9', () => {
  const { stderr } = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 9))'], { input: readFileSync(join(ROOT, 'docs/clients/python/gazette.py')), encoding: 'utf8' });
  expect(stderr).toBe('');
});

describe('npm run client:types for operations of one’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'client-types-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const [operation, out] = [join(folder, 'mine.graphql'), join(folder, 'made/mine.ts')];
  const made = async (text: string, into = out): Promise<Ended> => {
    writeFileSync(operation, text);
    return run([process.execPath, 'src/bootstrap.mjs', 'client:types', into, operation]);
  };

  test('what the schema does not have is refused, and nothing is written', async () => {
    const { code, err } = await made('query Mine { tasks { nodes { colour } } }');
    expect([code, existsSync(out)]).toEqual([1, false]);
    expect(err).toContain('colour');
    const forgotten = await made('query Mine { graph { version } }', operation);
    expect([forgotten.code, readFileSync(operation, 'utf8')]).toEqual([1, 'query Mine { graph { version } }']);
  });

  test('scalars, named values and nulls have their types', async () => {
    expect(await made('query Mine($from: Date!) { tasks(where: {due: {gte: $from}}) { nodes { kind investment { yuan } } } graph { loadedAt } }')).toMatchObject({ code: 0, err: '' });
    const types = readFileSync(out, 'utf8');
    expect(types).toMatch(/MineQueryVariables = Exact<\{\s+from: string;/);
    expect(types).toContain("{ tasks: { nodes: Array<{ kind: TaskKind, investment: { yuan: number | null } | null }> }, graph: { loadedAt: string } }");
    expect(types).toMatch(/TaskKind =[^;]*\| 'TRANSPORT';/);
  });
});
