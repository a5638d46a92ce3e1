import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvidence, readGazettes } from './read';
import { mismatches } from './verify';

/** `npm run verify-evidence -- FILE`: every quote against a source text. */
const [file] = process.argv.slice(2);
if (!file) {
  console.error('Name the source text: npm run verify-evidence -- FILE');
  process.exit(2);
}
const { gazettes, problems } = readGazettes(join(__dirname, '../../seeds'));
const source = readFileSync(file, 'utf8');
let count = 0;
for (const gazette of gazettes) {
  const evidence = allEvidence(gazette);
  count += evidence.length;
  problems.push(...mismatches(evidence, gazette.key, source));
}
for (const problem of problems) console.error(problem);
console.log(`${count} quotes compared, ${problems.length} mismatches`);
process.exit(problems.length === 0 ? 0 : 1);
