import { getNamedType, type GraphQLArgument, type GraphQLEnumType, type GraphQLInputObjectType, isObjectType } from 'graphql';
import { fold, splitDocNumber } from '../../src/records/fold';
import { makeSchema } from '../../src/schema';
import { expectPlans, statementsOf } from './plans';
import { served } from './world';

/** Every list that can be sorted or filtered: each order the same list forwards and backwards, sorted as it says; each filter what it says. */
const { database, ask } = served();
const sent = statementsOf();

type Value = string | number | null | Value[];
interface Called { name: string }
interface Counted { totalCount: number }
interface Duty { role: string; task: { id: string } }
interface TaskRow { number: number | null; name: string; lengthKm: number | null; investment: { yuan: number | null } | null; milestones: { phase: string; latest: string | null }[]; responsibilities: object[] }
type Sorted<T> = Record<string, [selection: string, value: (node: T) => Value]>;

const PARTY = '{ ... on Unit { name } ... on UnitGroup { name } }';
const DUE = ['COMPLETE', 'SUBSTANTIALLY_COMPLETE', 'FIRST_RESULT', 'CONSOLIDATE', 'TARGET'];
const due = ({ milestones }: TaskRow): Value => milestones.filter(({ phase }) => DUE.includes(phase)).map(({ latest }) => latest).filter((day) => day !== null).sort().at(-1) ?? null;
const tasks = (duties: { nodes: Duty[] } & Counted, roles?: string[]): number => {
  expect(duties.nodes).toHaveLength(duties.totalCount);
  return new Set(duties.nodes.filter(({ role }) => !roles || roles.includes(role)).map(({ task }) => task.id)).size;
};
const named = { NAME: ['name', (node: Called) => node.name] as [string, (node: Called) => Value] };
const DUTIES = 'responsibilities(first: 100) { totalCount nodes { role task { id } } }';

