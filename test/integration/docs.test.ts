import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { STATUS } from '../../src/errors';
import { served } from './world';

/** README and every page of docs/: what a reader can copy from them works, as it stands. */
const { ask, url } = served();

const ROOT = join(__dirname, '../..');
const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** A block of a page, named by page and line; the `json` that follows a query is its variables. */
interface Block { where: string; text: string; variables: Record<string, unknown> }
const blocks = (language: string): [string, Block][] => PAGES.flatMap((page) =>
  [...read(page).matchAll(/^```(\w+)\n(.*?)^```$(?:\n+```json\n(.*?)^```$)?/gms)].filter((match) => match[1] === language).map((match): [string, Block] => {
    const where = `${page}:${read(page).slice(0, match.index).split('\n').length}`;
    return [where, { where, text: match[2] ?? '', variables: JSON.parse(match[3] ?? '{}') as Record<string, unknown> }];
  }));

/** Where an answer holds nothing: null for a root field, an empty list that is not in a row of another list. */
function empty(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => empty(child, `${path}.${name}`));
}

const queries = blocks('graphql');
test.each(['analysts', 'frontend', 'auditors'])('docs/%s.md is one page, has queries, and README leads to it', (name) => {
  expect(read(`docs/${name}.md`).split('\n').length).toBeLessThanOrEqual(140);
  expect(queries.filter(([where]) => where.startsWith(`docs/${name}.md`)).length).toBeGreaterThanOrEqual(3);
  expect(read('README.md')).toContain(`(docs/${name}.md)`);
});

test.each(queries)('%s is answered, and with something', async (_where, { text, variables }) => {
  const { data, errors } = await ask(text, variables);
  expect(errors).toBeUndefined();
  expect(Object.entries(data).flatMap(([field, value]) => (value === null ? [field] : empty(value, field)))).toEqual([]);
});

const CURL = spawnSync('curl', ['--version']).status === 0;
if (!CURL) console.warn('LEFT OUT: there is no curl here, so the curl commands of README and docs were not run.');
const commands = blocks('sh').filter(([, { text }]) => text.startsWith('curl '));
(CURL ? test : test.skip).each(commands)('%s: curl is given what it asks for', async (_where, { text }) => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  const script = `set -e; curl() { command curl --fail --silent --show-error "$@"; }\n${text.replaceAll('http://localhost:4000', url())}`;
  const said = await new Promise<string>((resolve) => execFile('bash', ['-c', script], { cwd: folder, timeout: 60_000 }, (error, out, err) => resolve(error ? `failed: ${err}` : out)));
  const got = [said, ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))];
  rmSync(folder, { recursive: true });
  expect(got.join('')).not.toMatch(/^failed: |^.{0,2}"errors"/);
  expect(got.join('').length).toBeGreaterThan(20);
});

test('the curl commands of three pages at least are run', () => expect(new Set(commands.map(([where]) => where.split(':')[0])).size).toBeGreaterThanOrEqual(3));

test('docs/frontend.md says what to do about each code, and of no other', () => {
  const section = /^## Errors\n(.*?)^## /ms.exec(read('docs/frontend.md'))?.[1] ?? '';
  const named = [...section.matchAll(/`([A-Z_]{4,})`/g)].map(([, code]) => code);
  expect([...new Set(named)].sort()).toEqual(Object.keys(STATUS).sort());
});

test.each(PAGES)('%s: every link inside the repository leads somewhere', (page) => {
  const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  expect(targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});
