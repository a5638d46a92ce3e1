import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEEDS } from './folder';
import { pinEvidence } from './pin';
import { allEvidence, readGazettes } from './read';
import { mismatches } from './verify';

/**
 * `npm run verify-evidence -- FILE [ISSUE]`: every quote against a source text.
 * `npm run pin-evidence -- FILE [ISSUE]`: first writes the offsets of quotes typed without them into the records.
 * ISSUE is the folder's name under seeds/, needed when there are several; record files named after it are the only ones written to.
 */
const [command, file, wanted, ...only] = process.argv.slice(1);
const folders = readdirSync(SEEDS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const issue = wanted ?? (folders.length === 1 ? folders[0] : undefined);
if (!file || !issue || !folders.includes(issue)) {
  console.error(`Name the source text, and which issue it is: npm run ${String(command)} -- FILE ${folders.join('|')}`);
  process.exit(2);
}
const source = readFileSync(file, 'utf8');
const problems: string[] = [];
if (command === 'pin-evidence') {
  for (const name of readdirSync(join(SEEDS, issue)).filter((entry) => entry.endsWith('.yaml') && (only.length === 0 || only.includes(entry)))) {
    const path = join(SEEDS, issue, name);
    const before = readFileSync(path, 'utf8');
    const pinned = pinEvidence(before, source);
    problems.push(...pinned.problems.map((problem) => `${issue}/${name}:${problem}`));
    if (pinned.yaml !== before) writeFileSync(path, pinned.yaml);
  }
}
const read = readGazettes(SEEDS);
problems.push(...read.problems);
const evidence = read.gazettes.filter((gazette) => gazette.key === issue).flatMap((gazette) => allEvidence(gazette));
const wrong = mismatches(evidence, issue, source);
for (const problem of [...problems, ...wrong]) console.error(problem);
console.log(`${evidence.length} quotes compared, ${wrong.length} mismatches, ${problems.length} other problems`);
process.exit(problems.length + wrong.length === 0 ? 0 : 1);
