import { buildGraph } from '../../src/load/build';
import type { Gazette } from '../../src/records/format';
import { recordFile } from '../../src/records/format';

/** Making the graph takes time as the records grow, not as their square: measured in processor time, which other programs do not lengthen. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
const MANY = 8_000;
const evidence = ['1:0-1 一'];
const gazette = (records: object): Gazette => ({ ...recordFile.parse(records), key: 'some', issue: null });

test('many renamed things', () => {
  const people = Array.from({ length: MANY }, (_, index) => ({ name: `人${index}`, was: [`旧人${index}`], evidence }));
  const graph = { formers: 0 };
  expect(seconds(() => { graph.formers = buildGraph([gazette({ people })]).formers.length; })).toBeLessThan(6);
  expect(graph.formers).toBe(MANY);
});

test('a former name that another gazette still records, or gives to another thing, is a problem', () => {
  const unit = (name: string, was: string[] = []): Gazette => gazette({ units: [{ name, kind: 'OTHER', was, evidence }] });
  expect(buildGraph([unit('甲'), unit('乙', ['丙'])]).problems).toEqual([]);
  expect(buildGraph([unit('甲'), unit('乙', ['甲'])]).problems).toEqual([expect.stringMatching(/甲 is the former name of 乙, but .*still records it/)]);
  expect(buildGraph([unit('乙', ['甲']), unit('乙', ['甲'])]).problems).toEqual([]);
  expect(buildGraph([unit('乙', ['甲']), unit('丙', ['甲'])]).problems).toEqual([expect.stringContaining('Unit:甲 is the former name of both Unit:乙 and Unit:丙')]);
});
