import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getNamedType, type GraphQLOutputType, isEnumType, isInterfaceType, isLeafType, isNonNullType, isObjectType, isUnionType } from 'graphql';
import { relationStatements } from '../../src/query/relation';
import { makeSchema } from '../../src/schema';
import { CYPHER_FOLDER } from '../../src/store/cypher';
import { expectPlans, nameEverything, sentWhile, statementsOf } from './plans';
import { readConfig } from '../../src/config';
import { served, startApiOn } from './world';

/** The records of the repository in a real Neo4j, asked over HTTP as a client asks. */
const { database, ask } = served();
const sent = statementsOf();

const OPERATIONS = join(__dirname, '../operations');
const QUESTIONS = join(__dirname, '../../src/questions');
const operationsIn = (folder: string, answers: string) => readdirSync(folder).filter((name) => name.endsWith('.graphql')).map((name) => name.replace(/\.graphql$/, ''))
  .map((name) => [name, join(folder, `${name}.graphql`), join(answers, `${name}.answer.json`)] as const);

/** Saved questions as they stand, without variables. */
test.each([...operationsIn(OPERATIONS, OPERATIONS), ...operationsIn(QUESTIONS, join(__dirname, '../questions'))])('reviewed answer: %s', async (_name, operation, answer) => {
  const query = readFileSync(operation, 'utf8');
  expect(query).toMatch(/^# \S/);
  const { data, errors } = await ask(query);
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(readFileSync(answer, 'utf8')));
});

test('every row of the README’s answer shows its words', async () => {
  const { data } = await ask<{ responsibilities: { nodes: { evidence: { quote: string; line: number }[] }[] } }>(readFileSync(join(QUESTIONS, 'leads-in-a-place-by-due-date.graphql'), 'utf8'));
  expect(data.responsibilities.nodes).not.toHaveLength(0);
  for (const { evidence } of data.responsibilities.nodes) expect(evidence.length).toBeGreaterThan(0);
});

test.each([['BLOCK', 12], ['TRANSPORT', 20], ['REMEDIATION', 37], ['PRIORITY', 31]])('%s: %d tasks, numbered from 1', async (kind, count) => {
  const { data } = await ask<{ tasks: { totalCount: number; nodes: { number: number }[] } }>('query ($kind: TaskKind) { tasks(where: { kind: { eq: $kind } }, first: 100) { totalCount nodes { number } } }', { kind });
  expect(data.tasks.totalCount).toBe(count);
  expect(data.tasks.nodes.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
});

describe('pages', () => {
  test('nulls come last both ways, and names sort by pinyin', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const { data } = await ask<{ tasks: { nodes: { investment: { yuan: number | null } | null }[] } }>(`{ tasks(where: { kind: { eq: TRANSPORT } }, orderBy: { field: INVESTMENT, direction: ${direction} }) { nodes { investment { yuan } } } }`);
      const yuan = data.tasks.nodes.map(({ investment }) => investment?.yuan ?? null);
      expect(yuan.slice(-2)).toEqual([null, null]);
      const known = yuan.slice(0, -2) as number[];
      expect(known).toEqual([...known].sort((a, b) => (direction === 'ASC' ? a - b : b - a)));
    }
    const { data } = await ask<{ documents: { nodes: { title: string }[] } }>('{ documents(orderBy: { field: TITLE, direction: ASC }, first: 100) { nodes { title } } }');
    const titles = data.documents.nodes.map(({ title }) => title);
    expect(titles).toEqual([...titles].sort(new Intl.Collator('zh-u-co-pinyin').compare));
  });

  test('文号 sort by agency, year and number as a number', async () => {
    const { data } = await ask<{ documents: { nodes: { docNumber: string | null }[] } }>('{ documents(orderBy: { field: DOC_NUMBER, direction: ASC }, first: 100) { nodes { docNumber } } }');
    const numbers = data.documents.nodes.map(({ docNumber }) => docNumber);
    expect(numbers.filter((number) => number?.startsWith('温政办'))).toEqual(['温政办〔2015〕86号', '温政办〔2018〕97号', '温政办〔2020〕5号']);
    expect(numbers.at(-1)).toBeNull();
  });

  test('a page of each of many parents is one statement', async () => {
    let data = {} as { documents: { nodes: { citations: { nodes: object[]; totalCount: number } }[] } };
    const sent = await sentWhile(async () => { ({ data } = await ask<{ documents: { nodes: { citations: { nodes: object[]; totalCount: number } }[] } }>('{ documents(where: { held: { eq: true } }) { nodes { citations(first: 2) { totalCount nodes { role cited { title issuers { ... on Unit { name } } } } } } } }')); });
    expect(sent.length).toBe(1);
    expect(data.documents.nodes.some(({ citations }) => citations.nodes.length === 2 && citations.totalCount > 2)).toBe(true);
  });
});

