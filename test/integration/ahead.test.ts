import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, getNamedType, getOperationAST, isLeafType, isNonNullType, isObjectType, isUnionType, type GraphQLOutputType, isInterfaceType, parse, validate } from 'graphql';
import { planOf } from '../../src/query/ahead/answer';
import { renamed } from '../../src/query/ahead/rename';
import { RequestContext } from '../../src/query/context';
import { SAVED_QUESTIONS } from '../../src/questions/catalogue';
import { makeSchema } from '../../src/schema';
import { sentWhile } from './plans';
import { served } from './world';

/** What is answered in one statement is what the resolvers answer field by field, to the letter. */
const { database, ask } = served();
const schema = makeSchema();
const MOST = 20_000;

const plan = (query: string, variables: Record<string, unknown> = {}): ReturnType<typeof planOf> => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('one operation is needed');
  expect([query, validate(schema, document).map(({ message }) => message)]).toEqual([query, []]);
  return planOf({ schema, document, operation, variables }, MOST);
};
/** Both answers as text, as the order of keys counts too. */
async function both(query: string, variables: Record<string, unknown> = {}): Promise<{ ahead: string; byField: string }> {
  const planned = plan(query, variables);
  if (!planned) throw new Error('not planned');
  const [values = []] = await database.store.values(planned.cypher, planned.params);
  const { data, errors } = await execute({ schema, document: parse(query), contextValue: new RequestContext(database.store.reading()).unbounded(), variableValues: variables });
  expect([query, errors]).toEqual([query, undefined]);
  return { ahead: JSON.stringify(planned.read(values)), byField: JSON.stringify(data) };
}
const expectSame = async (query: string, variables?: Record<string, unknown>): Promise<void> => {
  const { ahead, byField } = await both(query, variables);
  expect([query, ahead]).toEqual([query, byField]);
  expect(byField.length).toBeGreaterThan(20);
};

const operations = [
  ...SAVED_QUESTIONS.map(({ name, operation }) => [name, operation] as const),
  ...readdirSync(join(__dirname, '../operations')).filter((name) => name.endsWith('.graphql')).map((name) => [name, readFileSync(join(__dirname, '../operations', name), 'utf8')] as const),
];
const planned = operations.filter(([, operation]) => { try { return plan(operation) !== null; } catch { return false; } });

test('of the saved questions and operations all are planned but those that walk or count in groups', () => {
  expect(operations.filter((one) => !planned.includes(one)).map(([name]) => name)).toEqual([
    'BasesLostSinceSigning', 'ChangedUnitsStillNamed', 'DocumentsRestingOnEndedOnes', 'IssuesAndTheirDocuments', 'TasksByYearAndPlace', 'TasksCountedByLead',
    'WhatADocumentRestsOn', 'WhatLoadsChanged', 'WhatRestsOnADocument', 'how-an-official-and-a-road-are-connected.graphql',
  ]);
});

test.each(planned)('%s', async (_name, operation) => {
  await expectSame(operation);
});

