import { getIntrospectionQuery, Kind, parse, type FragmentDefinitionNode, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql';
import { Budget, NoPoints } from '../../src/limits/budget';
import { costOf } from '../../src/limits/cost';
import { DepthLimit } from '../../src/limits/depth';
import { makeSchema } from '../../src/schema';
import { payerOf } from '../../src/server/admit';
import { Line } from '../../src/store/line';

const schema = makeSchema();
function cost(query: string, variables: Record<string, unknown> = {}): number {
  const { definitions } = parse(query);
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  const operation = definitions.find((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
  return costOf({ schema, fragments, variables }, schema.getQueryType() as GraphQLObjectType, operation ? [operation.selectionSet] : []);
}

describe('what a request costs', () => {
  test.each<[string, string, number, Record<string, unknown>?]>([
    ['values are free', '{ graph { version loadedAt } }', 1],
    ['a page when nobody says how long', '{ tasks { nodes { id name } } }', 1 + 20],
    ['first × child', '{ tasks(first: 7) { nodes { responsibilities { role } } } }', 1 + 7 * (1 + 5)],
    ['the last of a list too, from a variable', 'query ($n: Int) { tasks(last: $n) { nodes { id } } }', 1 + 9, { n: 9 }],
    ['connections inside multiply', '{ units(first: 10) { nodes { responsibilities(first: 3) { nodes { task { id } } } } } }', 1 + 10 * (1 + 1 + 3 * (1 + 1))],
    ['how a page stands and how much there is cost nothing more', '{ tasks(first: 7) { totalCount pageInfo { endCursor } nodes { id } } }', 1 + 7],
    ['an edge is its node', '{ tasks(first: 7) { edges { cursor node { id } } } }', 1 + 7],
    ['what stands under one key is one', '{ tasks(first: 7) { nodes { id } } ...F ...F } fragment F on Query { tasks(first: 7) { nodes { name } } }', 1 + 7],
    ['under two keys it is two', '{ a: tasks(first: 7) { nodes { id } } b: tasks(first: 7) { nodes { id } } }', 2 * (1 + 7)],
    ['what is skipped is not counted', 'query ($no: Boolean!) { graph { version } tasks @include(if: $no) { nodes { id } } }', 1, { no: false }],
    ['of the types that a thing may have, the dearest', '{ node(id: "x") { ... on Unit { responsibilities(first: 3) { nodes { id } } } ... on Place { tasks(first: 50) { nodes { id } } } } }', 1 + 1 + 50],
    ['as many as ids are given', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    ['a path is dear, its steps too', '{ paths(from: "a", to: "b", first: 2) { steps { fact } } }', 500 + 2 * (1 + 2)],
    ['a negative page is no discount', '{ tasks(first: -50) { nodes { id } } graph { version } }', 2],
    ['a page that is refused hides nothing beside it, whatever stands inside it', `{ tasks(first: 7) { nodes { id } } units(first: 0) { nodes { ...F0 } } } ${Array.from({ length: 40 }, (_, at) => `fragment F${at} on Unit { responsibilities(first: 2147483647) { nodes { party { ...F${at + 1} } } } }`).join(' ')} fragment F40 on Unit { id }`, 1 + 7 + 1],
    ['types of the schema that are asked for', '{ __type(name: "Task") { name } }', 1],
  ])('%s', (...[, query, points, variables]) => expect(cost(query, variables)).toBe(points));
  test('the introspection that tools send is within every budget, and what it holds is counted', () => {
    const points = cost(getIntrospectionQuery());
    expect(points).toBeGreaterThan(5_000);
    expect(points).toBeLessThan(50_000);
  });
});

describe('how deep a text nests', () => {
  const refused = (text: string, kind: 'refuseQuery' | 'refuseJson' = 'refuseQuery'): boolean => {
    try {
      new DepthLimit(10)[kind](text);
      return false;
    } catch {
      return true;
    }
  };
  const deep = `${'['.repeat(11)}${']'.repeat(11)}`;
  test('is counted outside of texts, as GraphQL and JSON tell where those end', () => {
    expect(refused(deep)).toBe(true);
    expect([`"${deep}"`, `"""${deep}"""`, `"""\\"""${deep}"""`, `# ${deep}`].map((text) => refused(text))).toEqual([false, false, false, false]);
    // The first text goes on to the second """; what is between that and the third is none.
    expect(refused(`f(a: """\\\\""" """, b: ${deep}, c: """ """)`)).toBe(true);
    expect([`"${deep}"`, `"\\"${deep}"`, `"" ${deep}`].map((text) => refused(text, 'refuseJson'))).toEqual([false, false, true]);
  });
  test.each(['refuseQuery', 'refuseJson'] as const)('is known soon also of a text without an end: %s', (kind) => {
    const begun = Date.now();
    for (const text of [`"${'\\"'.repeat(50_000)}`, `"""${'\\"""'.repeat(50_000)}`, `"${'\\"'.repeat(50_000)}\\`]) refused(text, kind);
    expect(Date.now() - begun).toBeLessThan(1_000);
  });
});

describe('a budget', () => {
  const budgets = { anonymous: 10, reader: 100, analyst: 100, curator: 100 };
  test('is spent, refuses what is more than is left, and takes nothing for that', async () => {
    const budget = new Budget(budgets);
    expect(await budget.take('anonymous', 'a', 4)).toMatchObject({ limit: 10, remaining: 6 });
    const refused = await budget.take('anonymous', 'a', 7).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NoPoints);
    expect((refused as NoPoints).left).toMatchObject({ limit: 10, remaining: 6 });
    expect((refused as NoPoints).told.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: (refused as NoPoints).left.seconds });
    expect(await budget.take('anonymous', 'a', 6)).toMatchObject({ remaining: 0 });
    expect(await budget.take('anonymous', 'b', 6)).toMatchObject({ remaining: 4 });
    expect(await budget.take('reader', 'a', 60)).toMatchObject({ remaining: 40 });
  });
  test.each([
    ['10.1.2.3', '10.1.2.3'], ['::ffff:10.1.2.3', '::ffff:10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:db8:1:2::9', '2001:db8:1:2'], ['2001:0db8::1', '2001:db8:0:0'], ['::1', '0:0:0:0'],
  ])('is that of an address, of IPv6 that of its network: %s', (address, payer) => {
    expect(payerOf({ role: 'anonymous', name: null, address })).toBe(payer);
    expect(payerOf({ role: 'reader', name: '某', address })).toBe('某');
  });
});

describe('a line', () => {
  const held = (): { work: () => Promise<void>; end: () => void } => {
    let end = (): void => undefined;
    const done = new Promise<void>((resolve) => { end = resolve; });
    return { work: () => done, end };
  };
  const codeOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'OK', (error: { extensions?: { code: string }; name: string }) => error.extensions?.code ?? error.name);
  test('serves so many at a time, lets so many wait in their order, and refuses the rest', async () => {
    const line = new Line({ places: 1, longest: 2, patienceMs: 10_000 });
    const first = held();
    const order: number[] = [];
    const all = [line.inTurn(first.work), ...[1, 2].map((number) => line.inTurn(async () => void order.push(number)))];
    expect([line.served, line.waiting]).toEqual([1, 2]);
    expect(await codeOf(line.inTurn(async () => undefined))).toBe('OVERLOADED');
    first.end();
    await Promise.all(all);
    expect([order, line.served, line.waiting]).toEqual([[1, 2], 0, 0]);
  });
  test('who waits too long is refused, who is gone is forgotten, and both leave their places', async () => {
    const line = new Line({ places: 1, longest: 5, patienceMs: 50 });
    const first = held();
    const running = line.inTurn(first.work);
    const gone = new AbortController();
    const left = codeOf(line.inTurn(async () => { throw new Error('begun'); }, gone.signal));
    const late = codeOf(line.inTurn(async () => { throw new Error('begun'); }));
    gone.abort();
    expect([await left, await late, line.waiting]).toEqual(['AbortError', 'OVERLOADED', 0]);
    expect(await codeOf(line.inTurn(async () => undefined, gone.signal))).toBe('AbortError');
    first.end();
    await running;
    expect(await codeOf(line.inTurn(async () => { throw new Error('its own'); }))).toBe('Error');
    expect([line.served, await codeOf(line.inTurn(async () => undefined))]).toEqual([0, 'OK']);
  });
});
