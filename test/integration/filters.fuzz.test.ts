import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { makeSchema } from '../../src/schema';
import { countsBy } from './fuzz/groups';
import { type FilteredList, filteredLists } from './fuzz/lists';
import { type Given, meaningsIn } from './fuzz/meanings';
import { misreadings } from './fuzz/misreadings';
import { alike, callings, Chooser, expected, filters, parentsOf, type Question, questions } from './fuzz/questions';
import { randomWorld, type Thing, type World } from './fuzz/world';
import { makeSchemaOf, writeWorld } from './fuzz/write';
import type { Api } from '../../src/server/server';
import { type Ask, type Database, startApiOn, startDatabase } from './world';

/**
 * Filters made by chance, asked over HTTP and worked out in memory, on graphs made by chance. FUZZ_SEED makes other graphs
 * and other filters, FUZZ_CASES more of them; a failure names its seed and the smallest filter that still fails.
 */
const USUAL = 2020;
const SEED = Number(process.env.FUZZ_SEED ?? USUAL);
const CASES = Number(process.env.FUZZ_CASES ?? 80);
const WORLDS = 2;

interface Page { totalCount?: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } }
class TooCostly extends Error {}

const schema: GraphQLSchema = makeSchema();
const lists = filteredLists(schema);
let database: Database, api: Api, ask: Ask;
/** Rules of which some question would have shown that they were forgotten. */
const shown = new Set<string>();

beforeAll(async () => {
  database = await startDatabase();
  await makeSchemaOf(database.store);
  ({ api, ask } = await startApiOn(database.store));
}, 300_000);

afterAll(async () => {
  await api?.stop();
  await database?.stop();
});

async function data<T>(query: string, variables: Record<string, unknown>): Promise<T> {
  const answer = await ask<T>(query, variables);
  const code = answer.errors?.[0]?.extensions.code;
  if (code === 'TOO_COSTLY') throw new TooCostly();
  if (answer.errors) throw new Error(answer.text);
  return answer.data;
}

const PAGE = 'nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const idsOf = (things: { id: string }[]): string[] => things.map(({ id }) => Buffer.from(id, 'base64url').toString());
const argumentsOf = ({ list, order }: Question): [declared: string, given: string] => {
  const taken = [{ name: 'where', type: list.filter.name }, ...(list.expands ? [{ name: 'expandGroups', type: 'Boolean' }] : []), ...list.beside];
  const sorting = order ? `, orderBy: { field: ${order.field}, direction: ${order.direction} }` : '';
  return [taken.map(({ name, type }) => `$${name}: ${type}`).join(', '), `${taken.map(({ name }) => `${name}: $${name}`).join(', ')}${sorting}`];
};

/** The whole list, page by page, forwards or backwards. */
async function walk(world: World, question: Question): Promise<void> {
  const { list, where, beside, expandGroups, backwards, pages, counted } = question;
  const right = expected(world, question, parentsOf(world, list)[0] as Thing);
  const size = Math.max(1, Math.ceil(right.length / pages));
  const [declared, given] = argumentsOf(question);
  const [count, from] = backwards ? ['last', 'before'] : ['first', 'after'];
  const found: string[] = [];
  let cursor: string | null = null;
  for (let more = true; more;) {
    const { answer }: { answer: Page } = await data<{ answer: Page }>(
      `query (${declared}, $count: Int, $cursor: String) { answer: ${list.field}(${given}, ${count}: $count, ${from}: $cursor) { ${counted && cursor === null ? 'totalCount' : ''} ${PAGE} } }`,
      { where, ...beside, expandGroups, count: size, cursor },
    );
    if (answer.totalCount !== undefined) expect(answer.totalCount).toBe(right.length);
    if (backwards) found.unshift(...idsOf(answer.nodes)); else found.push(...idsOf(answer.nodes));
    more = backwards ? answer.pageInfo.hasPreviousPage : answer.pageInfo.hasNextPage;
    cursor = backwards ? answer.pageInfo.startCursor : answer.pageInfo.endCursor;
  }
  expect(found).toEqual(idsOf(right));
}

