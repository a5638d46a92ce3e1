import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, validate } from 'graphql';
import { CONFIGURATION } from '../../src/config';
import { STATUS } from '../../src/errors';
import { SAVED_QUESTIONS } from '../../src/questions/catalogue';
import { makeSchema } from '../../src/schema';
import { CYPHER_FOLDER } from '../../src/store/cypher';

const ROOT = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const filesOf = (folder: string, ending: string): string[] => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));

/** Runs the project's own lint: over the tree, or over a text that stands where `path` says. */
function lint(path?: string, text?: string): string[] {
  const args = ['--format', 'json', ...(path ? ['--stdin', '--stdin-filename', path] : ['src', 'test'])];
  const { stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/eslint'), args, { cwd: ROOT, input: text, encoding: 'utf8' });
  if (!stdout) throw new Error(`eslint did not run: ${stderr}`);
  const results = JSON.parse(stdout) as { filePath: string; messages: { ruleId: string; message: string }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, message }) => `${filePath.slice(ROOT.length + 1)} ${ruleId} ${message}`));
}

test('the code keeps the rules of its own lint: import zones, one reader of the environment, no any, no file of two rooms', () => {
  expect(lint()).toEqual([]);
});

test.each([
  ['src/places/place.row.ts', "import { Unit } from '../units/unit.row';\nexport const x = Unit;\n", 'import-x/no-restricted-paths'],
  ['src/query/page.ts', "import { Place } from '../places/place.row';\nexport const x = Place;\n", 'import-x/no-restricted-paths'],
  ['src/documents/document.row.ts', "import { loadGazettes } from '../load/load';\nexport const x = loadGazettes;\n", 'import-x/no-restricted-paths'],
  ['src/query/page.ts', "import neo4j from 'neo4j-driver';\nexport const x = neo4j;\n", 'no-restricted-imports'],
  ['src/server/server.ts', 'export const x = process.env.PORT;\n', 'no-restricted-properties'],
  ['src/server/server.ts', 'export const x: any = 1;\n', '@typescript-eslint/no-explicit-any'],
])('lint sees it fail: %s', (path, text, rule) => {
  expect(lint(path, text).join('\n')).toContain(rule);
});

test('the types hold', () => {
  const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--noEmit'], { cwd: ROOT, encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, '']);
});

test('every .cypher file is asked somewhere, every question has its file, and each begins with its question in words', () => {
  const files = readdirSync(CYPHER_FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.cypher')).map((name) => name.replace(/\.cypher$/, '')).sort();
  const code = filesOf('src', '.ts').map((name) => read(join('src', name))).join('\n');
  const asked = [...code.matchAll(/question\('([a-z/-]+)'\)/g)].map((match) => match[1]);
  expect([...new Set(asked)].sort()).toEqual(files);
  for (const name of files) expect(read(`cypher/${name}.cypher`)).toMatch(/^\/\/ [A-Z][^\n]+[?.]\n/);
});

test('every operation of the tests and every saved question is valid against the schema, whatever its variables default to', () => {
  const schema = makeSchema();
  const operations = [...filesOf('test/operations', '.graphql').map((name) => join('test/operations', name)), ...filesOf('src/questions', '.graphql').map((name) => join('src/questions', name))];
  for (const name of operations) {
    expect([name, validate(schema, parse(read(name))).map((error) => error.message)]).toEqual([name, []]);
  }
});

describe('saved questions', () => {
  test('there are at least 30, each with a name and words of its own, and each has its reviewed answer', () => {
    expect(SAVED_QUESTIONS.length).toBeGreaterThanOrEqual(30);
    for (const one of ['name', 'chinese', 'english'] as const) expect(new Set(SAVED_QUESTIONS.map((question) => question[one])).size).toBe(SAVED_QUESTIONS.length);
    expect(filesOf('test/questions', '.answer.json').map((name) => name.replace('.answer.json', '.graphql')).sort()).toEqual(filesOf('src/questions', '.graphql').sort());
  });
  test.each(SAVED_QUESTIONS.map((question) => [question.name, question] as const))('%s is worded in both languages, and written as graphql-js prints it below its head', (_name, { chinese, english, parameters, operation }) => {
    expect(chinese).toMatch(/^\p{Script=Han}.*？$/u);
    expect(english).toMatch(/^[A-Z][^\p{Script=Han}]*(文号[^\p{Script=Han}]*)?\?$/u);
    for (const { description } of parameters) expect(description).toMatch(/\p{Script=Han}.* · [A-Z]/u);
    const head = [`# zh: ${chinese}`, `# en: ${english}`, ...parameters.map(({ name, description }) => `# $${name}: ${description}`)];
    expect(operation).toBe(`${head.join('\n')}\n${print(parse(operation))}\n`);
  });
});

describe('README says what is there, both ways', () => {
  const readme = read('README.md');
  test('scripts', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
    const named = [...readme.matchAll(/npm (?:run )?([a-z:-]+)/g)].map((match) => match[1]).filter((name) => name !== 'run');
    expect([...new Set(named)].sort()).toEqual(scripts.sort());
  });
  test('variables', () => {
    const section = readme.slice(readme.indexOf('## Configuration'), readme.indexOf('## Error codes'));
    const named = [...section.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map((match) => match[1]);
    expect([...new Set(named)].sort()).toEqual([...CONFIGURATION].sort());
  });
  test('error codes with their statuses', () => {
    const section = readme.slice(readme.indexOf('## Error codes'), readme.indexOf('## Development'));
    const named = Object.fromEntries([...section.matchAll(/`([A-Z_]+)` \((\d+)/g)].map((match) => [match[1], Number(match[2])]));
    expect(named).toEqual(STATUS);
  });
});
