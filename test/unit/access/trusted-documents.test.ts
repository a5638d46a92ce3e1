import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../../src/access/audit-log';
import { SAVED_QUESTIONS } from '../../../src/questions/catalogue';
import { makeSchema } from '../../../src/schema';
import { readManifest } from '../../../src/server/trusted-documents';
import { runTrust } from '../../../src/server/trust-cli';
import { serveWithoutDatabase, type ServedApi, type Told } from './served';

/** Only what a manifest holds is answered, by whatever way it comes. Nothing here needs a database. */
const KNOWN = 'query Known($more: Boolean = false) { __typename questions @include(if: $more) { name } }';
const OTHER = 'query Other { __typename }';
const id = (text: string): string => `sha256:${sha256(text)}`;
let folder: string, manifest: string, api: ServedApi;
const write = (...texts: string[]): void => writeFileSync(manifest, JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text]))));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trusted-test-'));
  manifest = join(folder, 'manifest.json');
  write(KNOWN);
  api = await serveWithoutDatabase({ manifest });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** POST without Express, POST with Express (as its length is not said), POST with a key, GET. */
const WAYS = ['plain', 'express', 'key', 'get'] as const;
async function send(way: (typeof WAYS)[number], asked: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Told> {
  const json = { 'content-type': 'application/json', ...headers };
  if (way === 'get') {
    const parameters = new URLSearchParams(Object.entries(asked).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
    return api.send(`/graphql?${parameters.toString()}`, { headers: { 'apollo-require-preflight': '1', ...headers } });
  }
  const key = way === 'key' ? { authorization: `Bearer ${await analyst()}` } : {};
  const body = way === 'express' ? new Blob([JSON.stringify(asked)]).stream() : JSON.stringify(asked);
  return api.send('/graphql', { method: 'POST', headers: { ...json, ...key }, body, ...(way === 'express' ? { duplex: 'half' } : {}) } as RequestInit);
}
let made: Promise<string> | undefined;
const analyst = (): Promise<string> => (made ??= api.addKey('curator', 'first'));

describe.each(WAYS)('by the way %s', (way) => {
  test('what is trusted is answered, by its text, by its id and by both, with its variables', async () => {
    for (const asked of [{ query: KNOWN }, { documentId: id(KNOWN) }, { query: KNOWN, documentId: id(KNOWN) }]) {
      const answer = await send(way, asked);
      expect([asked, answer.status, answer.text]).toEqual([asked, 200, expect.stringContaining('"__typename":"Query"')]);
    }
    expect((await send(way, { documentId: id(KNOWN), operationName: 'Known', variables: { more: true } })).text).toContain('"questions":[{"name"');
  });

  test('anything else is 403 OPERATION_NOT_TRUSTED, and says nothing of the schema', async () => {
    for (const asked of [
      { query: OTHER }, { query: `${KNOWN} ` }, { query: `#\n${KNOWN}` }, { query: KNOWN.replace('__typename', '__Typename') }, { query: '{ taskz { name } }' }, { query: '{ not graphql' },
      { documentId: id(OTHER) }, { documentId: sha256(KNOWN) }, { documentId: id(KNOWN).toUpperCase() }, { documentId: `${id(KNOWN)}0` }, { documentId: 'sha256:__proto__' }, { documentId: '__proto__' },
      { query: OTHER, documentId: id(KNOWN) }, { query: KNOWN, documentId: id(OTHER) }, { query: '', documentId: id(OTHER) }, { operationName: 'Known' },
      { query: '{ __schema { types { name } } }' }, { query: 'query IntrospectionQuery { __type(name: "Query") { name } }' },
      { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(OTHER) } } }, { query: OTHER, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(KNOWN) } } },
    ]) {
      for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
        const answer = await send(way, asked, { accept });
        expect([asked, accept, answer.status, answer.code]).toEqual([asked, accept, 403, 'OPERATION_NOT_TRUSTED']);
        expect(answer.text).not.toMatch(/Did you mean|Syntax|taskz|stack/);
      }
    }
  });
});