describe('the filter algebra', () => {
  const count = async (where: string): Promise<number> => {
    const answer = await ask<{ tasks: { totalCount: number } }>(`{ tasks(where: ${where}) { totalCount } }`);
    expect(answer.errors).toBeUndefined();
    return answer.data.tasks.totalCount;
  };
  test.each(['investmentYuan: { gte: 1000000000 }', 'due: { lte: "2020-12-31" }', 'due: { isNull: true }', 'place: { name: { eq: "瓯海区" } }', 'responsibilities: { some: { role: { eq: LEAD } } }', 'responsibilities: { none: {} }', 'AND: []', 'OR: []', 'number: { in: [] }', 'lengthKm: { isNull: true }'])('NOT is the complement of %s', async (condition) => {
    expect(await count(`{ ${condition} }`) + await count(`{ NOT: { ${condition} } }`)).toBe(await count('{}'));
  });
  test('the empty lists', async () => {
    expect([await count('{ AND: [] }') > 0, await count('{ OR: [] }'), await count('{ number: { in: [] } }')]).toEqual([true, 0, 0]);
  });
  test('due, phase and modality hold for one milestone', async () => {
    // 4: 力争 2020-12 开工, 2023 年底前基本建成: no aspirational milestone that ends in 2023.
    expect(await count('{ kind: { eq: TRANSPORT }, number: { eq: 4 }, due: { lte: "2023-12-31" }, modality: { eq: ASPIRATIONAL } }')).toBe(0);
    expect(await count('{ kind: { eq: TRANSPORT }, number: { eq: 4 }, phase: { eq: START }, modality: { eq: ASPIRATIONAL } }')).toBe(1);
    expect(await count('{ kind: { eq: TRANSPORT }, number: { eq: 4 }, due: { lte: "2020-12-31" } }')).toBe(0);
    expect(await count('{ kind: { eq: TRANSPORT }, number: { eq: 4 }, due: { lte: "2020-12-31" }, phase: { eq: START } }')).toBe(1);
  });
  test('end points match only themselves', async () => {
    // 6 ends at 滨海大道 and 塘下大道; that does not put it where these lie, nor in their segments.
    expect(await count('{ kind: { eq: TRANSPORT }, number: { eq: 6 }, place: { name: { eq: "滨海大道" } } }')).toBe(1);
    expect(await count('{ kind: { eq: TRANSPORT }, number: { eq: 3 }, place: { name: { eq: "温州市" }, kind: { eq: CITY } } }')).toBe(1);
    expect(await count('{ kind: { eq: TRANSPORT }, number: { eq: 12 }, place: { name: { eq: "瑞安市" } } }')).toBe(0);
  });
  test('a group’s members are seen only when it is expanded', async () => {
    const duties = async (expandGroups: boolean) => (await ask<{ responsibilities: { totalCount: number; nodes: { id: string; viaGroup: { name: string } | null; scope: { name: string }[] }[] } }>(
      'query ($x: Boolean) { responsibilities(expandGroups: $x, where: { unit: { name: { eq: "乐清市政府" } }, task: { kind: { eq: PRIORITY } } }, first: 100) { totalCount nodes { id viaGroup { name } scope { name } } } }', { x: expandGroups })).data.responsibilities;
    expect((await duties(false)).totalCount).toBe(0);
    const expanded = await duties(true);
    expect(expanded.totalCount).toBeGreaterThan(20);
    for (const { viaGroup, scope } of expanded.nodes) expect([viaGroup?.name, scope]).toEqual(['“一区五园”所在地政府（管委会）', [{ name: '乐清市' }]]);
    const node = await ask('query ($id: ID!) { node(id: $id) { __typename ... on Responsibility { viaGroup { name } } } }', { id: expanded.nodes[0]?.id });
    expect(node.data).toEqual({ node: { __typename: 'Responsibility', viaGroup: { name: '“一区五园”所在地政府（管委会）' } } });
  });
  test('who answers for its own area never turns up in another', async () => {
    const { data } = await ask<{ responsibilities: { nodes: { party: { name: string } }[] } }>('{ responsibilities(expandGroups: true, first: 100, where: { place: { name: { eq: "瓯海区" } } }) { nodes { party { ... on Unit { name } ... on UnitGroup { name } } } } }');
    const names = data.responsibilities.nodes.map(({ party }) => party.name);
    expect(names).toContain('瓯海区政府');
    for (const other of ['龙湾区政府', '乐清市政府', '瑞安市政府', '温州高新区（浙南科技城）管委会']) expect(names).not.toContain(other);
  });
});

