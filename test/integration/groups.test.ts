import { type GraphQLEnumType, isEnumType } from 'graphql';
import { makeSchema } from '../../src/schema';
import { expectPlans, statementsOf } from './plans';
import { served } from './world';

/** Groups count what the filters of the same meaning find. */
const { database, ask } = served();
const sent = statementsOf();

interface Key { dimension: string; value: string | null; node: { __typename: string; name?: string } | null }
type Group = { keys: Key[]; count: number } & Record<string, number | null>;
type Row = Record<string, unknown>;
/** A condition on the value of a key, null included. */
type Meaning = (value: string | null) => string;

interface Grouped {
  root: string; list: string; dimensions: Record<string, Meaning>; things: string[];
  /** What the rows are asked for, and the figures that follow from it. */
  selection: string; figures: (rows: Row[]) => Record<string, number | null>;
  having: [string, (group: Group) => boolean][];
}

const named = (field: string): Meaning => (value) => (value === null ? `NOT: { ${field}: {} }` : `${field}: { name: { eq: ${JSON.stringify(value)} } }`);
const titled = (field: string): Meaning => (value) => (value === null ? `NOT: { ${field}: {} }` : `${field}: { title: { eq: ${JSON.stringify(value)} } }`);
const equal = (wrap: (condition: string) => string, quoted = false): Meaning => (value) => wrap(`{ eq: ${quoted ? JSON.stringify(value) : value} }`);
const some = (field: string): Meaning => (value) => (value === null ? `${field}: { none: {} }` : `${field}: { some: { name: { eq: ${JSON.stringify(value)} } } }`);
const party = (role: string): Meaning => (value) => (value === null ? `responsibilities: { none: { ${role} } }`
  : `responsibilities: { some: { ${role} OR: [{ unit: { name: { eq: ${JSON.stringify(value)} } } }, { group: { eq: ${JSON.stringify(value)} } }] } }`);
const different = (values: (string | undefined)[]): number => new Set(values).size;
const sum = (amounts: (number | null)[]): number | null => (amounts.some((amount) => amount !== null) ? amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0) : null);

interface Costed { investment: { yuan: number | null } | null; parts?: Costed[] }
const yuan = (row: Costed): number | null => row.investment?.yuan ?? sum((row.parts ?? []).map(yuan));