/** The first or last page of the list of every parent at once. */
async function walkParents(world: World, question: Question): Promise<void> {
  const { list, where, beside, expandGroups, backwards, pages } = question;
  const parents = parentsOf(world, list);
  const rights = parents.map((parent) => expected(world, question, parent));
  const size = Math.max(1, Math.ceil(Math.max(...rights.map((right) => right.length)) / pages));
  const [declared, given] = argumentsOf(question);
  const { nodes } = await data<{ nodes: { id: string; answer: Page }[] }>(
    `query ($parents: [ID!]!, ${declared}, $count: Int) { nodes(ids: $parents) { id ... on ${list.parent} { answer: ${list.field}(${given}, ${backwards ? 'last' : 'first'}: $count) { totalCount ${PAGE} } } } }`,
    { parents: parents.map(({ id }) => id), where, ...beside, expandGroups, count: size },
  );
  expect(nodes.map(({ id, answer }) => [idsOf([{ id }])[0], answer.totalCount, backwards ? answer.pageInfo.hasPreviousPage : answer.pageInfo.hasNextPage, ...idsOf(answer.nodes)]))
    .toEqual(parents.map((parent, at) => {
      const right = rights[at] as Thing[];
      return [idsOf([parent])[0], right.length, right.length > size, ...idsOf(backwards ? right.slice(-size) : right.slice(0, size))];
    }));
}

interface Group { count: number; keys: { value: string | null; node: { id: string } | null }[] }

async function countGroups(world: World, question: Question): Promise<void> {
  const { list, where, expandGroups, by } = question;
  const [declared, given] = argumentsOf(question);
  const { groups } = await data<{ groups: Group[] }>(`query (${declared}, $by: [${list.by?.name}!]!) { groups: ${list.field}(by: $by, ${given}) { count keys { value node { id } } } }`, { where, expandGroups, by });
  const counts = Object.fromEntries(groups.map(({ count, keys }) => [JSON.stringify(keys.map(({ value, node }) => node?.id ?? value)), count]));
  expect(counts).toEqual(countsBy(world, list, expected(world, question, parentsOf(world, list)[0] as Thing), by, expandGroups));
}

const check = (world: World, question: Question): Promise<void> =>
  (question.list.by ? countGroups : question.list.parent === 'Query' ? walk : walkParents)(world, question);

/** Two at a time, for the time goes into plans that the database makes on one core. */
async function assertAll(property: (half: number) => Promise<void>): Promise<void> {
  for (const result of await Promise.allSettled([property(0), property(1)])) if (result.status === 'rejected') throw result.reason;
}

describe.each(Array.from({ length: WORLDS }, (_, at) => SEED + at))('on the graph of seed %d', (seed) => {
  let world: World;
  beforeAll(async () => {
    world = randomWorld(schema, seed);
    await writeWorld(database.store, world);
  });

  test('filters find what they mean', async () => {
    let [asked, tooCostly] = [0, 0];
    await assertAll((half) => {
      const chooser = new Chooser(world, half);
      let failed = false;
      const finds = fc.asyncProperty(questions(world, filters(world, lists)), async (question) => {
        // Once one fails, any smaller one will do.
        fc.pre(failed || chooser.takes(question));
        asked += 1;
        try {
          await check(world, question);
        } catch (error) {
          if (error instanceof TooCostly) tooCostly += 1;
          else { failed = true; throw error; }
        }
      });
      return fc.assert(finds, { seed: seed * 2 + half, numRuns: Math.ceil(CASES / WORLDS / 2) }).finally(() => { for (const name of chooser.shown) shown.add(name); });
    });
    expect(tooCostly / asked).toBeLessThan(0.1);
  }, 600_000);

  test('things are found by what they and others are called', async () => {
    const all = [...callings(world, lists).entries()];
    await assertAll(async (half) => {
      for (const [at, ways] of all.filter(([at]) => at % 2 === half)) {
        await fc.assert(fc.asyncProperty(questions(world, fc.constantFrom(...ways)), async (question) => {
          for (const where of alike(ways, question)) await check(world, { ...question, where, pages: 1 });
        }), { seed: seed + at, numRuns: 1 });
      }
    });
  }, 600_000);
});

