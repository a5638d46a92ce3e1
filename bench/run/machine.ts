import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { pinnedVersion } from '../../src/runtime/jars';

const ROOT = join(__dirname, '../..');

/** What a reader needs to know to judge a figure. */
export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;

export function versions(): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'bench/package.json'), 'utf8')) as { dependencies: Record<string, string> };
  return { Node: process.versions.node, Neo4j: pinnedVersion(), ...dependencies };
}

/** With a plus where files differ from it; “unknown” outside of a repository. */
export function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'src', 'cypher', 'bench', ':!bench/results', ':!bench/RESULTS.md') ? '+' : '');
  } catch {
    return 'unknown';
  }
}