const TABLES: Grouped[] = [{
  root: 'taskGroups', list: 'tasks', things: ['UNIT', 'LEAD_UNIT', 'PLACE', 'DOCUMENT'],
  dimensions: {
    KIND: equal((is) => `kind: ${is}`),
    UNIT: party(''),
    LEAD_UNIT: party('role: { in: [LEAD, SOLE] },'),
    DUE_YEAR: (value) => (value === null ? 'due: { isNull: true }' : `due: { gte: "${value}-01-01", lte: "${value}-12-31" }`),
    PLACE: (value) => (value === null ? 'NOT: { place: { kind: { in: [DISTRICT, ZONE] } } }' : `place: { name: { eq: ${JSON.stringify(value)} }, kind: { in: [DISTRICT, ZONE] } }`),
    DOCUMENT: titled('document'),
  },
  selection: 'investment { yuan } parts { investment { yuan } }',
  figures: (rows) => {
    const amounts = (rows as unknown as Costed[]).map(yuan);
    return { investmentYuan: sum(amounts), withoutInvestment: amounts.filter((amount) => amount === null).length };
  },
  having: [
    ['{ count: { gte: 3, lte: 9 } }', ({ count }) => count >= 3 && count <= 9],
    ['{ investmentYuan: { gte: 1000000000 } }', ({ investmentYuan }) => (investmentYuan ?? 0) >= 1_000_000_000],
    ['{ investmentYuan: { isNull: true } }', ({ investmentYuan }) => investmentYuan === null],
    ['{ NOT: { investmentYuan: { lte: 1000000000 } }, withoutInvestment: { gte: 1 } }', ({ investmentYuan, withoutInvestment }) => !(investmentYuan !== null && (investmentYuan ?? 0) <= 1_000_000_000) && (withoutInvestment ?? 0) >= 1],
  ],
}, {
  root: 'personnelChangeGroups', list: 'personnelChanges', things: ['PERSON', 'UNIT', 'JURISDICTION', 'DOCUMENT'],
  dimensions: {
    TYPE: equal((is) => `type: ${is}`),
    PERSON: named('person'),
    UNIT: named('unit'),
    UNIT_KIND: equal((is) => `unit: { kind: ${is} }`),
    JURISDICTION: (value) => (value === null ? 'NOT: { unit: { jurisdiction: {} } }' : `unit: { jurisdiction: { name: { eq: ${JSON.stringify(value)} } } }`),
    POST_TITLE: equal((is) => `postTitle: ${is}`, true),
    PROBATION: equal((is) => `probation: ${is}`),
    DOCUMENT: titled('document'),
  },
  selection: 'person { id }',
  figures: (rows) => ({ people: different((rows as { person: { id: string } }[]).map(({ person }) => person.id)) }),
  having: [
    ['{ count: { in: [2, 3] } }', ({ count }) => [2, 3].includes(count)],
    ['{ OR: [{ people: { eq: 1 } }, { count: { gte: 20 } }] }', ({ people, count }) => people === 1 || count >= 20],
    ['{ count: { in: [] } }', () => false],
  ],
}, {
  root: 'citationGroups', list: 'citations', things: ['CITING', 'CITING_ISSUER', 'CITED', 'CITED_ISSUER'],
  dimensions: {
    ROLE: equal((is) => `role: ${is}`),
    CITING: titled('citing'),
    CITING_ISSUER: (value) => `citing: { ${some('issuers')(value)} }`,
    CITED: titled('cited'),
    CITED_KIND: equal((is) => `cited: { kind: ${is} }`),
    CITED_HELD: equal((is) => `cited: { held: ${is} }`),
    CITED_ISSUER: (value) => `cited: { ${some('issuers')(value)} }`,
  },
  selection: 'citing { id } cited { id }',
  figures: (rows) => ({
    citingDocuments: different((rows as { citing: { id: string } }[]).map(({ citing }) => citing.id)),
    citedDocuments: different((rows as { cited: { id: string } }[]).map(({ cited }) => cited.id)),
  }),
  having: [
    ['{ citedDocuments: { gte: 2 }, citingDocuments: { eq: 1 } }', ({ citedDocuments, citingDocuments }) => (citedDocuments ?? 0) >= 2 && citingDocuments === 1],
    ['{ NOT: { count: { eq: 1 } } }', ({ count }) => count !== 1],
  ],
}, {
  root: 'eventGroups', list: 'events', things: ['PERSON', 'PLACE', 'DOCUMENT'],
  dimensions: {
    KIND: equal((is) => `kind: ${is}`),
    DAY: (value) => (value === null ? 'on: { isNull: true }' : `on: { eq: "${value}" }`),
    MONTH: (value) => (value === null ? 'on: { isNull: true }' : `on: { gte: "${value}-01", lte: "${value}-31" }`),
    PERSON: some('participants'),
    PLACE: some('places'),
    DOCUMENT: titled('document'),
  },
  selection: 'participants { id }',
  figures: (rows) => ({ people: different((rows as { participants: { id: string }[] }[]).flatMap(({ participants }) => participants.map(({ id }) => id))) }),
  having: [
    ['{ people: { eq: 0 } }', ({ people }) => people === 0],
    ['{ people: { gte: 3 }, count: { gte: 2 } }', ({ people, count }) => (people ?? 0) >= 3 && count >= 2],
  ],
}];
const EACH = TABLES.map((table) => [table.root, table] as const);
const DIMENSIONS = TABLES.flatMap((table) => Object.keys(table.dimensions).map((dimension) => [table.root, dimension, table] as const));

async function groups({ root, figures }: Grouped, args: string): Promise<Group[]> {
  const { data, errors } = await ask<Record<string, Group[]>>(`{ ${root}(${args}) { keys { dimension value node { __typename ... on Entity { name } } } count ${Object.keys(figures([])).join(' ')} } }`);
  expect(errors).toBeUndefined();
  return data[root] as Group[];
}

/** All rows that a filter finds. */
async function rowsOf({ list, selection }: Grouped, where: string): Promise<Row[]> {
  const found: Row[] = [];
  for (let after = '', more = true; more;) {
    const { data, errors } = await ask<Record<string, { nodes: Row[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } }>>(`{ ${list}(where: { ${where} }, first: 100${after}) { totalCount nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`);
    expect(errors).toBeUndefined();
    const page = data[list];
    found.push(...(page?.nodes ?? []));
    more = page?.pageInfo.hasNextPage ?? false;
    after = `, after: "${page?.pageInfo.endCursor}"`;
    if (!more) expect(found).toHaveLength(page?.totalCount ?? -1);
  }
  return found;
}
const figuresOf = ({ keys: _keys, ...figures }: Group): Record<string, number | null> => figures;
const values = ({ keys }: Group): (string | null)[] => keys.map(({ value }) => value);

