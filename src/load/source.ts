import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MAKERS = [__dirname, join(__dirname, '../records'), join(__dirname, '../../cypher/load')];

/**
 * A digest of all that decides what the graph becomes: the record files, and the programs that make a graph of them. A start
 * that finds the graph made of the same neither reads the records nor makes the graph again to see that nothing has changed.
 */
export function sourceOf(seeds: string): string {
  // Node brings the collation by which names are sorted, package.json the versions of the readers.
  const hash = createHash('sha256').update(`${process.versions.node} ${process.versions.icu ?? ''}\n`).update(readFileSync(join(__dirname, '../../package.json')));
  for (const folder of [seeds, ...MAKERS]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(yaml|ts|cypher)$/.test(name)) hash.update(`\n${name}\n`).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
