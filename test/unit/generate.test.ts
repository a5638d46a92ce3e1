import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateGazettes } from '../../bench/generate/generate';
import { buildGraph } from '../../src/load/build';
import { readGazettes } from '../../src/records/read';

/** Synthetic gazettes: records like any others, the same ones each time, and as unevenly linked as real ones. */
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function generated(count: number, seed: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'));
  folders.push(folder);
  generateGazettes(folder, count, seed);
  return folder;
}
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).sort().flatMap((key) => readdirSync(join(folder, key)).sort().map((name) => [`${key}/${name}`, readFileSync(join(folder, key, name), 'utf8')])));

test('one seed gives the same bytes each time, another one others; more gazettes begin with the same ones', () => {
  const two = contents(generated(2, 7));
  expect(contents(generated(2, 7))).toEqual(two);
  expect(contents(generated(3, 7))).toMatchObject(two);
  const other = contents(generated(2, 8));
  expect(Object.keys(other)).toEqual(Object.keys(two));
  for (const [name, text] of Object.entries(other)) if (!name.endsWith('issue.yaml')) expect(text).not.toBe(two[name]);
});

test('they are accepted without a problem, of the size of the real one, and cited as unevenly', () => {
  const count = 13;
  const { gazettes, problems } = readGazettes(generated(count, 1));
  expect(problems).toEqual([]);
  const graph = buildGraph(gazettes);
  expect(graph.problems).toEqual([]);
  const edges = [...graph.nodes.values()].flatMap((node) => node.edges);
  expect(edges.filter(({ to }) => !graph.nodes.has(to))).toEqual([]);
  expect(graph.nodes.size / count).toBeGreaterThan(1_800);
  expect(graph.nodes.size / count).toBeLessThan(2_400);
  const cited = new Map<string, number>();
  for (const { type, to } of edges) if (type === 'CITED') cited.set(to, (cited.get(to) ?? 0) + 1);
  const times = [...cited.values()].sort((a, b) => b - a);
  expect(times[0]).toBeGreaterThan(10 * count);
  expect(times[Math.floor(times.length / 2)]).toBeLessThan(5);
  expect([...graph.nodes.values()].filter(({ id, label }) => label === 'Document' && !cited.has(id)).length).toBeGreaterThan(count);
  // What two cities share: the law that both cite most.
  const [law] = [...cited].sort(([, a], [, b]) => b - a)[0] ?? [''];
  expect(new Set((graph.nodes.get(law)?.properties.evidence as string[]).map((text) => text.slice(0, 'synthetic-0000'.length)))).toEqual(new Set(['synthetic-0000', 'synthetic-0001']));
});
