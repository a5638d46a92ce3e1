import { getNamedType, type GraphQLInputObjectType, isEnumType, isInputObjectType } from 'graphql';
import { makeSchema } from '../../src/schema';
import { sentWhile } from './plans';
import { served } from './world';

/** Where the database begins when a list is filtered: never with all things of a sort, always with an index. */
const { database, ask } = served();
const schema = makeSchema();

type Where = Record<string, unknown>;
const VALUES: Record<string, unknown> = { String: '温州市', Int: 1, Float: 1.5, SafeInt: 1, Date: '2020-01-06', Boolean: true };

/** One filter for each operator of each field, and one for each field of what a relation leads to. */
function filtersOf(type: GraphQLInputObjectType, depth = 0): Where[] {
  return Object.values(type.getFields()).flatMap(({ name, type: fieldType }): Where[] => {
    const field = getNamedType(fieldType);
    if (['AND', 'OR', 'NOT'].includes(name) || !isInputObjectType(field)) return [];
    const operators = field.getFields();
    if (operators.some) return depth > 0 ? [] : [...filtersOf(getNamedType(operators.some.type) as GraphQLInputObjectType, depth + 1).map((inner) => ({ [name]: { some: inner } })), { [name]: { none: {} } }];
    if (operators.AND) return depth > 0 ? [] : filtersOf(field, depth + 1).map((inner) => ({ [name]: inner }));
    return Object.entries(operators).slice(0, depth > 0 ? 1 : undefined).map(([operator, { type: valueType }]) => {
      const value = getNamedType(valueType);
      const one = isEnumType(value) ? value.getValues()[0]?.name : VALUES[value.name];
      return { [name]: { [operator]: operator === 'in' ? [one] : one } };
    });
  });
}

const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
  const where = field.args.find(({ name }) => name === 'where');
  return where && field.args.some(({ name }) => name === 'first') && field.args.some(({ name }) => name === 'after') ? [[field.name, getNamedType(where.type) as GraphQLInputObjectType] as const] : [];
});

async function statementsOf(root: string, type: GraphQLInputObjectType, where: Where): Promise<[string, Record<string, unknown>][]> {
  return sentWhile(async () => {
    const { errors } = await ask(`query ($where: ${type.name}) { ${root}(where: $where, first: 2) { totalCount nodes { __typename } } }`, { where });
    expect([where, errors]).toEqual([where, undefined]);
  });
}

/** Operators that open a plan's branches: all that reads nodes without being led there. */
const opening = (operators: string[]): string[] => operators.map((operator) => operator.split('@')[0] ?? '').filter((operator) => /Scan|Seek|CartesianProduct/.test(operator));

test.each(roots)('%s: whatever is asked begins at an index', async (root, type) => {
  const filters = filtersOf(type);
  expect(filters.length).toBeGreaterThan(2);
  for (const where of filters) {
    for (const [cypher, params] of await statementsOf(root, type, where)) {
      const { operators } = await database.store.explain(cypher, params);
      const bad = opening(operators).filter((operator) => !/^(Directed|Undirected)?(Node|Partitioned).*Index/.test(operator) && operator !== 'MultiNodeIndexSeek');
      expect([where, cypher, bad]).toEqual([where, cypher, []]);
    }
  }
}, 300_000);

test.each([
  ['tasks', { place: { name: { eq: '瓯海区' } } }], ['responsibilities', { place: { name: { in: ['瓯海区'] } }, role: { eq: 'LEAD' } }], ['responsibilities', { group: { contains: '一区五园' } }],
  ['documents', { citations: { some: { cited: { docNumber: { eq: '浙政发[2014]38号' } } } } }], ['units', { AND: [{ name: { startsWith: '温州' } }] }], ['people', { events: { some: { places: { some: { name: { eq: '乐清市' } } } } } }],
  ['personnelChanges', { unit: { name: { eq: '温州市水利局' } }, type: { eq: 'APPOINTED' } }],
])('%s begins at what is named: %j', async (root, where) => {
  const type = roots.find(([name]) => name === root)?.[1] as GraphQLInputObjectType;
  for (const [cypher, params] of await statementsOf(root, type, where)) {
    const { details } = await database.store.explain(cypher, params);
    expect(details.filter((detail) => /Index/.test(detail)).join('\n')).toMatch(/folded|docNumberFolded/);
    expect(details.join('\n')).not.toMatch(/sort > /);
  }
});

test('a page in printed order reads no more than it shows', async () => {
  const [cypher, params] = (await statementsOf('tasks', roots.find(([name]) => name === 'tasks')?.[1] as GraphQLInputObjectType, {}))[0] ?? ['', {}];
  expect((await database.store.explain(cypher, params)).operators.join()).not.toMatch(/Sort|Top|NodeByLabelScan/);
});
