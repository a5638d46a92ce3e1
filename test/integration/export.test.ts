import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse as parseCsv } from 'csv-parse/sync';
import express from 'express';
import { XMLValidator } from 'fast-xml-parser';
import { MultiDirectedGraph } from 'graphology';
import { parse as parseGraphml } from 'graphology-graphml';
import { buildSchema, getNamedType, parse, validate } from 'graphql';
import jsonld from 'jsonld';
import { Parser, type Term } from 'n3';
import pino from 'pino';
import { catalogueOf } from '../../src/export/catalogue';
import { serveExports } from '../../src/export/serve';
import { RequestContext } from '../../src/query/context';
import { makeSchema } from '../../src/schema';
import { startApi } from '../../src/server/server';
import { Line } from '../../src/store/line';
import { Reader } from '../../src/store/reader';
import { served, usual } from './world';

const schema = makeSchema();
const connections = [...catalogueOf(schema).keys()];
const FORMATS = ['csv', 'json', 'jsonld', 'ttl', 'graphml'];
const GG = 'urn:gazette-graph:vocabulary:';

const { database, ask } = served({ own: true });
let url: string, version: string;
let stop: () => Promise<void>;
const lines: Record<string, unknown>[] = [];
const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });

beforeAll(async () => {
  const api = await startApi({ ...usual(), schema, context: () => new RequestContext(database.store.reading()), readiness: async () => 'ready', host: '127.0.0.1', port: 0, log });
  url = api.url;
  stop = api.stop;
  version = (await ask<{ graph: { version: string } }>('{ graph { version } }')).data.graph.version;
}, 300_000);

afterAll(async () => {
  await stop?.();
});

const address = (file: string, parameters: Record<string, string> = {}): string => `${url}/export/${file}?${new URLSearchParams(parameters).toString()}`;
async function get(file: string, parameters: Record<string, string> = {}): Promise<{ text: string; bytes: Buffer; headers: Headers }> {
  const response = await fetch(address(file, parameters));
  expect([file, response.status]).toEqual([file, 200]);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { text: bytes.toString('utf8'), bytes, headers: response.headers };
}
async function totalCount(connection: string, args = ''): Promise<number> {
  return (await ask<Record<string, { totalCount: number }>>(`{ ${connection}${args} { totalCount } }`)).data[connection]?.totalCount ?? -1;
}

const csvRows = (text: string): Record<string, string>[] => parseCsv(text, { bom: true, columns: true, record_delimiter: '\r\n' });
type Statement = [subject: string, predicate: string, object: string];
/** A term in one form, whichever parser read it. */
const key = (term: { termType: string; value: string; language?: string; datatype?: { value: string } }): string =>
  (term.termType === 'Literal' ? `${JSON.stringify(term.value)}@${term.language ?? ''}^^${term.datatype?.value ?? ''}` : term.value);
const turtleStatements = (text: string): Statement[] => new Parser({ format: 'text/turtle' }).parse(text).map(({ subject, predicate, object }) => [key(subject), key(predicate), key(object as Term)]);
async function jsonldStatements(text: string): Promise<Statement[]> {
  const quads = await jsonld.toRDF(JSON.parse(text) as object) as { subject: Term; predicate: Term; object: Term }[];
  return quads.map(({ subject, predicate, object }) => [key(subject), key(predicate), key(object)]);
}
const asSet = (statements: Statement[]): string[] => [...new Set(statements.map((each) => each.join(' ')))].sort();
const rowsOf = (statements: Statement[]): string[] => [...new Set(statements.filter(([, predicate]) => predicate === `${GG}rowOf`).map(([subject]) => subject))];
function graphOf(text: string): MultiDirectedGraph {
  expect(XMLValidator.validate(text)).toBe(true);
  return parseGraphml(MultiDirectedGraph, text);
}

