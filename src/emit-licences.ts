import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs/licences.md');
/** All of them let anybody use, change and pass on what is under them, if its notice is kept. */
export const PERMISSIVE: readonly string[] = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'PSF-2.0', 'Python-2.0', '(MIT AND BSD-3-Clause)'];

export interface Licensed { name: string; version: string; licence: string }

/** What npm installs for running the server, with the licence each package says it has; binaries for one sort of machine are left out. */
export function licences(): Licensed[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { os?: string[] }> };
  const { stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/license-checker-rseidelsohn'), ['--production', '--excludePrivatePackages', '--json', '--start', ROOT], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!stdout) throw new Error(`license-checker-rseidelsohn did not run: ${stderr}`);
  const found = JSON.parse(stdout) as Record<string, { licenses?: string | string[]; path?: string }>;
  return Object.entries(found)
    .filter(([, { path = '' }]) => packages[path.slice(ROOT.length + 1)]?.os === undefined)
    .map(([key, { licenses = 'none' }]) => ({ name: key.slice(0, key.lastIndexOf('@')), version: key.slice(key.lastIndexOf('@') + 1), licence: String(licenses) }))
    .sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1));
}

/** `npm run licences`: writes the list that is committed and compared. */
export function licencesPage(all = licences()): string {
  const refused = all.filter(({ licence }) => !PERMISSIVE.includes(licence));
  if (refused.length > 0) throw new Error(`Not on the list of permissive licences (src/emit-licences.ts): ${refused.map(({ name, version, licence }) => `${name}@${version} (${licence})`).join(', ')}`);
  return `# Licences

What the server needs at run time, ${all.length} packages, each with the licence that its package says it has. \`npm run licences\` writes this page; a test
compares it with the lock file and fails for a licence that is not permissive. Packages for development and tests, which nobody is given, are left out.
Neo4j Community (GPLv3) is a process of its own that the user downloads; what its jars must be is in \`src/runtime/neo4j-jars.sha256\`.

| package | version | licence |
|---|---|---|
${all.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n')}
`;
}

if (require.main === module || process.argv[1] === 'licences') writeFileSync(PAGE, licencesPage());