/** By the enum of the schema: what to ask a row for, and what it is then sorted by. */
const SORTED = {
  PlaceOrderField: {
    ...named, ADMIN_CODE: ['adminCode', (node) => node.adminCode], AREA: ['areaKm2', (node) => node.areaKm2], TASKS: ['tasks { totalCount }', (node) => node.tasks.totalCount],
  } as Sorted<Called & { adminCode: string | null; areaKm2: number | null; tasks: Counted }>,
  UnitOrderField: {
    ...named, TASKS: [DUTIES, (node) => tasks(node.responsibilities)], TASKS_LED: [DUTIES, (node) => tasks(node.responsibilities, ['LEAD', 'SOLE'])],
    PERSONNEL_CHANGES: ['posts { personnelChanges { id } }', (node) => node.posts.flatMap(({ personnelChanges }) => personnelChanges).length],
    MEMBERSHIPS: ['memberships { id }', (node) => node.memberships.length],
  } as Sorted<Called & { responsibilities: { nodes: Duty[] } & Counted; posts: { personnelChanges: object[] }[]; memberships: object[] }>,
  PersonOrderField: {
    ...named, PERSONNEL_CHANGES: ['personnelChanges { id }', (node) => node.personnelChanges.length], MEMBERSHIPS: ['memberships { id }', (node) => node.memberships.length],
    EVENTS: ['events { totalCount }', (node) => node.events.totalCount],
  } as Sorted<Called & { personnelChanges: object[]; memberships: object[]; events: Counted }>,
  PersonnelChangeOrderField: {
    PERSON_NAME: ['person { name }', (node) => node.person.name], POST_TITLE: ['post { title }', (node) => node.post.title], UNIT_NAME: ['post { unit { name } }', (node) => node.post.unit.name],
  } as Sorted<{ person: Called; post: { title: string; unit: Called } }>,
  PostOrderField: {
    TITLE: ['title', (node) => node.title], UNIT_NAME: ['unit { name }', (node) => node.unit.name], PERSONNEL_CHANGES: ['personnelChanges { id }', (node) => node.personnelChanges.length],
  } as Sorted<{ title: string; unit: Called; personnelChanges: object[] }>,
  UnitChangeOrderField: {
    DAY: ['on', (node) => node.on], UNITS: ['original { id } resulting { id }', (node) => new Set([...node.original, ...node.resulting].map(({ id }) => id)).size],
  } as Sorted<{ on: string | null; original: { id: string }[]; resulting: { id: string }[] }>,
  TaskOrderField: {
    ...named, NUMBER: ['number', (node) => node.number], DUE: ['milestones { phase latest }', due], INVESTMENT: ['investment { yuan }', (node) => node.investment?.yuan ?? null],
    LENGTH: ['lengthKm', (node) => node.lengthKm], RESPONSIBILITIES: ['responsibilities { id }', (node) => node.responsibilities.length],
  } as Sorted<TaskRow>,
  ResponsibilityOrderField: {
    PARTY_NAME: [`party ${PARTY}`, (node) => node.party.name], TASK_NUMBER: ['task { number }', (node) => node.task.number], TASK_NAME: ['task { name }', (node) => node.task.name],
    TASK_DUE: ['task { milestones { phase latest } }', (node) => due(node.task)], TASK_INVESTMENT: ['task { investment { yuan } }', (node) => node.task.investment?.yuan ?? null],
  } as Sorted<{ party: Called; task: TaskRow }>,
  DocumentOrderField: {
    SIGNED_ON: ['signedOn', (node) => node.signedOn], TITLE: ['title', (node) => node.title], CITATIONS: ['citations { totalCount }', (node) => node.citations.totalCount],
    CITED_BY: ['citedBy { totalCount }', (node) => node.citedBy.totalCount], TASKS: ['tasks { totalCount }', (node) => node.tasks.totalCount],
    DOC_NUMBER: ['docNumber', (node) => {
      const parts = node.docNumber === null ? null : splitDocNumber(node.docNumber);
      return parts && [parts.agency, parts.year, parts.sequence];
    }],
  } as Sorted<{ signedOn: string | null; title: string; docNumber: string | null; citations: Counted; citedBy: Counted; tasks: Counted }>,
  ProvisionOrderField: {
    CITATIONS: ['citations { totalCount }', (node) => node.citations.totalCount], RESPONSIBILITIES: ['responsibilities { id }', (node) => node.responsibilities.length],
  } as Sorted<{ citations: Counted; responsibilities: object[] }>,
  CitationOrderField: {
    CITING_TITLE: ['citing { title }', (node) => node.citing.title], CITED_TITLE: ['cited { title }', (node) => node.cited.title], CITED_SIGNED_ON: ['cited { signedOn }', (node) => node.cited.signedOn],
  } as Sorted<{ citing: { title: string }; cited: { title: string; signedOn: string | null } }>,
  DiscrepancyOrderField: {
    KIND: ['kind', (node) => node.kind], ABOUT: ['about { id }', (node) => node.about.length],
  } as Sorted<{ kind: string; about: object[] }>,
  EventOrderField: {
    DAY: ['on', (node) => node.on], PARTICIPANTS: ['participants { id }', (node) => node.participants.length],
  } as Sorted<{ on: string | null; participants: object[] }>,
} as unknown as Record<string, Sorted<Row>>;

type Row = { id: string } & Record<string, unknown>;
interface Page { totalCount: number; nodes: Row[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string } }

/** Texts character by character as a Chinese dictionary sorts them, nulls last whichever way. */
const collator = new Intl.Collator('zh-u-co-pinyin');
function compared(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [one, other] = [a, b].map((each): Value[] => (Array.isArray(each) ? each : Array.from(fold(String(each))))) as [Value[], Value[]];
  for (const [at, part] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    const here = Array.isArray(a) ? compared(part, against) : collator.compare(part as string, against as string) || (part === against ? 0 : (part as string) < (against as string) ? -1 : 1);
    if (here !== 0) return here;
  }
  return one.length - other.length;
}
const sortedBy = (rows: Row[], value: (row: Row) => Value, descending: boolean): Row[] => [...rows].sort((one, other) => {
  const [a, b] = [value(one), value(other)];
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return descending ? compared(b, a) : compared(a, b);
});

