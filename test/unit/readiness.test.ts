import { INDEXES, SCHEMA } from '../../src/load/load';
import { GraphReadiness } from '../../src/store/readiness';

/** What is said to be missing of a database that has what the test gives it. */
let has: { graph: boolean; online: string[] } | undefined, asked: string[];
const store = {
  values: async (cypher: string): Promise<unknown[][]> => {
    asked.push(cypher);
    if (!has) throw new Error('gone');
    if (cypher.startsWith('SHOW INDEXES')) return has.online.map((name) => [name]);
    return has.graph ? [['version', false]] : [];
  },
};
beforeEach(() => { asked = []; });

test('each thing that is missing has its word, and indexes that were all there are not looked after again', async () => {
  const readiness = new GraphReadiness(store, ['one', 'two']);
  has = undefined;
  expect(await readiness.now()).toBe('database');
  has = { graph: false, online: [] };
  expect(await readiness.now()).toBe('graph');
  has = { graph: true, online: ['one'] };
  expect(await readiness.now()).toBe('indexes');
  has = { graph: true, online: ['two', 'one', 'another'] };
  expect(await readiness.now()).toBe('ready');
  asked = [];
  expect([await readiness.now(), asked.length]).toEqual(['ready', 1]);
  // A database that was emptied, or is another one, has its indexes to make again.
  has = { graph: false, online: [] };
  expect(await readiness.now()).toBe('graph');
  has = { graph: true, online: [] };
  expect(await readiness.now()).toBe('indexes');
});

test('every index that a load makes is waited for', () => {
  const made = SCHEMA.filter((statement) => statement.startsWith('CREATE'));
  expect(INDEXES).toHaveLength(made.length);
  expect(INDEXES).toEqual(expect.arrayContaining(['graph_version', 'entity_words', 'search', 'task_kind']));
});