test('every root connection of the schema is there, and what is asked for it is valid', () => {
  expect(connections).toEqual(expect.arrayContaining(['documents', 'citations', 'units', 'people', 'personnelChanges', 'posts', 'unitChanges', 'places', 'tasks', 'responsibilities', 'events', 'discrepancies']));
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) => getNamedType(type).name.endsWith('Connection')).map(({ name }) => name)
    // Its rows are of many types, each with an export of its own.
    .filter((name) => name !== 'search');
  expect(connections).toEqual(roots);
  for (const [name, { plan }] of catalogueOf(schema)) {
    for (const query of [plan().query, ...plan().nested.map((more) => more.query)]) expect([name, validate(schema, parse(query)).map(({ message }) => message)]).toEqual([name, []]);
  }
});

describe.each(connections)('%s', (connection) => {
  test('has every row in every format, and says of which graph', async () => {
    const count = await totalCount(connection);
    const [csv, json, ld, ttl, graphml] = await Promise.all(FORMATS.map((format) => get(`${connection}.${format}`)));
    for (const [at, { headers }] of [csv, json, ld, ttl, graphml].map((file) => file as { headers: Headers }).entries()) {
      expect(headers.get('x-graph-version')).toBe(version);
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${connection}-${version}.${FORMATS[at]}"`);
      expect(headers.get('content-location')).toBe(`/export/${connection}.${FORMATS[at]}?version=${version}`);
    }
    expect(csv?.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csvRows(csv?.text ?? '')).toHaveLength(count);

    const whole = JSON.parse(json?.text ?? '') as { graphVersion: string; rows: object[]; count: number };
    expect([whole.graphVersion, whole.rows.length, whole.count]).toEqual([version, count, count]);

    const statements = turtleStatements(ttl?.text ?? '');
    expect(rowsOf(statements)).toHaveLength(count);
    expect(asSet(await jsonldStatements(ld?.text ?? ''))).toEqual(asSet(statements));
    expect(statements.filter(([, predicate]) => predicate === 'https://schema.org/version').map(([, , object]) => object)).toEqual([expect.stringContaining(version)]);
    // Whatever a statement leads to is told of, too.
    const [told, own] = [new Set(statements.map(([subject]) => subject)), /^urn:gazette-graph:(?!vocabulary:)/];
    expect(statements.map(([, , object]) => object).filter((object) => own.test(object) && !told.has(object))).toEqual([]);

    const graph = graphOf(graphml?.text ?? '');
    expect(graph.getAttribute('version')).toBe(version);
    expect(graph.filterNodes((_id, { told: part }) => part === 'row')).toHaveLength(count);
    expect(graph.filterNodes((_id, { label }) => !label)).toEqual([]);
  });
});

