import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fold } from '../../src/records/fold';
import { allEvidence, readGazettes } from '../../src/records/read';
import { mismatches } from '../../src/records/verify';

const SEEDS = join(__dirname, '../../seeds');
const SOURCE = join(__dirname, '../../../shared/gazette/wenzhou-2020-01.txt');

test('the records have no problems and all 100 rows of the four tables', () => {
  const { gazettes, problems } = readGazettes(SEEDS);
  expect(problems).toEqual([]);
  const count = (kind: string): number => gazettes[0]?.tasks.filter((task) => task.kind === kind).length ?? 0;
  expect([count('BLOCK'), count('TRANSPORT'), count('REMEDIATION'), count('PRIORITY')]).toEqual([12, 20, 37, 31]);
});

test('all problems are said at once, each with file, line and field', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  try {
    cpSync(join(SEEDS, 'wenzhou-2020-01'), join(folder, 'wenzhou-2020-01'), { recursive: true });
    writeFileSync(join(folder, 'wenzhou-2020-01', 'zz.yaml'), 'units:\n- name: 某局\n  kind: NONSENSE\n  colour: red\nplaces:\n- name: 某路\n  kind: ROAD\n  evidence: ["9:0-5 短"]\n');
    writeFileSync(join(folder, 'wenzhou-2020-01', 'zy.yaml'), 'places:\n- name: 某山\n  kind: MOUNTAIN\n  within: [{place: 无此地}]\n');
    const { problems } = readGazettes(folder);
    expect(problems).toEqual(expect.arrayContaining([
      expect.stringMatching(/zz\.yaml:3 units\.0\.kind: /),
      expect.stringMatching(/zz\.yaml:\d+ units\.0: .*colour/),
      expect.stringMatching(/zz\.yaml:8 places\.0\.evidence\.0: the offsets span 5 characters but the quote has 1/),
      expect.stringContaining('there is no place 无此地'),
    ]));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

(existsSync(SOURCE) ? test : test.failing)('every quote stands in the source text (left out where ../shared is missing)', () => {
  if (!existsSync(SOURCE)) throw new Error('left out: the source text is not here');
  const evidence = readGazettes(SEEDS).gazettes.flatMap((gazette) => allEvidence(gazette));
  expect(evidence.length).toBeGreaterThan(1000);
  expect(mismatches(evidence, 'wenzhou-2020-01', readFileSync(SOURCE, 'utf8'))).toEqual([]);
});

test('a wrong quote is seen', () => {
  expect(mismatches(['1:0-2 龙湾'], 'x', '瓯海区')).toHaveLength(1);
});

test('names fold over width, spaces and brackets', () => {
  expect(fold('温政办 [2020] 5号')).toBe(fold('温政办〔2020〕5号'));
  expect(fold('ＢＲＴ（三号）')).toBe(fold('brt(三号)'));
});