const schema = makeSchema();
const argument = (args: readonly GraphQLArgument[], name: string): GraphQLArgument | undefined => args.find((each) => each.name === name);
const LISTS = Object.values(schema.getTypeMap()).filter(isObjectType).flatMap((type) => Object.values(type.getFields()).flatMap(({ name, args }) => {
  const orderBy = argument(args, 'orderBy');
  if (!orderBy) return [];
  const fields = getNamedType((getNamedType(orderBy.type) as GraphQLInputObjectType).getFields().field?.type) as GraphQLEnumType;
  return [{ type: type.name, name, enum: fields.name, fields: fields.getValues().map((value) => value.name) }];
}));

/** What a list hangs on: nothing, or the thing of its type with the longest one. */
const owners = new Map<string, string | null>();
async function ownerOf(type: string, name: string): Promise<string | null> {
  const known = owners.get(`${type}.${name}`);
  if (known !== undefined) return known;
  const ids = (await database.store.run('MATCH (n:Node) WHERE n.label = $type RETURN n.id AS id', { type })).map(({ id }) => id as string);
  const rows = (await Promise.all(Array.from({ length: Math.ceil(ids.length / 100) }, (_, at) => ask<{ nodes: { id: string; list: Counted }[] }>(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ${type} { list: ${name} { totalCount } } } }`, { ids: ids.slice(at * 100, at * 100 + 100) })))).flatMap(({ data }) => data.nodes);
  const longest = rows.reduce((a, b) => (b.list.totalCount > a.list.totalCount ? b : a));
  owners.set(`${type}.${name}`, longest.id);
  return longest.id;
}

async function pageOf(type: string, name: string, args: string, selection: string, beside = ''): Promise<Page> {
  const field = `${name}(${args}) { ${beside} nodes { id ${selection} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  if (type === 'Query') {
    const { data, errors } = await ask<Record<string, Page>>(`{ ${field} }`);
    expect(errors).toBeUndefined();
    return data[name] as Page;
  }
  const { data, errors } = await ask<{ node: Record<string, Page> }>(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${field} } } }`, { id: await ownerOf(type, name) });
  expect(errors).toBeUndefined();
  return data.node[name] as Page;
}

async function walk(type: string, name: string, order: string, size: number, { backwards = false, selection = '' } = {}): Promise<Row[]> {
  const found: Row[] = [];
  for (let bound = '', more = true; more;) {
    const { nodes, pageInfo } = await pageOf(type, name, `${order} ${backwards ? 'last' : 'first'}: ${size} ${bound}`, selection);
    if (backwards) found.unshift(...nodes); else found.push(...nodes);
    more = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    bound = backwards ? `before: "${pageInfo.startCursor}"` : `after: "${pageInfo.endCursor}"`;
  }
  return found;
}

test('every root list that can be filtered can be sorted, and the other way round', () => {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) => /Connection!$/.test(String(type)));
  expect(roots.filter(({ args }) => argument(args, 'where')).map(({ name }) => name)).toEqual(roots.filter(({ args }) => argument(args, 'orderBy')).map(({ name }) => name));
  expect(Object.fromEntries(LISTS.map((list) => [list.enum, [...list.fields].sort()]))).toEqual(Object.fromEntries(Object.entries(SORTED).map(([name, fields]) => [name, Object.keys(fields).sort()])));
});

/**
 * Each walk is several statements that the database plans anew. A root list is walked by every field in both directions, one
 * of them from its end; the list of a thing, which takes the same orders, by every field in one direction. The way round
 * changes from field to field and from list to list.
 */
let turned = 0;
function turns(type: string, fields: string[]): [direction: string, backwards: boolean, field: string][] {
  turned += 1;
  return fields.flatMap((field, at): [string, boolean, string][] => {
    const [descending, backwards] = [(at + turned) % 2 === 0, Math.floor((at + turned) / 2) % 2 === 0];
    const one: [string, boolean, string] = [descending ? 'DESC' : 'ASC', backwards, field];
    return type === 'Query' ? [one, [descending ? 'ASC' : 'DESC', !backwards, field]] : [one];
  });
}

test.each(LISTS.map((list) => [`${list.type}.${list.name}`, list] as const))('%s: every order is one list forwards and backwards, sorted as it says, ties as printed', async (_list, { type, name, enum: order, fields }) => {
  const sorted = SORTED[order] as Sorted<Row>;
  const printed = await walk(type, name, '', 100, { selection: [...new Set(Object.values(sorted).map(([selection]) => selection))].join(' ') });
  const { totalCount } = await pageOf(type, name, 'first: 1', '', 'totalCount');
  expect([new Set(printed.map(({ id }) => id)).size, printed.length]).toEqual([totalCount, totalCount]);
  const size = Math.min(100, Math.max(2, Math.ceil(totalCount / 2)));
  expect((await walk(type, name, '', size, { backwards: true })).map(({ id }) => id)).toEqual(printed.map(({ id }) => id));
  for (const [direction, backwards, field] of turns(type, fields)) {
    const [, value] = sorted[field] as Sorted<Row>[string];
    const asked = `orderBy: { field: ${field}, direction: ${direction} }`;
    const found = await walk(type, name, asked, size, { backwards });
    expect([asked, backwards, found.map(({ id }) => id)]).toEqual([asked, backwards, sortedBy(printed, value, direction === 'DESC').map(({ id }) => id)]);
  }
});

const ISSUE = { type: 'GazetteIssue', name: 'documents' };
describe.each<[string, { type: string; name: string }, string, [where: string, holds: (row: Row) => boolean][]]>([
  ['documents of an issue', ISSUE, 'title kind signedOn', [
    ['{ kind: { eq: NEWS_BRIEF } }', ({ kind }) => kind === 'NEWS_BRIEF'],
    ['{ title: { contains: "温州" }, signedOn: { isNull: false } }', ({ title, signedOn }) => (title as string).includes('温州') && signedOn !== null],
  ]],
  ['clauses of a document', { type: 'Document', name: 'provisions' }, 'path heading summary citations { totalCount } responsibilities { role }', [
    ['{ path: { startsWith: "二" } }', ({ path }) => (path as string).startsWith('二')],
    ['{ heading: { isNull: true } }', ({ heading }) => heading === null],
    ['{ summary: { contains: "建设" } }', ({ summary }) => (summary as string).includes('建设')],
    ['{ citations: { some: {} } }', ({ citations }) => (citations as Counted).totalCount > 0],
    ['{ responsibilities: { none: {} } }', ({ responsibilities }) => (responsibilities as object[]).length === 0],
    ['{ responsibilities: { some: { role: { eq: SOLE } } } }', ({ responsibilities }) => (responsibilities as { role: string }[]).some(({ role }) => role === 'SOLE')],
  ]],
  ['what a document cites', { type: 'Document', name: 'citations' }, 'role cited { held kind }', [
    ['{ cited: { held: { eq: false } } }', ({ cited }) => !(cited as { held: boolean }).held],
    ['{ role: { eq: REFERENCE } }', ({ role }) => role === 'REFERENCE'],
  ]],
  ['where a document is cited', { type: 'Document', name: 'citedBy' }, 'role quotedNumber citing { kind }', [
    ['{ citing: { kind: { eq: INTERPRETATION } } }', ({ citing }) => (citing as { kind: string }).kind === 'INTERPRETATION'],
    ['{ quotedNumber: { isNull: true } }', ({ quotedNumber }) => quotedNumber === null],
  ]],
  ['what a clause cites', { type: 'Provision', name: 'citations' }, 'role', [['{ role: { eq: LEGAL_BASIS } }', ({ role }) => role === 'LEGAL_BASIS']]],
  ['events of a person', { type: 'Person', name: 'events' }, 'kind on', [
    ['{ kind: { eq: NEWS } }', ({ kind }) => kind === 'NEWS'],
    ['{ on: { gte: "2020-01-15" } }', ({ on }) => on !== null && (on as string) >= '2020-01-15'],
  ]],
  ['events', { type: 'Query', name: 'events' }, 'document { kind }', [
    ['{ document: { kind: { eq: NEWS_BRIEF } } }', ({ document }) => (document as { kind: string } | null)?.kind === 'NEWS_BRIEF'],
    ['{ NOT: { document: {} } }', ({ document }) => document === null],
  ]],
  ['changes of units', { type: 'Query', name: 'unitChanges' }, 'type on basis original { name } resulting { kind }', [
    ['{ type: { eq: UNKNOWN } }', ({ type }) => type === 'UNKNOWN'],
    ['{ on: { isNull: true } }', ({ on }) => on === null],
    ['{ basis: { in: [INFERRED] } }', ({ basis }) => basis === 'INFERRED'],
    ['{ original: { some: {} } }', ({ original }) => (original as object[]).length > 0],
    ['{ resulting: { some: { kind: { eq: STATE_COMPANY } } } }', ({ resulting }) => (resulting as { kind: string }[]).some(({ kind }) => kind === 'STATE_COMPANY')],
  ]],
  ['doubts', { type: 'Query', name: 'discrepancies' }, 'kind note', [
    ['{ kind: { in: [MISSING_TEXT, CONTRADICTION] } }', ({ kind }) => kind === 'MISSING_TEXT' || kind === 'CONTRADICTION'],
    ['{ note: { contains: "区" } }', ({ note }) => (note as string).includes('区')],
  ]],
  ['divergences', { type: 'Query', name: 'divergences' }, 'note', [['{ note: { contains: "依据" } }', ({ note }) => (note as string).includes('依据')]]],
])('%s by a filter', (_what, { type, name }, selection, conditions) => {
  test.each(conditions)('%s', async (where, holds) => {
    const all = await walk(type, name, '', 100, { selection });
    const wanted = all.filter(holds).map(({ id }) => id);
    expect((await walk(type, name, `where: ${where}`, 100)).map(({ id }) => id)).toEqual(wanted);
    expect((await walk(type, name, `where: { NOT: ${where} }`, 100)).map(({ id }) => id)).toEqual(all.map(({ id }) => id).filter((id) => !wanted.includes(id)));
    expect((await pageOf(type, name, `where: ${where}`, '', 'totalCount')).totalCount).toBe(wanted.length);
  });
});

test('a filter stands beside the older arguments of its list', async () => {
  const ids = async (args: string): Promise<string[]> => (await walk('Query', 'discrepancies', args, 100)).map(({ id }) => id);
  expect(await ids('kind: [CONTRADICTION], where: { kind: { eq: MISSING_TEXT } }')).toEqual([]);
  expect(await ids('kind: [CONTRADICTION], where: { kind: { in: [CONTRADICTION, MISSING_TEXT] } }')).toEqual(await ids('kind: [CONTRADICTION]'));
  const of = async (args: string): Promise<string[]> => (await walk('Document', 'citations', args, 100)).map(({ id }) => id);
  expect(await of('role: [REFERENCE], where: { cited: { held: { eq: false } } }')).toEqual(await of('where: { role: { eq: REFERENCE }, cited: { held: { eq: false } } }'));
});

test.each([
  ['{ places(orderBy: { field: NOPE, direction: ASC }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'use one of'],
  ['{ places(orderBy: { field: NAME }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'direction'],
  ['{ places(orderBy: { direction: ASC }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'field'],
  ['{ unitChanges(where: { basis: null }) { totalCount } }', 'BAD_USER_INPUT', 'where.basis'],
  ['{ graph { issues { documents(where: { kind: null }) { totalCount } } } }', 'BAD_USER_INPUT', 'where.kind'],
])('refused: %s', async (query, code, named) => {
  const { errors } = await ask(query);
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(errors?.[0]?.message).toContain(named);
});
test('an order left out by null is the printed one', async () => {
  expect((await walk('Query', 'people', 'orderBy: null', 100)).map(({ id }) => id)).toEqual((await walk('Query', 'people', '', 100)).map(({ id }) => id));
});

// Last: it looks at what the tests above sent.
test('every statement has a plan that starts from an index', async () => {
  const pages = [...sent].filter(([cypher]) => /AS key|count\(n/.test(cypher));
  expect(pages.length).toBeGreaterThan(200);
  // To have one planned again takes as long as to answer it: every third is looked at.
  await expectPlans(database.store, pages.filter((_page, at) => at % 3 === 0));
});