/** Every field of every type without a required argument, two levels deep, wherever its answer can be planned. */
const selection = (type: GraphQLOutputType, depth: number): string => {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named) || (isInterfaceType(named) && named.name === 'Node')) {
    return `{ __typename ${depth > 0 ? '' : schema.getPossibleTypes(named).map((member) => `... on ${member.name} ${selection(member, depth)}`).join(' ')} }`;
  }
  const fields = Object.values((isObjectType(named) || isInterfaceType(named)) ? named.getFields() : {})
    .filter((field) => field.args.every((argument) => !isNonNullType(argument.type)))
    .filter((field) => isLeafType(getNamedType(field.type)) || depth < 2)
    .filter((field) => !(isObjectType(named) && ['dependencies', 'dependents', 'suggestions'].includes(field.name)))
    .map((field) => `${named.name}_${field.name}: ${field.name}${field.args.some(({ name }) => name === 'first') ? '(first: 2)' : ''} ${selection(field.type, depth + 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
};
const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ extensions }) => (extensions.meaning as { kind: string } | undefined)?.kind === 'list');

test.each(lists.map((field) => [field.name, field] as const))('%s with every field of every type', async (name, { type }) => {
  await expectSame(`{ ${name}(first: 2${name === 'search' ? ', text: "温州"' : ''}) ${selection(type, 0)} }`);
});

test.each([
  ['both ends of a list', '{ a: tasks(first: 3) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } b: tasks(last: 3, orderBy: { field: NAME, direction: DESC }) { pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes { name } } }'],
  ['an empty list', '{ tasks(where: { name: { eq: "无此事" } }) { nodes { id } pageInfo { startCursor endCursor hasNextPage } totalCount } units(first: 1) { totalCount } }'],
  ['nothing but a count, or nothing at all of a list', '{ tasks { totalCount } units { __typename } __typename }'],
  ['one field twice with different arguments', '{ unit(name: "温州市财政局") { a: responsibilities(first: 1, where: { role: { eq: LEAD } }) { nodes { role task { id } } totalCount } b: responsibilities(first: 2, expandGroups: true, where: { role: { eq: SUPPORT } }) { nodes { role task { name } } totalCount } } }'],
  ['an alias, a missing name', '{ unit(name: "市发改委") { name } none: unit(name: "无此单位") { name } place(name: "瓯海区", kind: ROAD) { id } }'],
  ['a search', '{ search(text: "温州", first: 3, types: ["Unit", "Place"]) { totalCount edges { cursor score snippet node { name ... on Unit { kind } } } nodes { id } pageInfo { endCursor hasNextPage hasPreviousPage } } b: search(text: "科技") { totalCount nodes { name } } }'],
  ['fragments on an interface', 'query { tasks(first: 2) { nodes { ...who document { ...who } } } } fragment who on Entity { name basis evidence { quote line } aliases { name } ... on Node { id } ... on Task { kind } }'],
])('%s', async (_name, query) => {
  await expectSame(query);
});

test.each([true, false])('variables and directives: %s', async (yes) => {
  await expectSame('query ($yes: Boolean!, $first: Int = 2, $where: TaskFilter) { tasks(first: $first, where: $where) { nodes { name @include(if: $yes) kind @skip(if: $yes) ... @include(if: $yes) { id } } } }', { yes, where: { kind: { in: ['BLOCK', 'TRANSPORT'] } } });
});

test('a page further on, both ways', async () => {
  const { data } = await ask<{ tasks: { pageInfo: { endCursor: string } } }>('{ tasks(first: 5, orderBy: { field: INVESTMENT, direction: DESC }) { pageInfo { endCursor } } }');
  const at = data.tasks.pageInfo.endCursor;
  for (const side of ['first: 3, after', 'last: 3, before']) await expectSame(`query ($at: String) { tasks(${side}: $at, orderBy: { field: INVESTMENT, direction: DESC }) { edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage } totalCount } }`, { at });
});

describe('one statement for a request', () => {
  const statements = async (query: string): Promise<number> => {
    const sent = await sentWhile(async () => { expect([query, (await ask(query)).errors]).toEqual([query, undefined]); });
    return sent.length;
  };
  test.each(planned)('%s', async (_name, operation) => {
    expect(await statements(operation)).toBe(1);
  });
  test('the status of today is one, too, also after a request that resolvers answered', async () => {
    await ask('{ graph { version } }');
    expect(await statements('{ documents(first: 1) { nodes { status { value } } } }')).toBe(1);
  });
  test('five root fields, a count, and four levels of lists are one, too', async () => {
    expect(await statements('{ a: tasks(first: 5) { totalCount nodes { responsibilities { party { ... on Unit { responsibilities(first: 2) { totalCount nodes { task { name } } } } } } } } b: units { totalCount } c: places { totalCount } d: documents { totalCount } e: people { totalCount } }')).toBe(1);
  });
});

describe('what cannot be planned is left to the resolvers, which say why', () => {
  test.each([
    ['a wrong argument', '{ tasks(first: 1000) { totalCount } }', 'BAD_USER_INPUT'],
    ['a wrong argument below', '{ documents(first: 1) { nodes { citations(first: 1000) { totalCount } } } }', 'BAD_USER_INPUT'],
    ['a cursor of another list', '{ tasks(after: "bm8") { totalCount } }', 'BAD_USER_INPUT'],
    ['a name of two things', '{ place(name: "温州市") { id } unit(name: "") { id } }', undefined],
  ])('%s', async (_name, query, code) => {
    expect((await ask(query)).errors?.[0]?.extensions.code).toBe(code);
  });
});

test.each([
  ["MATCH (p)<-[:WITHIN*0..]-(site:Place)<-[at:AT]-(n:Task) WHERE (site = p OR NOT at.relation IN ['FROM', 'TO'])", "MATCH (x)<-[:WITHIN*0..]-(site_1:Place)<-[at_1:AT]-(n_1:Task) WHERE (site_1 = x OR NOT at_1.relation IN ['FROM', 'TO'])"],
  ["(p)<-[:CITING]-(:Citation {role: 'n', n: n.n})-[:CITED]->(n:Document|Past)", "(x)<-[:CITING]-(:Citation {role: 'n', n: n_1.n})-[:CITED]->(n_1:Document|Past)"],
  ["any(v1 IN n.names WHERE coalesce(v1 CONTAINS $p0, false)) AND n.x = \"p\"", "any(v1_1 IN n_1.names WHERE coalesce(v1_1 CONTAINS $p0_1, false)) AND n_1.x = \"p\""],
  ["// p and n\nCALL (n) { RETURN 'it\\'s n' AS key }", "// p and n\nCALL (n_1) { RETURN 'it\\'s n' AS key_1 }"],
])('names of a piece of Cypher: %s', (cypher, expected) => {
  expect(renamed(cypher, '_1', 'x')).toBe(expected);
});

