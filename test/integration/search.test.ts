import { Reader } from '../../src/store/reader';
import { served } from './world';

/** Whatever a thing is called, a search finds it. */
const { ask } = served();

interface Found { totalCount: number; edges: { cursor: string; score: number; snippet: string; node: { __typename: string; id: string; name: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
async function search(text: string, more: Record<string, unknown> = {}): Promise<Found> {
  const { data, errors } = await ask<{ search: Found }>('query ($text: String!, $types: [String!], $first: Int, $after: String) { search(text: $text, types: $types, first: $first, after: $after) { totalCount edges { cursor score snippet node { __typename id name } } pageInfo { hasNextPage hasPreviousPage endCursor } } }', { text, ...more });
  expect(errors).toBeUndefined();
  return data.search;
}

test.each([
  ['市发改委', '市发展改革委'], ['浙南科技城管委会', '温州高新区（浙南科技城）管委会'], ['温政办[2020]5号', '温州市人民政府办公室关于印发温州环大罗山科创走廊建设三年行动计划（2020—2022）的通知'],
  ['温政发（2020）2号', '温州市人民政府关于开展第七次全国人口普查的通知'], ['浙政发〔2014〕38号', '关于推进工业企业“零土地”技改项目审批方式改革的通知'], ['徐　俊', '徐俊'], ['口袋公园', '重点区块和主要联系道路'],
])('%s is found first: %s', async (text, name) => {
  const { edges } = await search(text);
  expect(edges[0]?.node.name).toBe(name);
  expect(edges[0]?.snippet).toMatch(/⟦.+⟧/);
});

test('width and case make no difference', async () => {
  const wide = await search('ＢＲＴ');
  expect(wide.edges.map(({ node }) => node.name)).toContain('快速公交BRT');
  expect(wide.edges.map(({ node }) => node.id)).toEqual((await search('brt')).edges.map(({ node }) => node.id));
});

test('a phrase ranks before what only shares its characters, and one character works', async () => {
  const { edges } = await search('滨海大道', { types: ['Place'], first: 50 });
  expect(edges[0]?.node.name).toMatch(/滨海大道/);
  const exact = edges.findIndex(({ node }) => !node.name.includes('滨海大道'));
  expect(edges.slice(exact < 0 ? edges.length : exact).some(({ node }) => node.name.includes('滨海大道'))).toBe(false);
  expect((await search('眼')).edges.map(({ node }) => node.name)).toContain('中国眼谷');
});

test('types filter, and every word must be found', async () => {
  const people = await search('俊', { types: ['Person'] });
  expect(new Set(people.edges.map(({ node }) => node.__typename))).toEqual(new Set(['Person']));
  const both = await search('公交 南白象');
  expect(both.edges.map(({ node }) => node.name)).toContain('公交枢纽');
  expect((await search('公交 无此物')).edges).toEqual([]);
});

test('pages are one list, best first', async () => {
  const all = (await search('温州', { first: 100 })).edges;
  const paged: typeof all = [];
  for (let after: string | undefined, more = true; more;) {
    const page: Found = await search('温州', { first: 17, after });
    paged.push(...page.edges);
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    if (paged.length >= 100) break;
  }
  expect(paged.slice(0, all.length).map(({ node }) => node.id)).toEqual(all.map(({ node }) => node.id).slice(0, paged.length));
  expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
  expect((await search('温州')).totalCount).toBeGreaterThan(100);
});

test.each(['+ - && || ! ( ) { } [ ] ^ " ~ * ? : \\ / 温州', 'AND OR NOT 温州', '"', '温州*)', '/.*/ 温州', '温州^1000000', 'name:温州', '\u0000温州', '𠮷', '温州~0.1', '[2020 TO 2021] 温州'])('special characters are no syntax: %s', async (text) => {
  const answer = await ask('query ($t: String!) { search(text: $t) { totalCount suggestions edges { snippet } } }', { t: text });
  expect([200, 400]).toContain(answer.status);
  if (answer.status === 400) expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'text' });
});

test.each([['', 'text'], ['  ', 'text'], ['……', 'text'], ['温'.repeat(10_000), 'text']])('refused: %.10s', async (text, argument) => {
  const answer = await ask('query ($t: String!) { search(text: $t) { totalCount } }', { t: text });
  expect([answer.status, answer.errors?.[0]?.extensions]).toEqual([400, expect.objectContaining({ code: 'BAD_USER_INPUT', argument })]);
});

test.each([['search(text: "温州", types: ["Nonsense"]) { totalCount }', 'types'], ['search(text: "温州", first: 0) { totalCount }', 'first'], ['search(text: "温州", after: "x") { totalCount }', 'after']])('refused: %s', async (field, argument) => {
  expect((await ask(`{ ${field} }`)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});

describe('did you mean', () => {
  const suggested = async (text: string, types?: string[]): Promise<string[]> => {
    const { data, errors } = await ask<{ search: { suggestions: string[] } }>('query ($text: String!, $types: [String!]) { search(text: $text, types: $types) { suggestions } }', { text, types });
    expect(errors).toBeUndefined();
    return data.search.suggestions;
  };
  test.each([
    ['温州市科技居', '温州市科技局'], ['瓯诲区', '瓯海区'], ['徐竣', '徐俊'], ['龙弯区政府', '龙湾区政府'], ['市经信居', '市经信局'], ['温洲高新区(浙南科技城)管委会', '温州高新区（浙南科技城）管委会'],
    ['国务院关于开展第七次全国人口普察的通知', '国务院关于开展第七次全国人口普查的通知'],
  ])('%s: %s comes first', async (text, name) => {
    const names = await suggested(text);
    expect(names[0]).toBe(name);
    expect(names.length).toBeLessThanOrEqual(5);
    expect(new Set(names).size).toBe(names.length);
  });
  test('only of the types asked for', async () => {
    expect(await suggested('瓯诲区', ['Person', 'Document'])).toEqual([]);
    expect(await suggested('瓯诲区', ['Person', 'Place'])).toEqual(['瓯海区']);
  });
  test.each(['瓯海区', '市科技局', '公交 南白象', '眼', 'brt'])('%s is there as it is typed, so nothing else is meant', async (text) => {
    expect(await suggested(text)).toEqual([]);
  });
  test.each(['魑魅魍魉', 'xyzzy', '8'.repeat(200), 'a'.repeat(200), '甲乙丙丁戊己庚辛'.repeat(25), 'x~1 OR y', '𠮷𠮷', 'a b c d e', 'อักษรไทย', '1~0.5 NOT', '\u0000\uD800x'])('nothing comes near %.12s', async (text) => {
    expect(await suggested(text)).toEqual([]);
  });
  test('it is worked out only when asked for', async () => {
    const run = jest.spyOn(Reader.prototype, 'run');
    await search('瓯诲区');
    expect(run.mock.calls.filter(([cypher]) => cypher.includes('AS names ORDER BY score'))).toEqual([]);
    await suggested('瓯诲区');
    expect(run.mock.calls.filter(([cypher]) => cypher.includes('AS names ORDER BY score'))).toHaveLength(1);
    run.mockRestore();
  });
});

test('a cursor of another search is refused', async () => {
  const { pageInfo } = await search('温州', { first: 1 });
  for (const more of [{ text: '瓯海' }, { text: '温州', types: ['Unit'] }]) {
    const { errors } = await ask('query ($text: String!, $types: [String!], $after: String) { search(text: $text, types: $types, after: $after) { totalCount } }', { ...more, after: pageInfo.endCursor });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  }
});

test('as long a text as is allowed holds nobody up', async () => {
  const text = `${Array.from({ length: 198 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7)).join('')}建设`;
  const begun = Date.now();
  const found = await search(text, { first: 100 });
  expect(found.edges.length).toBeGreaterThan(20);
  for (const { snippet } of found.edges) expect(snippet).toMatch(/⟦.+⟧/);
  expect(Date.now() - begun).toBeLessThan(10_000);
});
