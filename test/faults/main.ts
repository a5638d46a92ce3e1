import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArgv, runCLI } from 'jest';
import { ROOT } from './server';
import { ROWS, writeTable } from './table';

/** `npm run faults [-- PATTERN]`: each fault against the real server. A whole run that passes writes the table of docs/reliability.md. */
async function main(patterns: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const rows = process.env[ROWS] = join(folder, 'rows');
  try {
    const argv = await buildArgv(['--config', join(ROOT, 'test/faults/jest.config.js'), '--runInBand', ...patterns]);
    const { results } = await runCLI(argv, [ROOT]);
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    if (patterns.length === 0 && failed === 0) writeTable(rows);
    else if (existsSync(rows)) console.log(readFileSync(rows, 'utf8'));
    console.log(`${results.numPassedTests} passed, ${failed} failed`);
    process.exit(failed === 0 && results.numPassedTests > 0 ? 0 : 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2));
