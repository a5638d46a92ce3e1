import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory } from '../../src/runtime/home';
import { SEEDS } from '../../src/records/folder';
import { generateGazettes } from '../generate/generate';

const ROOT = join(__dirname, '../..');
/** Of the generator: the same gazettes on every machine. */
const SEED = 1;

/**
 * The same for whoever is measured. At 100× one page by the peer's own cursor needs more than any of this, and with four
 * times as much it still fails, only later.
 */
export const memoryFor = (size: number): Memory => (size < 100
  ? { heap: '2g', pageCache: '1g', transaction: '1g', transactions: '1g' }
  : { heap: size > 100 ? '8g' : '4g', pageCache: size > 100 ? '4g' : '2g', transaction: '1g', transactions: '2g' });

/** Changes when what is loaded at a size would: the records or what makes them, and the loader. */
export function contentOf(size: number): string {
  const folders = ['src/load', 'src/records', 'cypher/load', ...(size === 1 ? ['seeds'] : ['bench/generate'])];
  const hash = createHash('sha256').update(`${size} ${SEED}`);
  for (const folder of folders) for (const file of filesIn(join(ROOT, folder))) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** The records of a size: the gazette itself, or so many synthetic ones, made anew in `folder`. */
export function seedsFor(size: number, folder: string): string {
  if (size === 1) return SEEDS;
  rmSync(folder, { recursive: true, force: true });
  generateGazettes(folder, size, SEED);
  return folder;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}
