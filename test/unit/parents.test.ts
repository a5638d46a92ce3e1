import { buildGraph } from '../../src/load/build';
import { Graph } from '../../src/load/graph';
import { SCHEMA } from '../../src/load/load';
import { keepParentIds } from '../../src/load/parents';
import { PARENT_IDS, parentIdOf } from '../../src/records/parents';
import { SEEDS } from '../../src/records/folder';
import { readGazettes } from '../../src/records/read';

/** What a thing belongs to, written on the thing itself. */
test('every thing of the records has the ids of what it belongs to, and no others', () => {
  const graph = buildGraph(readGazettes(SEEDS).gazettes);
  expect(graph.problems).toEqual([]);
  const found = new Set<string>();
  for (const { label, properties, edges } of graph.nodes.values()) {
    for (const [owner, type] of PARENT_IDS) {
      if (owner !== label) continue;
      const to = edges.find((edge) => edge.type === type)?.to;
      expect([label, type, properties[parentIdOf(type)]]).toEqual([label, type, to]);
      if (to !== undefined) found.add(`${label} ${type}`);
    }
  }
  expect([...found].sort()).toEqual(PARENT_IDS.map((pair) => pair.join(' ')).sort());
});

test('they are named after the relation, and each has its index in printed order', () => {
  expect(['CITED', 'HELD_BY', 'BY_PERSON', 'LAID_DOWN_IN'].map(parentIdOf)).toEqual(['citedId', 'heldById', 'byPersonId', 'laidDownInId']);
  for (const [label, type] of PARENT_IDS) expect(SCHEMA.filter((statement) => statement.endsWith(`FOR (n:${label}) ON (n.${parentIdOf(type)}, n.sort)`))).toHaveLength(1);
  expect(new Set(SCHEMA.map((statement) => /INDEX (\w+)/.exec(statement)?.[1])).size).toBe(SCHEMA.filter((statement) => statement.includes('INDEX')).length + 1);
});

test('a thing that would belong to two is a problem', () => {
  const graph = new Graph();
  graph.file = 'some/file.yaml';
  const citation = graph.addFact('some', 'Citation', Buffer.from('Citation:key').toString('base64url'), { evidence: ['1:0-1 一'] });
  graph.edge(citation, 'CITED', 'one');
  graph.edge(citation, 'CITED', 'two');
  keepParentIds(graph);
  expect(graph.problems).toEqual(['some/file.yaml: Citation:key has more than one CITED, of which it can have one']);
});

test('no two things have the same place in the printed order', () => {
  const sorts = [...buildGraph(readGazettes(SEEDS).gazettes).nodes.values()].map(({ properties }) => properties.sort);
  expect(new Set(sorts).size).toBe(sorts.length);
});
