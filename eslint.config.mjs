import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const src = join(dirname(fileURLToPath(import.meta.url)), 'src');

/** From the lowest to the highest: a folder or file imports only what stands before it. `load` and `runtime` stand beside the questions. */
const ORDER = ['records', 'access', 'store', 'query', 'provenance', 'places', 'units', 'people', 'tasks', 'documents', 'events', 'audit', 'search', 'paths', 'questions', 'analyst', 'schema.ts', 'limits', 'export', 'server', 'seeing', 'main.ts'];
const BESIDE = {
  records: ['load', 'runtime'], access: ['load', 'runtime', 'records'], store: ['load', 'runtime', 'records', 'access'],
  load: ['runtime', 'access', ...ORDER.slice(ORDER.indexOf('query'))], runtime: ['load', ...ORDER],
  // It hears what is told, and knows nobody who tells it.
  seeing: ['load', 'runtime', ...ORDER.filter((name) => name !== 'seeing')],
};
/** These compose programs, and so may import what they compose. */
const ENTRIES = ['load/cli.ts', 'emit-schema.ts'];

const zones = [
  ...ORDER.slice(0, -1).map((target, at) => ({ target: join(src, target), from: ORDER.slice(at + 1).map((name) => join(src, name)), message: `${target} stands below it` })),
  ...ORDER.slice(ORDER.indexOf('query'), -1).map((target) => ({ target: join(src, target), from: ['load', 'runtime'].map((name) => join(src, name)), message: 'questions do not load or start anything' })),
  ...Object.entries(BESIDE).map(([target, names]) => ({ target: join(src, target), from: names.map((name) => join(src, name)), message: `${target} does not know it` })),
];

export default tseslint.config(
  { ignores: ['docs/clients/typescript/generated'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'docs/**/*.ts', 'bench/**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] })] },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'import-x/no-cycle': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ENTRIES.map((name) => `src/${name}`),
    rules: { 'import-x/no-restricted-paths': ['error', { zones }] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/store/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'neo4j-driver', message: 'Only src/store/ talks to the database.' }] }] },
  },
  {
    files: ['src/**/*.ts'],
    // A child process inherits the environment as it is.
    ignores: ['src/config.ts', 'src/runtime/**'],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' }] },
  },
);