test('every dimension of the schema is put to the test below', () => {
  const types = Object.values(makeSchema().getTypeMap()).filter((type): type is GraphQLEnumType => isEnumType(type) && type.name.endsWith('Dimension'));
  expect(types.flatMap((type) => type.getValues().map(({ name }) => `${type.name}.${name}`)).sort())
    .toEqual(DIMENSIONS.map(([root, dimension]) => `${root.replace('Groups', 'Dimension').replace(/^./, (first) => first.toUpperCase())}.${dimension}`).sort());
});

test.each(DIMENSIONS)('%s by %s: every key counts and adds up what the filter finds', async (_root, dimension, table) => {
  const found = await groups(table, `by: [${dimension}]`);
  expect(found.length).toBeGreaterThan(0);
  // Each key is a request of its own: of many the largest, the last, and some between.
  for (const group of found.filter((_group, at) => at < 8 || at > found.length - 4 || at % 12 === 0)) {
    const [key] = group.keys as [Key];
    const rows = await rowsOf(table, (table.dimensions[dimension] as Meaning)(key.value));
    expect([key.value, figuresOf(group)]).toEqual([key.value, { count: rows.length, ...table.figures(rows) }]);
    expect([key.value, key.node?.name ?? null]).toEqual([key.value, table.things.includes(dimension) ? key.value : null]);
  }
});

test.each(EACH)('%s by two dimensions: the keys hold together', async (_root, table) => {
  const dimensions = Object.keys(table.dimensions);
  for (const [at, first] of dimensions.entries()) {
    // Each pair is statements of its own: every dimension with every second one after it; chance makes others in filters.fuzz.
    for (const second of dimensions.filter((_second, after) => after > at && (after - at) % 2 === 1)) {
      const found = await groups(table, `by: [${first}, ${second}], first: 1`);
      for (const group of found) {
        const [one, other] = values(group);
        const rows = await rowsOf(table, `AND: [{ ${(table.dimensions[first] as Meaning)(one ?? null)} }, { ${(table.dimensions[second] as Meaning)(other ?? null)} }]`);
        expect([first, one, second, other, figuresOf(group)]).toEqual([first, one, second, other, { count: rows.length, ...table.figures(rows) }]);
      }
    }
  }
});

test.each(EACH)('%s: having and first are the unfiltered answer, filtered and cut', async (_root, table) => {
  for (const by of [...Object.keys(table.dimensions).map((dimension) => [dimension]), Object.keys(table.dimensions).slice(0, 2)]) {
    const all = await groups(table, `by: [${by.join()}]`);
    expect(all.map(({ count }) => count)).toEqual(all.map(({ count }) => count).sort((a, b) => b - a));
    expect(different(all.map((group) => JSON.stringify(values(group))))).toBe(all.length);
    expect(await groups(table, `by: [${by.join()}], first: 2`)).toEqual(all.slice(0, 2));
    for (const [having, holds] of table.having) expect([by, having, await groups(table, `by: [${by.join()}], having: ${having}`)]).toEqual([by, having, all.filter(holds)]);
  }
});

test.each(DIMENSIONS)('%s by %s: ties stand in printed order or by value, and what has none comes last among them', async (_root, dimension, table) => {
  const printed = new Map((await database.store.run('MATCH (n:Entity) RETURN n.name AS name, n.label AS label, n.sort AS sort')).map(({ name, label, sort }) => [`${label as string} ${name as string}`, sort as string]));
  const places = (await groups(table, `by: [${dimension}]`)).map(({ count, keys: [key] }): [number, string] => [count, key?.value === null ? '\uffff' : key?.node ? printed.get(`${key.node.__typename} ${key.node.name}`) ?? 'unknown' : key?.value ?? '']);
  expect(places).toEqual([...places].sort(([many, place], [more, other]) => more - many || (place < other ? -1 : 1)));
});

