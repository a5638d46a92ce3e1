import { served } from './world';

/** What a caller is told who asks wrongly, or too much: a code, the argument, the repair; never what is behind it. */
const { database, ask, url } = served();

describe('bad input', () => {
  test.each([
    ['{ tasks(first: 0) { totalCount } }', 'BAD_USER_INPUT', 'first'],
    ['{ tasks(first: 101) { totalCount } }', 'BAD_USER_INPUT', 'first'],
    ['{ tasks(first: 1, last: 1) { totalCount } }', 'BAD_USER_INPUT', 'last'],
    ['{ tasks(after: "nonsense") { totalCount } }', 'BAD_USER_INPUT', 'after'],
    ['{ tasks(where: { name: null }) { totalCount } }', 'BAD_USER_INPUT', 'where.name'],
    ['{ tasks(where: { number: { eq: null } }) { totalCount } }', 'BAD_USER_INPUT', 'isNull'],
    ['{ tasks(where: { kind: { eq: NOPE } }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'where.kind.eq: use one of BLOCK'],
    ['{ tasks(where: { due: { lte: "2022-02-30" } }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'where.due.lte: write a day as'],
    ['{ document { id } }', 'BAD_USER_INPUT', 'docNumber'],
    ['{ nonsense', 'GRAPHQL_PARSE_FAILED', 'Syntax'],
    ['{ tasks(colour: 1) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'colour'],
  ])('%s is 400 %s', async (query, code, named) => {
    const answer = await ask(query);
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, code]);
    expect(answer.errors?.[0]?.message).toContain(named);
    expect(answer.text).not.toMatch(/MATCH|neo4j|\.ts:|stack/i);
  });
  test.each([
    ['query ($d: Date) { tasks(where: { due: { lte: $d } }) { totalCount } }', { d: '2022-13-01' }, 'where.due.lte', /2022-12-31/],
    ['query ($k: TaskKind) { tasks(where: { kind: { eq: $k } }) { totalCount } }', { k: 'NOPE' }, 'where.kind.eq', /TRANSPORT/],
    ['query ($w: TaskFilter) { tasks(where: $w) { totalCount } }', { w: { colour: 1 } }, 'where', /colour/],
    ['query ($w: TaskFilter) { tasks(where: $w) { totalCount } }', { w: { number: { eq: 1.5 } } }, 'where.number.eq', /give a whole number/],
    ['query ($w: TaskFilter) { tasks(where: $w) { totalCount } }', { w: { investmentYuan: { gte: 2 ** 53 } } }, 'where.investmentYuan.gte', /up to 2\^53/],
    ['query ($w: TaskFilter) { tasks(where: $w) { totalCount } }', { w: { name: { eq: 5 } } }, 'where.name.eq', /give a text/],
    ['query ($w: TaskFilter) { tasks(where: $w) { totalCount } }', { w: { due: { lte: 20221231 } } }, 'where.due.lte', /2022-12-31/],
    ['query ($t: DateTime) { changes(since: $t) { totalCount } }', { t: 'yesterday' }, 'since', /2022-12-31T08/],
  ])('in a variable: %s', async (query, variables, argument, repair) => {
    const answer = await ask(query, variables);
    expect([answer.status, answer.errors?.[0]?.extensions.code, answer.errors?.[0]?.extensions.argument]).toEqual([400, 'BAD_USER_INPUT', argument]);
    expect(answer.errors?.[0]?.message).toMatch(repair);
  });
  const nested = (depth: number, open: string, inner: string, close = '}'): string => open.repeat(depth) + inner + close.repeat(depth);
  test.each([
    ['relations', `{ places(where: ${nested(9, '{ within: ', '{}')}) { totalCount } }`, {}, /follow fewer relations/],
    ['places and their tasks', '{ places(where: { tasks: { some: { place: { tasks: { some: { place: { tasks: { some: { number: { eq: 0 } } } } } } } } } }) { totalCount } }', {}, /follow fewer relations/],
    ['conditions', `{ tasks(where: ${nested(30, '{ NOT: ', '{}')}) { totalCount } }`, {}, /nest conditions at most 20 deep/],
    ['many conditions', `{ places(where: { OR: [${Array.from({ length: 120 }, () => '{ adminCode: { eq: "1" } }').join()}] }) { totalCount } }`.replaceAll('adminCode', 'name'), {}, /at most 100 conditions/],
    ['a deep query', `{ tasks(where: ${nested(500, '{ NOT: ', '{}')}) { totalCount } }`, {}, /nest at most 60 deep/],
    ['deep variables', 'query ($w: TaskFilter) { tasks(where: $w) { totalCount } }', { w: JSON.parse(nested(1_000, '{"NOT":', '{}')) as object }, /nest at most 60 deep/],
    ['a deep query behind closing brackets', `# ${'}'.repeat(400)}\n{ tasks(where: ${nested(300, '{ NOT: ', '{}')}) { totalCount } }`, {}, /nest at most 60 deep/],
    ['deep variables behind closing brackets', `query ($w: TaskFilter) { tasks(where: $w) { totalCount } } # ${'}'.repeat(5_000)}`, { w: JSON.parse(nested(1_000, '{"NOT":', '{}')) as object }, /nest at most 60 deep/],
    ['root fields', `{ ${Array.from({ length: 31 }, (_, at) => `a${at}: tasks { totalCount }`).join(' ')} }`, {}, /at most 30 root fields/],
    ['root fields in fragments', `{ ${'...F '.repeat(16)} } fragment F on Query { ${'tasks { totalCount } graph { version } '} }`, {}, /at most 30 root fields/],
  ])('too much of %s is refused at once', async (_what, query, variables, message) => {
    const begun = Date.now();
    const answer = await ask(query, variables);
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'TOO_COSTLY']);
    expect(answer.errors?.[0]?.message).toMatch(message);
    expect(Date.now() - begun).toBeLessThan(6_000);
  });
  test('brackets in a text nest nothing', async () => {
    expect((await ask('query ($t: String!) { search(text: $t) { totalCount } }', { t: `${'('.repeat(80)}温州` })).errors).toBeUndefined();
    expect((await ask(`{ search(text: "${'('.repeat(80)}温州") { totalCount } }`)).errors).toBeUndefined();
  });
  test('as deep as is allowed is answered in time', async () => {
    const begun = Date.now();
    // Whose duty rests on a document whose basis' basis was changed by a law?
    expect((await ask('{ responsibilities(where: { task: { document: { citations: { some: { cited: { citations: { some: { cited: { effects: { some: { affecting: { kind: { eq: LAW } } } } } } } } } } } } }) { totalCount } }')).errors).toBeUndefined();
    expect((await ask('{ places(where: { tasks: { some: { place: { name: { eq: "无" } } } } }) { totalCount } }')).errors).toBeUndefined();
    expect((await ask(`{ places(where: ${nested(3, '{ within: ', '{}')}) { totalCount } }`)).errors).toBeUndefined();
    expect((await ask(`{ tasks(where: ${nested(19, '{ NOT: ', '{}')}) { totalCount } }`)).errors).toBeUndefined();
    expect(Date.now() - begun).toBeLessThan(20_000);
  });
  test.each([['mutation { x }', {}], ['subscription { x }', {}]])('%s: the schema has none', async (query) => {
    const answer = await ask(query);
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });
  test.each([['application/json', 200], ['application/graphql-response+json', 400], ['*/*', 400], ['application/json, */*;q=0.5', 400]])('a client that accepts %s gets %d where GraphQL over HTTP says so', async (accept, status) => {
    for (const body of ['{"query":"{ nonsense"}', '{"query":"{ tasks(colour: 1) { totalCount } }"}', '{"query":"query ($k: TaskKind) { tasks(where: { kind: { eq: $k } }) { totalCount } }","variables":{"k":"NOPE"}}']) {
      const response = await fetch(`${url()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept }, body });
      expect([response.status, ((await response.json()) as { errors: object[] }).errors.length]).toEqual([status, 1]);
    }
    expect((await fetch(`${url()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: '{}' })).status).toBe(400);
  });
  test.each([['query Q { __typename }', 'R'], ['query Q { __typename }', '__proto__'], ['query Q { __typename } query R { __typename }', undefined]])('%s asked for as %s is refused, and no other operation is answered in its place', async (query, operationName) => {
    const response = await fetch(`${url()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, operationName }) });
    expect([response.status, await response.json()]).toEqual([400, { errors: [expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })] }]);
  });
  test('a persisted query is refused and not an error of ours', async () => {
    const response = await fetch(`${url()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }) });
    expect([response.status, ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });
  test('a wrong value deep in a variable is named by its whole path', async () => {
    const answer = await ask('query ($w: TaskFilter) { tasks(where: $w) { totalCount } }', { w: { AND: [{ kind: { eq: 'NOPE' } }] } });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'where.AND[0].kind.eq', repair: expect.stringContaining('TRANSPORT') as unknown });
  });
  test('null in a due condition, and groups that are missing', async () => {
    expect((await ask('{ tasks(where: { due: { isNull: null } }) { totalCount } }')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const { data } = await ask<Record<'with' | 'without' | 'all', { totalCount: number }>>('{ with: responsibilities(where: { group: { isNull: false } }) { totalCount } without: responsibilities(where: { group: { isNull: true } }) { totalCount } all: responsibilities { totalCount } }');
    expect(data.with.totalCount + data.without.totalCount).toBe(data.all.totalCount);
    expect(data.with.totalCount).toBeGreaterThan(20);
  });
  test('a place found by its tasks has tasks', async () => {
    const { data } = await ask<{ places: { nodes: { name: string; tasks: { totalCount: number } }[] } }>('{ places(first: 100, where: { tasks: { some: {} } }) { nodes { name tasks { totalCount } } } }');
    expect(data.places.nodes.filter(({ tasks }) => tasks.totalCount === 0)).toEqual([]);
  });
  test('first with before, and last with after, know both of their neighbours', async () => {
    interface Page { tasks: { nodes: { id: string }[]; pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean } } }
    const all = (await ask<Page>('{ tasks(first: 10) { nodes { id } pageInfo { startCursor endCursor } } }')).data.tasks;
    const before = (await ask<Page>('query ($c: String) { tasks(first: 3, before: $c) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }', { c: all.pageInfo.endCursor })).data.tasks;
    expect([before.nodes.map(({ id }) => id), before.pageInfo]).toEqual([all.nodes.slice(0, 3).map(({ id }) => id), { hasNextPage: true, hasPreviousPage: false }]);
    expect((await ask('{ tasks(after: "") { totalCount } }')).errors?.[0]?.extensions.argument).toBe('after');
  });
  test('a cursor of another list is refused', async () => {
    const { data } = await ask<{ tasks: { pageInfo: { endCursor: string } } }>('{ tasks(first: 1) { pageInfo { endCursor } } }');
    const answer = await ask('query ($c: String) { tasks(after: $c, orderBy: { field: DUE, direction: ASC }) { totalCount } }', { c: data.tasks.pageInfo.endCursor });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    expect((await ask('query ($c: String) { people(after: $c) { totalCount } }', { c: data.tasks.pageInfo.endCursor })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });
  test('lists inside lists that multiply are too costly, and end soon', async () => {
    const inside = (depth: number): string => (depth === 0 ? 'id' : `id responsibilities(first: 100) { nodes { task { responsibilities { party { ... on Unit { ${inside(depth - 1)} } } } } } }`);
    const begun = Date.now();
    const answer = await ask(`{ units(first: 100) { nodes { ${inside(3)} } } }`);
    expect([answer.status, answer.errors?.[0]?.extensions]).toEqual([400, expect.objectContaining({ code: 'TOO_COSTLY', argument: 'query' })]);
    expect(Date.now() - begun).toBeLessThan(20_000);
    expect((await ask(`{ units(first: 100) { nodes { ${inside(1)} } } }`)).errors).toBeUndefined();
  });
  test('places of tasks of places of tasks are refused at once, and not after a time-out', async () => {
    expect((await ask('{ places(where: { tasks: { some: { place: { tasks: { some: { place: { name: { eq: "瓯海区" } } } } } } } }) { totalCount } }')).errors?.[0]?.extensions.code).toBe('TOO_COSTLY');
  });
  test('unknown ids and names are null', async () => {
    const { data } = await ask('{ node(id: "x") { id } nodes(ids: ["x", "eA"]) { id } unit(name: "无此单位") { id } unitGroup(name: "无") { id } person(name: "无名氏甲") { id } place(name: "无此地") { id } document(docNumber: "无〔2020〕1号") { id } byTitle: document(title: "无") { id } byId: document(id: "x") { id } }');
    expect(data).toEqual({ node: null, nodes: [null, null], unit: null, unitGroup: null, person: null, place: null, document: null, byTitle: null, byId: null });
  });
  test('the id of something that is not the type asked for is null; an alias is no node', async () => {
    const [row] = await database.store.run('MATCH (a:Alias) RETURN a.id AS id LIMIT 1');
    const { data } = await ask<{ place: { id: string } }>('{ place(name: "瓯海区") { id } }');
    expect((await ask('query ($a: ID!, $b: ID!) { document(id: $a) { id } node(id: $b) { id } }', { a: data.place.id, b: row?.id })).data).toEqual({ document: null, node: null });
  });
  test('an ambiguous name is refused with its candidates, beside the data of others', async () => {
    const [row] = await database.store.run('MATCH (a:Alias)-[:ALIAS_OF]->(u:Unit) WITH a.folded AS folded, count(DISTINCT u) AS units, collect(a.name)[0] AS name WHERE units > 1 AND NOT EXISTS { MATCH (:Unit {folded: folded}) } RETURN name LIMIT 1');
    const answer = await ask('query ($name: String!) { unit(name: $name) { id } place(name: "瓯海区") { name } }', { name: row?.name });
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([200, 'AMBIGUOUS_NAME']);
    expect(answer.errors?.[0]?.extensions.candidates?.length).toBeGreaterThan(1);
    expect(answer.data).toEqual({ unit: null, place: { name: '瓯海区' } });
  });
});
