import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGraph } from '../../src/load/build';
import { MAX_QUOTE, parseEvidence } from '../../src/records/evidence';
import { fold, splitDocNumber } from '../../src/records/fold';
import { SEEDS } from '../../src/records/folder';
import { pinEvidence } from '../../src/records/pin';
import { pinyinKey } from '../../src/records/pinyin';
import { allEvidence, readGazettes } from '../../src/records/read';
import { mismatches } from '../../src/records/verify';

const SOURCE = join(__dirname, '../../../shared/gazette/wenzhou-2020-01.txt');
const withSource = existsSync(SOURCE) ? test : test.skip;
if (!existsSync(SOURCE)) console.warn('LEFT OUT: the source text is not at ../shared/gazette/, so no quote was compared with it.');

test('the records have no problems and all 100 rows of the four tables', () => {
  const { gazettes, problems } = readGazettes(SEEDS);
  expect(problems).toEqual([]);
  const count = (kind: string): number => gazettes[0]?.tasks.filter((task) => task.kind === kind).length ?? 0;
  expect([count('BLOCK'), count('TRANSPORT'), count('REMEDIATION'), count('PRIORITY')]).toEqual([12, 20, 37, 31]);
});

test('all problems are said at once, each with file, line and field', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  const problemsWith = (name: string, text: string): string[] => {
    cpSync(SEEDS, folder, { recursive: true });
    writeFileSync(join(folder, 'wenzhou-2020-01', name), text);
    const { problems } = readGazettes(folder);
    rmSync(join(folder, 'wenzhou-2020-01'), { recursive: true });
    return problems;
  };
  try {
    expect(problemsWith('zz.yaml', 'units:\n- name: 某局\n  kind: NONSENSE\n  colour: red\nplaces:\n- name: 某路\n  kind: ROAD\n  evidence: ["9:0-5 短"]\n')).toEqual([
      expect.stringMatching(/zz\.yaml:8 places\.0\.evidence\.0: the offsets span 5 characters but the quote has 1/),
      expect.stringMatching(/zz\.yaml:3 units\.0\.kind: /),
      expect.stringMatching(/zz\.yaml:2 units\.0: .*colour/),
    ]);
    // Names that nothing answers to are looked for only when every file could be read.
    expect(problemsWith('zz.yaml', [
      'places:', '- {name: 某山, kind: MOUNTAIN, within: [{place: 无此地, evidence: ["1:0-1 某"]}], evidence: ["1:0-1 某"]}', '- {name: 无证, kind: ROAD}',
      'tasks:', '- kind: TRANSPORT', '  number: 1', '  name: 再一次', '  summary: 再一次', '  document: 无此文件', '  evidence: ["1:0-1 某"]',
      '  milestones:', '  - {raw: 某日, phase: START, modality: FIRM, part: 3, dependsOn: [TRANSPORT 99], evidence: ["1:0-1 某"]}',
      'discrepancies:', '- {kind: CONTRADICTION, note: 某, about: ["Task:TRANSPORT 77"], evidence: ["1:0-1 某"]}', '',
    ].join('\n'))).toEqual(expect.arrayContaining([
      expect.stringMatching(/zz\.yaml:2 places\.0\.within\.0\.place: there is no Place 无此地/), expect.stringMatching(/zz\.yaml:3 places\.1\.evidence: a fact needs evidence/),
      expect.stringMatching(/zz\.yaml:9 tasks\.0\.document: there is no Document 无此文件/), expect.stringMatching(/zz\.yaml:5 tasks\.0: TRANSPORT 1 is recorded twice/),
      expect.stringMatching(/zz\.yaml:12 tasks\.0\.milestones\.0\.part: there is no part 3/), expect.stringMatching(/zz\.yaml:12 tasks\.0\.milestones\.0\.dependsOn\.0: there is no Task TRANSPORT 99/),
      expect.stringMatching(/zz\.yaml:14 discrepancies\.0\.about\.0: there is no Task:TRANSPORT 77/),
    ]));
    expect(problemsWith('zz.yaml', 'places: [\n')).toEqual([expect.stringMatching(/zz\.yaml:\d+ /)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a thing that two issues record under two names needs the other one as an alias, or a filter by it would not begin at it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  const write = (issue: number, name: string, more = ''): void => {
    mkdirSync(join(folder, `a-${issue}`), { recursive: true });
    writeFileSync(join(folder, `a-${issue}`, 'all.yaml'), [
      `issue: {name: 第${issue}期, year: 2020, number: ${issue}, evidence: ["1:0-1 公"]}`, 'documents:', '- {name: 某计划, kind: PLAN, held: false, evidence: ["1:0-1 某"]}',
      'tasks:', `- {kind: TRANSPORT, number: 1, name: ${name}, summary: 某, document: 某计划, evidence: ["1:0-1 某"]${more}}`, '',
    ].join('\n'));
  };
  const problems = (): string[] => buildGraph(readGazettes(folder).gazettes).problems;
  try {
    write(1, '某路');
    write(2, '某大道');
    expect(problems()).toEqual([expect.stringMatching(/a-1.all\.yaml: Task 某路 is recorded elsewhere as 某大道; give that as an alias/)]);
    write(1, '某路', ', aliases: [{name: 某大道, kind: VARIANT, evidence: ["1:0-1 某"]}]');
    expect(problems()).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

withSource('every quote stands in the source text', () => {
  const evidence = readGazettes(SEEDS).gazettes.flatMap((gazette) => allEvidence(gazette));
  expect(evidence.length).toBeGreaterThan(3000);
  expect(mismatches(evidence, 'wenzhou-2020-01', readFileSync(SOURCE, 'utf8'))).toEqual([]);
});

test('quotes are short', () => {
  for (const text of readGazettes(SEEDS).gazettes.flatMap((gazette) => allEvidence(gazette))) expect(parseEvidence(`x ${text}`).quote.length).toBeLessThanOrEqual(MAX_QUOTE);
});

test('a wrong quote is seen', () => {
  expect(mismatches(['1:0-2 龙湾'], 'x', '瓯海区')).toHaveLength(1);
  expect(mismatches(['7:0-2 龙湾'], 'x', '瓯海区')).toHaveLength(1);
});

test('offsets are written into evidence; words that are not there, or more than once, are reported', () => {
  const source = '瓯海区和𠮷瓯海区\n龙湾区';
  const { yaml, problems } = pinEvidence('- evidence: ["1#2 瓯海区", "2 龙湾区"]\n- evidence: ["1 瓯海区"]\n- evidence: ["2 乐清"]\n- text: "2 龙湾区"', source);
  expect(yaml.split('\n')).toEqual(['- evidence: ["1:5-8 瓯海区", "2:0-3 龙湾区"]', '- evidence: ["1 瓯海区"]', '- evidence: ["2 乐清"]', '- text: "2 龙湾区"']);
  expect(problems).toEqual([expect.stringMatching(/^2: line 1 has these words 2 times/), expect.stringMatching(/^3: line 2 does not have these words/)]);
});

test('names fold over width, spaces and brackets', () => {
  expect(fold('温政办 [2020] 5号')).toBe(fold('温政办〔2020〕5号'));
  expect(fold('ＢＲＴ（三号）')).toBe(fold('brt(三号)'));
  expect(fold('徐　俊')).toBe('徐俊');
  expect(fold('雁宵路')).not.toBe(fold('雁升路'));
});

test('a 文号 splits into agency, year and number', () => {
  expect(splitDocNumber('浙经信投资〔2015〕323号')).toEqual({ agency: '浙经信投资', year: 2015, sequence: 323 });
  expect(splitDocNumber('主席令第十五号')).toBeNull();
});

test('keys sort as a Chinese dictionary does', () => {
  const names = ['中兴大道', '温州市', '一号路', '瓯海区', '龙湾区', '104国道', 'BRT通道'];
  expect([...names].sort((a, b) => (pinyinKey(a) < pinyinKey(b) ? -1 : 1))).toEqual([...names].sort(new Intl.Collator('zh-u-co-pinyin').compare));
});