test('several at once, two in one address, and bodies that are none are not answered', async () => {
  const post = (body: string): Promise<Told> => api.send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  for (const body of [JSON.stringify([{ query: KNOWN }]), JSON.stringify([{ query: OTHER }]), '{}', 'null', '[]', `{"query": ${JSON.stringify([KNOWN])}}`, `{"query": {"toString": ${JSON.stringify(KNOWN)}}}`, `{"__proto__": {"query": ${JSON.stringify(KNOWN)}}}`]) {
    const { status, text } = await post(body);
    expect([body, status >= 400 && status < 500, text.includes('"data"')]).toEqual([body, true, false]);
  }
  const two = await api.send(`/graphql?query=${encodeURIComponent(KNOWN)}&query=${encodeURIComponent(OTHER)}`, { headers: { 'apollo-require-preflight': '1' } });
  expect([two.status, two.code]).toEqual([403, 'OPERATION_NOT_TRUSTED']);
  // Of a query in the body and one in the address Apollo reads the first alone.
  const both = await api.send(`/graphql?query=${encodeURIComponent(KNOWN)}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: OTHER }) });
  expect([both.status, both.code]).toEqual([403, 'OPERATION_NOT_TRUSTED']);
  const forged = await api.send(`/graphql?query=${encodeURIComponent(KNOWN)}`);
  expect([forged.status, forged.text.includes('"data"')]).toEqual([400, false]);
});

test('every refusal is a line of the audit log, with the hash of what was asked', async () => {
  for (const way of WAYS) {
    const refused = await send(way, { query: OTHER });
    const line = await api.line(refused.headers.get('x-request-id'));
    expect([way, line]).toEqual([way, expect.objectContaining({ action: 'request', outcome: 'OPERATION_NOT_TRUSTED', hash: sha256(OTHER), route: '/graphql', ...(way === 'key' ? { role: 'curator', caller: 'first' } : { role: 'anonymous', caller: null }) })]);
  }
});

test('there is no editor, and exports stay: their operations are ours', async () => {
  expect((await api.send('/')).status).toBe(404);
  expect((await api.send('/graphiql/page.js')).status).toBe(404);
  // There is no database here.
  expect((await api.send('/export/units.csv')).code).toBe('STORE_UNAVAILABLE');
});

test('a changed manifest holds at once; one that is wrong changes nothing', async () => {
  write(KNOWN, OTHER);
  expect((await send('plain', { query: OTHER })).status).toBe(200);
  writeFileSync(manifest, '{"half": ');
  expect((await send('plain', { query: OTHER })).status).toBe(200);
  expect(api.written()).toMatch(/manifest of trusted documents is wrong/);
  rmSync(manifest);
  expect((await send('get', { query: OTHER })).status).toBe(200);
  write(KNOWN);
  for (const way of WAYS) expect([(await send(way, { query: OTHER })).status, (await send(way, { query: KNOWN })).status]).toEqual([403, 200]);
});

test('a file that is no manifest stops the start, and says what is wrong with it', () => {
  const wrong = (text: string): string => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    try {
      return `${readManifest(file).size}`;
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(wrong('{}')).toBe('0');
  for (const text of ['', '{', 'null', '[]', '"x"', `{"${sha256(KNOWN)}": 1}`]) expect([text, wrong(text)]).toEqual([text, expect.stringMatching(/^GAZETTE_TRUSTED_DOCUMENTS: .*wrong\.json is no (JSON|manifest)/)]);
  for (const hash of ['b2d3', sha256(OTHER), sha256(KNOWN).toUpperCase()]) expect(wrong(`{"${hash}": ${JSON.stringify(KNOWN)}}`)).toMatch(/^GAZETTE_TRUSTED_DOCUMENTS: .* set your generator to SHA-256/);
  expect(() => readManifest(join(folder, 'nowhere.json'))).toThrow(/^GAZETTE_TRUSTED_DOCUMENTS: .* cannot be read \(ENOENT\)/);
});

describe('npm run trust', () => {
  const schema = makeSchema();
  const said: string[] = [];
  const trust = (...args: string[]): number => runTrust(args, join(folder, 'made.json'), schema, (line) => said.push(line));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('adds operations as they stand in their files and as they are printed, and the saved questions where asked', () => {
    expect(trust(file('a.graphql', '# why\n{ graph { version } }'))).toBe(0);
    expect([...readManifest(join(folder, 'made.json')).values()]).toEqual(['# why\n{ graph { version } }', '{\n  graph {\n    version\n  }\n}']);
    expect(trust('--questions')).toBe(0);
    const made = readManifest(join(folder, 'made.json'));
    for (const { operation } of SAVED_QUESTIONS) expect(made.get(sha256(operation))).toBe(operation);
    expect(made.size).toBe(2 + 2 * SAVED_QUESTIONS.length);
    expect(said.at(-1)).toMatch(new RegExp(`made.json: ${made.size} texts are trusted, ${made.size - 2} of them new`));
    expect(trust('--into', join(folder, 'other.json'), file('a.graphql', OTHER))).toBe(0);
    expect(readManifest(join(folder, 'other.json')).size).toBe(2);
  });

  test('adds nothing when one of them is wrong, and says which and where', () => {
    const before = readFileSync(join(folder, 'made.json'), 'utf8');
    expect(trust(file('good.graphql', OTHER), file('bad.graphql', '{\n  taskz { name }\n}'))).toBe(1);
    expect(said.join('\n')).toMatch(/bad\.graphql: line 2: Cannot query field "taskz"/);
    expect(trust(file('bad.graphql', '{'))).toBe(1);
    expect(trust()).toBe(2);
    expect(runTrust(['x.graphql'], null, schema, (line) => said.push(line))).toBe(2);
    expect(() => trust(join(folder, 'none.graphql'))).toThrow('ENOENT');
    expect(() => trust('--nonsense')).toThrow("Unknown option '--nonsense'");
    expect(readFileSync(join(folder, 'made.json'), 'utf8')).toBe(before);
  });
});