/** Other graphs may be too poor for some rule to show in them. */
(SEED === USUAL ? test : test.skip)('of every rule, some question would have shown that it was forgotten', () => {
  const world = randomWorld(schema, SEED);
  const rules = Object.keys(misreadings(world, meaningsIn(world, false)));
  expect(rules.filter((rule) => !shown.has(rule))).toEqual([]);
});

describe('what was found once', () => {
  let world: World;
  beforeAll(async () => {
    world = randomWorld(schema, SEED);
    await writeWorld(database.store, world);
  });
  const list = (name: string): FilteredList => lists.find((each) => each.name === name) as FilteredList;
  const asked = (name: string, where: Given): Question => ({ list: list(name), where, beside: {}, expandGroups: false, order: null, backwards: false, pages: 1, counted: true, by: [] });

  test('what is missing fails every comparison, so that NOT makes it true, whatever the field', async () => {
    const meanings = meaningsIn(world, false);
    for (const { name, filter } of lists.filter(({ parent, by }) => parent === 'Query' && !by)) {
      for (const [field, { values = [] }] of Object.entries(meanings[filter.name] ?? {})) {
        if (values[0] !== undefined) await check(world, asked(name, { NOT: { [field]: { eq: values[0] } } }));
      }
    }
  });

  test.each<[string, string, Given]>([
    ['the tasks of a place inside the tasks of a place', 'Query.places', { tasks: { some: { place: { tasks: { some: { kind: { eq: 'BLOCK' } } } } } } }],
    ['the same inside the list of that name', 'Place.tasks', { place: { tasks: { some: { kind: { eq: 'BLOCK' } } } } }],
    ['a group that is missing and has a name', 'Query.responsibilities', { group: { isNull: true, contains: '' } }],
  ])('%s', (_, name, where) => check(world, asked(name, where)));

  /** Every place in a filter where a null can stand. */
  const nulled = (filter: Given, path = 'where'): [path: string, filter: Given][] => Object.entries(filter).flatMap(([field, given]): [string, Given][] => {
    const here = `${path}.${field}`;
    const within = Array.isArray(given)
      ? given.flatMap((item, at) => (typeof item === 'object' ? nulled(item as Given, `${here}[${at}]`).map(([where, changed]): [string, unknown] => [where, given.map((other: unknown, index) => (index === at ? changed : other))]) : []))
      : typeof given === 'object' ? nulled(given as Given, here) : [];
    return [[here, { ...filter, [field]: null }], ...within.map(([where, changed]): [string, Given] => [where, { ...filter, [field]: changed }])];
  });

  test('a null is refused wherever it stands, and told of isNull', async () => {
    await assertAll((half) => fc.assert(fc.asyncProperty(questions(world, filters(world, lists)), fc.nat(), async ({ list: { field, filter, parent, by }, where }, at) => {
      const places = nulled(where);
      fc.pre(parent === 'Query' && !by && places.length > 0);
      const [path, changed] = places[at % places.length] as [string, Given];
      const { errors } = await ask(`query ($where: ${filter.name}) { ${field}(where: $where) { totalCount } }`, { where: changed });
      fc.pre(errors?.[0]?.extensions.code !== 'TOO_COSTLY');
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: path, repair: expect.stringContaining('isNull') as string });
    }), { seed: SEED * 2 + half, numRuns: 50 }));
  }, 600_000);
});