test('the money of table 2, with what has no figure counted apart', async () => {
  const table = TABLES[0] as Grouped;
  const [group] = await groups(table, 'by: [KIND], where: { kind: { eq: TRANSPORT } }');
  expect(group).toMatchObject({ count: 20, investmentYuan: 62_918_000_000, withoutInvestment: 2 });
  // Parts stand in for a whole that is not printed, and are not added to one that is.
  const [remediation] = await groups(table, 'by: [KIND], where: { kind: { eq: REMEDIATION } }');
  expect(remediation).toMatchObject({ count: 37, investmentYuan: 89_500_000, withoutInvestment: 35 });
});

test('members of a group in its place', async () => {
  const found = await groups(TABLES[0] as Grouped, 'by: [LEAD_UNIT, DUE_YEAR], where: { kind: { eq: TRANSPORT } }, expandGroups: true');
  expect(found.some((group) => values(group).join() === '温州市城市建设投资集团有限公司,2022' && group.count === 2)).toBe(true);
  const parties = async (expandGroups: boolean): Promise<(string | undefined)[]> => (await groups(TABLES[0] as Grouped, `by: [UNIT], expandGroups: ${expandGroups}`)).map(({ keys }) => keys[0]?.node?.__typename);
  expect(new Set(await parties(false))).toEqual(new Set(['Unit', 'UnitGroup']));
  expect((await parties(true)).length).not.toBe((await parties(false)).length);
});

test('more groups than can be answered are refused, and the largest of them can be asked for', async () => {
  const by = 'by: [UNIT, LEAD_UNIT, PLACE], expandGroups: true';
  const all = await ask(`{ taskGroups(${by}) { count } }`);
  expect([all.status, all.errors?.[0]?.extensions]).toEqual([400, { code: 'TOO_COSTLY', argument: 'first', repair: expect.stringContaining('more than 1000 groups') as unknown }]);
  expect(await groups(TABLES[0] as Grouped, `${by}, first: 1000`)).toHaveLength(1000);
  expect((await groups(TABLES[0] as Grouped, `${by}, having: { count: { gte: 5 } }`)).length).toBeLessThan(1000);
});

describe.each([['taskGroups', 'KIND', 'UNIT, PLACE, DUE_YEAR'], ['personnelChangeGroups', 'TYPE', 'UNIT, PERSON, POST_TITLE'], ['citationGroups', 'ROLE', 'CITING, CITED, CITED_KIND'], ['eventGroups', 'KIND', 'DAY, PERSON, PLACE']])('%s', (root, one, more) => {
  test.each([
    ['by: []', 'by'], [`by: [${one}, ${one}]`, 'by'], [`by: [${one}, ${more}]`, 'by'],
    [`by: [${one}], first: 0`, 'first'], [`by: [${one}], first: 1001`, 'first'], [`by: [${one}], first: -1`, 'first'],
    [`by: [${one}], having: { count: null }`, 'having.count'], [`by: [${one}], having: { OR: [{ count: { gte: null } }] }`, 'having.OR[0].count.gte'],
    [`by: [${one}], where: { AND: null }`, 'where.AND'],
  ])('refused: %s', async (args, argument) => {
    const { status, errors, text } = await ask(`{ ${root}(${args}) { count } }`);
    expect([status, errors?.[0]?.extensions]).toEqual([400, { code: 'BAD_USER_INPUT', argument, repair: expect.any(String) as unknown }]);
    expect(text).not.toMatch(/MATCH|neo4j/i);
  });
  test.each(['by: [NOPE]', `by: [${one}], having: { colour: { eq: 1 } }`, `by: [${one}], first: "1"`, 'first: 1'])('not of the schema: %s', async (args) => {
    const { status, errors } = await ask(`{ ${root}(${args}) { count } }`);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });
  test('what is left out by null is left out', async () => {
    const { data, errors } = await ask<Record<string, Group[]>>(`{ all: ${root}(by: [${one}]) { count } ${root}(by: [${one}], where: null, having: null, first: null) { count } }`);
    expect(errors).toBeUndefined();
    expect(data[root]).toEqual(data.all);
  });
});

// Last: it looks at what the tests above sent.
test('every statement has a plan that starts from an index', async () => {
  const counting = [...sent].filter(([cypher]) => cypher.includes('AS figures'));
  expect(counting.length).toBeGreaterThan(50);
  // Asking for a plan makes the database plan it again: every second is looked at.
  await expectPlans(database.store, counting.filter((_statement, at) => at % 2 === 0));
});
