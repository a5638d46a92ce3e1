import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Memory } from '../../src/runtime/home';
import { SEEDS } from '../../src/records/folder';

const ROOT = join(__dirname, '../..');
const GENERATE = join(ROOT, 'bench/generate');
/** Loaded only for a size that needs it. */
interface Generator { generateGazettes: (folder: string, count: number, seed: number) => void }

/** Of the generator: the same gazettes on every machine. */
const SEED = 1;

/** The same for whoever is measured; above 100 gazettes the graph no longer fits into the smaller one. */
export const memoryFor = (size: number): Memory => (size <= 100
  ? { heap: '2g', pageCache: '1g', transaction: '1g', transactions: '1g' }
  : { heap: '6g', pageCache: '4g', transaction: '2g', transactions: '2g' });

/** Changes when what is loaded at a size would: the records or what makes them, and the loader. */
export function contentOf(size: number): string {
  const folders = ['src/load', 'src/records', 'cypher/load', ...(size === 1 ? ['seeds'] : ['bench/generate'])];
  const hash = createHash('sha256').update(`${size} ${SEED}`);
  for (const folder of folders) for (const file of filesIn(join(ROOT, folder))) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** The records of a size: the gazette itself, or so many synthetic ones, written into `folder` when they are not there yet. */
export function seedsFor(size: number, folder: string): string {
  if (size === 1) return SEEDS;
  const stamp = join(folder, '.made-by');
  const maker = createHash('sha256').update(String(SEED));
  for (const file of filesIn(GENERATE)) maker.update(readFileSync(file));
  const made = maker.digest('hex');
  const seeds = join(folder, 'seeds');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return seeds;
  rmSync(folder, { recursive: true, force: true });
  const { generateGazettes } = createRequire(__filename)('../generate/generate') as Generator;
  generateGazettes(seeds, size, SEED);
  writeFileSync(stamp, made);
  return seeds;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}