describe('guards on the database’s side', () => {
  const explained = async (cypher: string, params: Record<string, unknown>): Promise<string> => JSON.stringify(await database.store.explain(cypher, params));
  test('every fixed question and every relation has a plan that starts from an index', async () => {
    await nameEverything(database.store);
    const params = { ids: [], id: '', name: '', type: '', kind: null, number: '', rows: [], version: '', loadedAt: '', source: '', token: '', by: '', silent: '', nodeCount: 0, relationshipCount: 0, kinds: null, at: '', roles: [], since: '', gazette: '', added: 0, changed: 0, retired: 0, entries: [], query: 'x', most: 1, types: null, score: null, sort: null, limit: 1, few: [], many: [], seen: [], avoid: [], hidden: '', elements: [] };
    const fixed = readdirSync(CYPHER_FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.cypher')).map((name) => [name, readFileSync(join(CYPHER_FOLDER, name), 'utf8')] as const);
    expect(relationStatements.size).toBeGreaterThan(50);
    for (const [name, cypher] of [...fixed, ...[...relationStatements].map(([field, statement]) => [field, statement.cypher] as const)]) {
      const { operators, notifications } = await database.store.explain(cypher, params);
      expect([name, operators.filter((operator) => /AllNodesScan|CartesianProduct/.test(operator)), notifications]).toEqual([name, [], []]);
    }
  });
  test('so has every statement that the tests above composed', async () => {
    expect(sent.size).toBeGreaterThan(50);
    await expectPlans(database.store, sent);
  });
  test('such a plan is seen when it is there', async () => {
    expect(await explained('MATCH (a), (b) RETURN a, b', {})).toMatch(/AllNodesScan|CartesianProduct/);
    expect(await explained('MATCH (a:NoSuchLabel) RETURN a', {})).toMatch(/NoSuchLabel|UnknownLabel/);
  });

  /** Every field of every type without a required argument, three levels deep. */
  test('every leaf of every type can be asked for', async () => {
    const schema = makeSchema();
    const selection = (type: GraphQLOutputType, depth: number): string => {
      const named = getNamedType(type);
      if (isLeafType(named)) return '';
      if (isUnionType(named) || (isInterfaceType(named) && named.name === 'Node')) {
        const members = isUnionType(named) ? named.getTypes() : schema.getPossibleTypes(named);
        return `{ __typename ${depth > 0 ? '' : members.map((member) => `... on ${member.name} ${selection(member, depth)}`).join(' ')} }`;
      }
      const fields = Object.values((isObjectType(named) || isInterfaceType(named)) ? named.getFields() : {})
        .filter((field) => field.args.every((argument) => !isNonNullType(argument.type)))
        .filter((field) => isLeafType(getNamedType(field.type)) || depth < 3)
        .map((field) => {
          const alias = `${named.name}_${field.name}`;
          const page = field.args.some((argument) => argument.name === 'first') ? '(first: 2)' : '';
          return `${alias}: ${field.name}${page} ${selection(field.type, depth + 1)}`;
        });
      return `{ __typename ${fields.join(' ')} }`;
    };
    const { data } = await ask<Record<'from' | 'to', { id: string }>>('{ from: place(name: "瓯海区") { id } to: place(name: "温州市", kind: CITY) { id } }');
    const values: Record<string, string> = { text: '温州', id: data.from.id, from: data.from.id, to: data.to.id };
    // Every field has an alias, as fields of one name differ between types.
    const roomy = await startApiOn(database.store, undefined, { limits: { ...readConfig({}).limits, aliases: 10_000, cost: 1_000_000_000 } });
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((field) => field.args.some((argument) => argument.name === 'first') || field.name === 'graph');
    for (const field of roots) {
      const given = field.args.flatMap(({ name, type }) => {
        const named = getNamedType(type);
        if (name in values) return [`${name}: ${JSON.stringify(values[name])}`];
        return name === 'first' ? ['first: 3'] : name === 'by' && isEnumType(named) ? [`by: [${named.getValues().slice(0, 3).map((value) => value.name).join()}]`] : [];
      }).join(', ');
      const query = `{ ${field.name}${given ? `(${given})` : ''} ${selection(field.type, 0)} }`;
      const answer = await roomy.ask(query);
      expect([field.name, answer.errors]).toEqual([field.name, undefined]);
    }
    await roomy.api.stop();
  });

  test('node answers every type that has an id', async () => {
    const rows = await database.store.run("MATCH (n:Node) WHERE n.label <> 'Alias' WITH n.label AS label, collect(n.id)[0] AS id RETURN label, id");
    for (const { label, id } of rows) {
      expect((await ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).data).toEqual({ node: { __typename: label, id } });
    }
  });
});
