import { served } from './world';

/** Groups count what the filters of the same meaning find. */
const { ask } = served();

interface Group { keys: { dimension: string; value: string | null; node: { __typename: string } | null }[]; count: number; investmentYuan: number | null; withoutInvestment: number }
async function groups(args: string): Promise<Group[]> {
  const { data, errors } = await ask<{ taskGroups: Group[] }>(`{ taskGroups(${args}) { keys { dimension value node { __typename } } count investmentYuan withoutInvestment } }`);
  expect(errors).toBeUndefined();
  return data.taskGroups;
}
const total = async (where: string): Promise<number> => (await ask<{ tasks: { totalCount: number } }>(`{ tasks(where: ${where}) { totalCount } }`)).data.tasks.totalCount;

test.each([
  ['KIND', (value: string) => `{ kind: { eq: ${value} } }`],
  ['DUE_YEAR', (value: string) => `{ due: { gte: "${value}-01-01", lte: "${value}-12-31" } }`],
  ['UNIT', (value: string) => `{ responsibilities: { some: { OR: [{ unit: { name: { eq: ${JSON.stringify(value)} } } }, { group: { eq: ${JSON.stringify(value)} } }] } } }`],
  ['LEAD_UNIT', (value: string) => `{ responsibilities: { some: { role: { in: [LEAD, SOLE] }, OR: [{ unit: { name: { eq: ${JSON.stringify(value)} } } }, { group: { eq: ${JSON.stringify(value)} } }] } } }`],
  ['PLACE', (value: string) => `{ place: { name: { eq: ${JSON.stringify(value)} }, kind: { in: [DISTRICT, ZONE] } } }`],
])('by %s: every key counts what the filter finds', async (dimension, where) => {
  const found = await groups(`by: [${dimension}]`);
  expect(found.length).toBeGreaterThan(3);
  expect(found.map(({ count }) => count)).toEqual(found.map(({ count }) => count).sort((a, b) => b - a));
  for (const { keys, count } of found.slice(0, 12)) {
    const value = keys[0]?.value;
    if (value) expect([value, count]).toEqual([value, await total(where(value))]);
    expect(keys[0]?.node === null).toBe(value === null || ['KIND', 'DUE_YEAR'].includes(dimension));
  }
});

test('the money of table 2, with what has no figure counted apart', async () => {
  const [group] = await groups('by: [KIND], where: { kind: { eq: TRANSPORT } }');
  expect(group).toMatchObject({ count: 20, investmentYuan: 62_918_000_000, withoutInvestment: 2 });
  // Parts stand in for a whole that is not printed, and are not added to one that is.
  const [remediation] = await groups('by: [KIND], where: { kind: { eq: REMEDIATION } }');
  expect(remediation).toMatchObject({ count: 37, investmentYuan: 89_500_000, withoutInvestment: 35 });
});

test('two dimensions, and the groups of a filter', async () => {
  const found = await groups('by: [LEAD_UNIT, DUE_YEAR], where: { kind: { eq: TRANSPORT } }, expandGroups: true');
  expect(found.some(({ keys, count }) => keys[0]?.value === '温州市城市建设投资集团有限公司' && keys[1]?.value === '2022' && count === 2)).toBe(true);
  const [none] = await groups('by: [DUE_YEAR], where: { due: { isNull: true }, kind: { eq: PRIORITY } }');
  expect(none?.keys[0]).toEqual({ dimension: 'DUE_YEAR', value: null, node: null });
});

test.each(['by: []', 'by: [KIND, KIND]', 'by: [KIND, UNIT, PLACE, DUE_YEAR]'])('refused: %s', async (args) => {
  expect((await ask(`{ taskGroups(${args}) { count } }`)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'by' });
});
