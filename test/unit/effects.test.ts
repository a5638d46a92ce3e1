import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runEffects } from '../../src/records/effects-cli';
import { SEEDS } from '../../src/records/folder';
import { readGazettes } from '../../src/records/read';

/** The curator's command, on a copy of the records. */
let seeds: string;
let said: string[];
beforeEach(() => {
  seeds = mkdtempSync(join(tmpdir(), 'effects-test-'));
  cpSync(SEEDS, seeds, { recursive: true });
  said = [];
});
afterEach(() => rmSync(seeds, { recursive: true, force: true }));

const run = (...args: string[]): number => runEffects(args, seeds, (line) => said.push(line));
const text = (): string => readFileSync(join(seeds, 'effects.yaml'), 'utf8');
const ADD = ['add', '--affected', '浙政发[2014]38号', '--type', 'REPEALS', '--from', '2023-01-01', '--source-url', 'https://example.org/x', '--checked-on', '2026-11-24', '--reason', '某公报第1期'];

test('an effect is added under the document’s own title, and the rest of the file stays as it was', () => {
  const before = text();
  expect(run(...ADD)).toBe(0);
  expect(text().startsWith(before.trimEnd())).toBe(true);
  const { gazettes, problems } = readGazettes(seeds);
  expect(problems).toEqual([]);
  expect(gazettes.at(-1)?.effects.at(-1)).toMatchObject({ type: 'REPEALS', affected: '关于推进工业企业“零土地”技改项目审批方式改革的通知', basis: 'EXTERNAL', reason: '某公报第1期', withdrawn: null });
});

test('a cause that nobody recorded is added as known from outside, when it is said what it is', () => {
  expect(run(...ADD, '--affecting', '某省人民政府关于废止部分文件的决定')).toBe(1);
  expect(said.join()).toContain('--affecting-kind');
  expect(run(...ADD, '--affecting', '某省人民政府关于废止部分文件的决定', '--affecting-kind', 'NORMATIVE_DOCUMENT')).toBe(0);
  expect(readGazettes(seeds).gazettes.at(-1)?.documents.at(-1)).toMatchObject({ name: '某省人民政府关于废止部分文件的决定', basis: 'EXTERNAL', sourceUrl: 'https://example.org/x' });
});

test('a wrong record is withdrawn, and stays with its withdrawal', () => {
  run(...ADD);
  const count = readGazettes(seeds).gazettes.at(-1)?.effects.length ?? 0;
  expect(run('withdraw', String(count), '--on', '2026-11-25', '--reason', '来源有误')).toBe(0);
  expect(readGazettes(seeds).gazettes.at(-1)?.effects.at(-1)?.withdrawn).toEqual({ on: '2026-11-25', reason: '来源有误' });
  expect(run('withdraw', String(count), '--on', '2026-11-25', '--reason', '再来')).toBe(1);
  run('list', '--affected', '浙政发〔2014〕38号');
  expect(said.at(-1)).toMatch(/REPEALS 2023-01-01 .*WITHDRAWN 2026-11-25: 来源有误/);
});

