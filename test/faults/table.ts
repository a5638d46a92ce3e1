import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './server';

export interface Row { fault: string; callers: string; lost: string; recovery: string }

/** Names the file that tests add their rows to, as each may run in a process of its own. */
export const ROWS = 'GAZETTE_FAULT_ROWS';
const PAGE = join(ROOT, 'docs/reliability.md');
const [BEGIN, END] = ['<!-- faults: written by npm run faults -->', '<!-- faults: end -->'];

export function note(row: Row): void {
  const file = process.env[ROWS];
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`);
  else console.log(row);
}

/** Puts the rows of a run between the two marks of the page. */
export function writeTable(file: string): void {
  if (!existsSync(file)) return;
  const rows = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  if (to < from) throw new Error(`${PAGE}: the marks ${BEGIN} and ${END} are not there`);
  const table = ['| fault | what callers saw | what was lost | recovery |', '|---|---|---|---|', ...rows.map(({ fault, callers, lost, recovery }) => `| ${[fault, callers, lost, recovery].join(' | ')} |`)];
  writeFileSync(PAGE, `${page.slice(0, from)}\n${table.join('\n')}\n${page.slice(to)}`);
}