describe('one known row', () => {
  const NOTICE = '温州浙南沿海先进装备产业集聚区（经开区、瓯飞）管委会关于进一步深化工业企业“零土地”技改项目审批方式改革的通知';
  const where = JSON.stringify({ title: { eq: NOTICE } });
  test('in CSV', async () => {
    const [row] = csvRows((await get('documents.csv', { where })).text);
    expect(row).toMatchObject({ title: NOTICE, docNumber: '', kind: 'NORMATIVE_DOCUMENT', held: 'true', signedOn: '2020-01-08', publishedIn: '温州市人民政府公报2020年第1期' });
    expect(row?.citations?.split('；').filter((each) => each.includes('role=LEGAL_BASIS')).length).toBeGreaterThan(3);
    expect(row?.evidence).toMatch(/^\d+ \S+/);
  });
  test('in JSON', async () => {
    const { rows } = JSON.parse((await get('documents.json', { where })).text) as { rows: { title: string; citations: { role: string }[]; evidence: { quote: string; line: number }[] }[] };
    expect(rows).toHaveLength(1);
    expect(rows[0]?.title).toBe(NOTICE);
    expect(rows[0]?.citations).toHaveLength(await totalCount('citations', `(where: { citing: { title: { eq: "${NOTICE}" } } })`));
  });
  test('in ELI, ORG and PROV terms', async () => {
    const statements = turtleStatements((await get('documents.ttl', { where })).text);
    const [eli, prov, oa] = ['http://data.europa.eu/eli/ontology#', 'http://www.w3.org/ns/prov#', 'http://www.w3.org/ns/oa#'];
    const [id] = rowsOf(statements);
    const said = (subject: string | undefined, predicate: string): string[] => statements.filter((each) => each[0] === subject && each[1] === predicate).map(([, , object]) => object);
    expect(said(id, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type')).toContain(`${eli}LegalResource`);
    const [wording] = said(id, `${eli}is_realized_by`);
    expect(said(wording, `${eli}title`)[0]).toContain(NOTICE);
    expect(said(said(wording, `${eli}is_embodied_by`)[0], `${eli}published_in`)[0]).toContain('温州市人民政府公报2020年第1期');
    expect(said(id, `${eli}based_on`).length).toBeGreaterThan(3);
    expect(said(id, `${eli}cites`)).toEqual(expect.arrayContaining(said(id, `${eli}based_on`)));
    expect(said(said(id, `${eli}passed_by`)[0], 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type')).toContain('http://www.w3.org/ns/org#Organization');
    const [passage] = said(id, `${prov}wasDerivedFrom`);
    expect(said(passage, `${prov}value`)).toHaveLength(1);
    const selectors = said(passage, `${oa}hasSelector`);
    expect(selectors.flatMap((selector) => said(selector, `${oa}exact`))).toEqual(said(passage, `${prov}value`));
    expect(selectors.flatMap((selector) => said(selector, `${oa}start`))).toHaveLength(1);
    if (schema.getType('LegalEffect')) {
      expect(said(id, `${eli}first_date_entry_in_force`)).toEqual([expect.stringContaining('2020-01-08')]);
      expect(said(id, `${eli}date_no_longer_in_force`)).toEqual([expect.stringContaining('2022-01-07')]);
    }
  });
  test('in GraphML', async () => {
    const graph = graphOf((await get('documents.graphml', { where })).text);
    const [id = ''] = graph.filterNodes((_id, { told }) => told === 'row');
    expect(graph.getNodeAttributes(id)).toMatchObject({ label: NOTICE, class: 'Document', title: NOTICE, held: true });
    const cited = graph.outEdges(id).filter((edge) => graph.getEdgeAttribute(edge, 'relation') === 'citations').map((edge) => graph.target(edge));
    expect(cited.length).toBeGreaterThan(3);
    for (const citation of cited) expect(graph.outEdges(citation).map((edge) => String(graph.getEdgeAttribute(edge, 'relation')))).toEqual(expect.arrayContaining(['citing', 'cited']));
  });
  test('a succession of units, in ORG terms', async () => {
    const predicates = new Set(turtleStatements((await get('unitChanges.ttl')).text).map(([, predicate]) => predicate));
    for (const term of ['originalOrganization', 'resultingOrganization']) expect(predicates).toContain(`http://www.w3.org/ns/org#${term}`);
  });
});

describe('arguments', () => {
  test.each([
    ['tasks', { where: '{"kind":{"eq":"TRANSPORT"}}', orderBy: '{"field":"INVESTMENT","direction":"DESC"}' }, '(where: { kind: { eq: TRANSPORT } })'],
    ['responsibilities', { expandGroups: 'true' }, '(expandGroups: true)'],
    ['responsibilities', { expandGroups: 'true', where: '{"unit":{"name":{"eq":"乐清市政府"}}}' }, '(expandGroups: true, where: { unit: { name: { eq: "乐清市政府" } } })'],
    ['discrepancies', { kind: 'MISSING_TEXT,DOUBTFUL_IDENTITY' }, '(kind: [MISSING_TEXT, DOUBTFUL_IDENTITY])'],
    ['discrepancies', { kind: '["MISSING_TEXT"]' }, '(kind: [MISSING_TEXT])'],
  ])('%s %p', async (connection, parameters, args) => {
    const { rows, arguments: given } = JSON.parse((await get(`${connection}.json`, parameters)).text) as { rows: object[]; arguments: object };
    expect(rows).toHaveLength(await totalCount(connection, args));
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.keys(given)).toEqual(expect.arrayContaining(Object.keys(parameters)));
  });
  test('an audit takes a day and lists of named values', async () => {
    if (!connections.includes('dependencyAudit')) return;
    const rows = csvRows((await get('dependencyAudit.csv', { asOf: '2022-01-08', statuses: 'REPEALED,EXPIRED_BY_TERM,PURPOSE_FULFILLED', maxDepth: '3' })).text);
    expect(rows).toHaveLength(await totalCount('dependencyAudit', '(asOf: "2022-01-08", statuses: [REPEALED, EXPIRED_BY_TERM, PURPOSE_FULFILLED], maxDepth: 3)'));
  });
  test('the version can stand in the address', async () => {
    const { headers } = await get('unitChanges.csv', { version });
    expect((await fetch(url + String(headers.get('content-location')))).status).toBe(200);
  });
  test('HEAD tells the version and sends no file', async () => {
    const response = await fetch(address('tasks.ttl'), { method: 'HEAD' });
    expect([response.status, response.headers.get('x-graph-version'), await response.text()]).toEqual([200, version, '']);
  });
  test.each([
    ['nothing.csv', {}, 404, 'connection', /documents/],
    ['tasks.xlsx', {}, 404, 'format', /graphml/],
    ['tasks', {}, 404, 'format', /graphml/],
    ['tasks.csv', { colour: '1' }, 400, 'colour', /where/],
    ['tasks.csv', { first: '3' }, 400, 'first', /where/],
    ['tasks.csv', { where: '{' }, 400, 'where', /JSON/],
    ['tasks.csv', { where: '{"kind":{"eq":"NOPE"}}' }, 400, 'where.kind.eq', /TRANSPORT/],
    ['tasks.csv', { where: '{"due":{"lte":"2022-02-30"}}' }, 400, 'where.due.lte', /2022-12-31/],
    ['tasks.csv', { where: '{"colour":1}' }, 400, 'where', /colour/],
    ['tasks.csv', { where: '{"name":null}' }, 400, 'where.name', /isNull/],
    ['responsibilities.csv', { expandGroups: 'perhaps' }, 400, 'expandGroups', /true or false/],
    ['discrepancies.csv', { kind: 'MISSING_TEXT,NOPE' }, 400, 'kind.1', /CONTRADICTION/],
    ['tasks.csv', { version: 'another' }, 400, 'version', /graph is at/],
  ])('%s %p is %d', async (file, parameters, status, argument, repair) => {
    const response = await fetch(address(file, parameters as Record<string, string>));
    const { errors } = await response.json() as { errors: { message: string; extensions: { code: string; argument: string; repair: string } }[] };
    expect([response.status, errors[0]?.extensions.code, errors[0]?.extensions.argument]).toEqual([status, 'BAD_USER_INPUT', argument]);
    expect(errors[0]?.extensions.repair).toMatch(repair);
  });
});

test('a graph that changes under way ends the export before the file ends', async () => {
  const set = (value: string): Promise<void> => database.store.write(async (write) => void await write('MATCH (g:GraphVersion) SET g.version = $value', { value }));
  const { run } = Reader.prototype;
  let changed = false;
  const spy = jest.spyOn(Reader.prototype, 'run').mockImplementation(async function (this: Reader, cypher, params) {
    if (!changed && cypher.includes('n.sort > $')) {
      changed = true;
      await set('another');
    }
    return run.call(this, cypher, params);
  });
  try {
    const response = await fetch(address('tasks.json'));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(lines.at(-1)).toMatchObject({ export: 'tasks.json', version, rows: 100, msg: 'export broken off: the graph changed' });
  } finally {
    spy.mockRestore();
    await set(version);
  }
});

/** Texts that formats must escape, and lists longer than a gazette’s: a schema of its own, behind the same addresses. */
describe('long lists and hostile texts', () => {
  const TEXTS = ['=1+1', '+86', '-一', '@SUM(A1)', '甲,"乙"\r\n丙', '<a b="c">&amp;]]></a>', 'tab\tand \u0001 control', '\\ “引号” \' ；', '😀𠮷', ''];
  const sdl = `interface Node { id: ID! } interface Entity implements Node { id: ID! name: String! } type PageInfo { hasNextPage: Boolean! endCursor: String }
    type GraphInfo { version: String! loadedAt: String! } type Thing implements Node & Entity { id: ID! name: String! change: Int next: Thing }
    type ThingConnection { nodes: [Thing!]! pageInfo: PageInfo! } type Query { graph: GraphInfo! things(first: Int, after: String): ThingConnection! }`;
  let server: Server, base: string, asked = 0, rows = 0;
  beforeAll(async () => {
    const made = buildSchema(sdl);
    const fields = made.getQueryType()?.getFields() ?? {};
    Object.assign(fields.graph ?? {}, { resolve: () => ({ version: 'v1', loadedAt: '2026-01-01T00:00:00Z' }) });
    Object.assign(fields.things ?? {}, {
      resolve: (_root: unknown, { first, after }: { first: number; after: string | null }) => {
        asked += 1;
        const from = Number(after ?? 0);
        const thing = (at: number): object => ({ id: `t${at}`, name: TEXTS[at % TEXTS.length], change: at % 2 ? -at : at });
        return {
          nodes: Array.from({ length: Math.min(first, rows - from) }, (_, at) => ({ ...thing(from + at), next: thing(from + at + 1) })),
          pageInfo: { hasNextPage: from + first < rows, endCursor: String(from + first) },
        };
      },
    });
    const app = express();
    serveExports(app, { schema: made, context: () => new RequestContext(database.store.reading()), line: new Line({ places: 4, longest: 0, patienceMs: 0 }), log });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/export/things`;
  });
  afterAll(() => void server?.close());

  test('every text comes back as it was; in CSV one that begins like a formula has an apostrophe before it', async () => {
    rows = TEXTS.length;
    const file = async (format: string): Promise<string> => (await fetch(`${base}.${format}`)).text();
    const csv = csvRows(await file('csv'));
    expect(csv.map(({ name }) => name)).toEqual(TEXTS.map((text) => (/^[=+\-@]/.test(text) ? `'${text}` : text)));
    // A figure is no formula, even below zero.
    expect(csv[1]?.change).toBe('-1');
    expect((JSON.parse(await file('json')) as { rows: { name: string }[] }).rows.map(({ name }) => name)).toEqual(TEXTS);
    const statements = turtleStatements(await file('ttl'));
    expect(asSet(await jsonldStatements(await file('jsonld')))).toEqual(asSet(statements));
    const labels = statements.filter(([, predicate]) => predicate.endsWith('#label')).map(([, , object]) => object);
    for (const text of TEXTS) expect(labels).toContain(`${JSON.stringify(text)}@zh^^http://www.w3.org/1999/02/22-rdf-syntax-ns#langString`);
    const graph = graphOf(await file('graphml'));
    // XML holds no control characters, and reads a line end as \n.
    expect(TEXTS.map((_text, at) => String(graph.getNodeAttribute(`t${at}`, 'name') ?? ''))).toEqual(TEXTS.map((text) => text.replace('\u0001', '\uFFFD').replace('\r\n', '\n')));
  });

  test('a long one says in the log how far it is', async () => {
    rows = 2_500;
    lines.length = 0;
    expect(csvRows(await (await fetch(`${base}.csv`)).text())).toHaveLength(rows);
    expect(lines.map(({ msg, rows: at, export: name }) => [msg, at, name])).toEqual([
      ['export goes on', 1_000, 'things.csv'], ['export goes on', 2_000, 'things.csv'], ['export is complete', 2_500, 'things.csv'],
    ]);
  });

  test.each(FORMATS)('%s: a client that goes away stops the walk', async (format) => {
    rows = 1_000_000;
    [asked, lines.length] = [0, 0];
    const leave = new AbortController();
    const response = await fetch(`${base}.${format}`, { signal: leave.signal });
    await response.body?.getReader().read();
    leave.abort();
    for (const until = Date.now() + 20_000; lines.at(-1)?.msg !== 'export given up: the client went away' && Date.now() < until;) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lines.at(-1)).toMatchObject({ msg: 'export given up: the client went away', export: `things.${format}` });
    const then = asked;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([asked, asked < rows / 100]).toEqual([then, true]);
  });

  test('a client that does not read holds the walk up', async () => {
    rows = 1_000_000;
    asked = 0;
    const leave = new AbortController();
    await fetch(`${base}.json`, { signal: leave.signal });
    let [before, now] = [-1, asked];
    for (let waits = 0; before !== now && waits < 100; waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      [before, now] = [now, asked];
    }
    expect(now).toBe(before);
    expect(now).toBeLessThan(rows / 100);
    leave.abort();
  });
});