test.each([
  ['no source', ADD.filter((word) => word !== '--source-url' && word !== 'https://example.org/x'), /sourceUrl: an effect from an outside record says where it is told/],
  ['nobody who says so', ADD.filter((word) => word !== '--reason' && word !== '某公报第1期'), /reason: an effect from an outside record says who tells it/],
  ['an unknown type', ADD.map((word) => (word === 'REPEALS' ? 'FORBIDS' : word)), /effects\.\d+\.type: .*REPEALS/],
  ['an unknown document', ADD.map((word) => (word.startsWith('浙政发') ? '无〔2020〕1号' : word)), /there is no document 无/],
  ['no such day', ADD.map((word) => (word === '2023-01-01' ? '2023-02-30' : word)), /effectiveFrom: there is no such day/],
  ['a day out of range', ADD.map((word) => (word === '2023-01-01' ? '1823-01-01' : word)), /a day lies between/],
  ['what ends itself', [...ADD, '--affecting', '浙政发〔2014〕38号'], /affecting: a document does not end or change itself/],
  ['an address that is none', ADD.map((word) => (word.startsWith('https') ? 'somewhere' : word)), /give the address of the record/],
  ['withdrawal of nothing', ['withdraw', '99', '--on', '2026-11-25', '--reason', 'x'], /there is no effect 99/],
  ['withdrawal before the check', ['withdraw', '1', '--on', '2020-01-01', '--reason', 'x'], /withdrawn before it was checked/],
  ['a term that ends before it begins', ['add', '--affected', '全国人口普查条例', '--type', 'TERM_ENDS', '--from', '2009-01-01', '--source-url', 'https://example.org/x', '--checked-on', '2026-11-24', '--reason', 'x'], /ends before it enters into force/],
  ['a term that ends before the issue’s own start', ['add', '--affected', '温州浙南沿海先进装备产业集聚区（经开区、瓯飞）管委会关于进一步深化工业企业“零土地”技改项目审批方式改革的通知', '--type', 'REPEALS', '--from', '2019-01-01', '--source-url', 'https://example.org/x', '--checked-on', '2026-11-24', '--reason', 'x'], /ends before it enters into force/],
  ['a check that is still to come', ADD.map((word) => (word === '2026-11-24' ? '2099-01-01' : word)), /that day is still to come/],
  ['an address that runs', ADD.map((word) => (word.startsWith('https') ? 'javascript:alert(1)' : word)), /http or https/],
])('%s is refused with the reason, and nothing is written', (_what, args, reason) => {
  const before = text();
  expect(run(...args)).toBe(1);
  expect(said.join('\n')).toMatch(reason);
  expect(said.at(-1)).toBe('Nothing was written.');
  expect(text()).toBe(before);
});

test('the same effect twice is refused', () => {
  expect(run(...ADD)).toBe(0);
  expect(run(...ADD)).toBe(1);
  expect(said.join('\n')).toMatch(/recorded twice/);
});

test('what was withdrawn can be told anew, and what was looked up again is noted', () => {
  run(...ADD);
  const number = String(readGazettes(seeds).gazettes.at(-1)?.effects.length);
  expect(run('recheck', number, '--on', '2026-11-23')).toBe(0);
  expect(readGazettes(seeds).gazettes.at(-1)?.effects.at(-1)?.checkedOn).toBe('2026-11-23');
  expect(run('withdraw', number, '--on', '2026-11-25', '--reason', '来源有误')).toBe(0);
  expect(run(...ADD)).toBe(0);
  expect(run('recheck', number, '--on', '2026-11-24')).toBe(1);
});

test('words are quoted from an issue only', () => {
  writeFileSync(join(seeds, 'effects.yaml'), text().replace('effects:\n', 'effects:\n- type: REPEALS\n  affected: 全国人口普查条例\n  effectiveFrom: "2030-01-01"\n  basis: EXTERNAL\n  checkedOn: "2026-11-24"\n  reason: x\n  sourceUrl: https://example.org/x\n  evidence: ["1:0-1 某"]\n'));
  expect(run('check')).toBe(1);
  expect(said.join()).toMatch(/effects\.yaml:\d+ effects\.0\.evidence: words are quoted from an issue/);
});

test('check counts, and says what is wrong', () => {
  expect(run('check')).toBe(0);
  expect(said).toEqual([expect.stringMatching(/^\d+ effects, no problems$/)]);
  expect(run('nonsense')).toBe(2);
});

test('a gazette that declares repeals supplies effects the same way', () => {
  const { gazettes } = readGazettes(seeds);
  expect(gazettes[0]?.effects.some(({ type, basis }) => type === 'ENTERS_INTO_FORCE' && basis === 'STATED')).toBe(true);
});
