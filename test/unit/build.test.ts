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
