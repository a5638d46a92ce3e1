import { acceptPlan } from '../../src/analyst/plan';
import { readQuery } from '../../src/analyst/clause';

/** What the fence makes of a query before any database sees it. */
const PARAMETERS = { x: 1, name: '瓯海区', list: [1, 2, 3], deep: { a: [{ b: 'c' }] }, half: 1.5 };
const sent = (query: string): string => readQuery(query, PARAMETERS).written();
function refusal(query: string): { code: string; message: string; line?: number; column?: number } {
  try {
    return { code: 'ACCEPTED', message: sent(query) };
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions: { code: string; line?: number; column?: number } };
    return { ...extensions, message };
  }
}
const repeat = (count: number, text: (at: number) => string, between = ''): string => Array.from({ length: count }, (_, at) => text(at)).join(between);

test.each([
  'MATCH (t:Task {kind: "BLOCK"})-[a:AT|SCOPED_TO*1..3]->(p:Place) WHERE t.number IN [1, 2] AND NOT p.name CONTAINS $name RETURN t.name AS 名称, p{.name, .*, more: [1]} ORDER BY t.sort DESC SKIP 1 LIMIT $x',
  'OPTIONAL MATCH (a)<-[r {role: "LEAD"}]-(b:Unit&!Place) WITH *, r.since AS since WHERE since IS NOT NULL RETURN DISTINCT a, b, count(*) AS count',
  'UNWIND $list AS x UNWIND range(1, 1000000000000) AS y RETURN x, collect(DISTINCT y)[..10] AS ys UNION ALL RETURN 1 AS x, [] AS ys',
  'MATCH p = shortestPath((a:Unit)-[*..6]-(b:Place)) RETURN [n IN nodes(p) WHERE n.name IS NOT NULL | n.name] AS names, length(p)',
  'MATCH (d) WHERE EXISTS { (d)-->(:Unit) } OR COUNT { MATCH (d)--(x) WHERE x:Task|Unit } > 2 AND (d)-[:CITED]->() RETURN CASE d.kind WHEN "LAW" THEN 1 ELSE 2 END',
  'CALL db.index.fulltext.queryNodes("search", $name, {limit: 5}) YIELD node AS n, score WHERE score > 0.5 CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN n.name, c;',
  'MATCH (t) CALL { WITH t MATCH (t)--(m) RETURN m LIMIT 3 } RETURN any(l IN labels(m) WHERE l STARTS WITH "T"), m[$name], t.evidence[-1], {a: 1, b: {c: 2}}.b.c',
  'RETURN date("2020-01-01") + duration({days: 1}) AS d, -1 ^ 2 % 3 * 4 / 5 AS n, "a" || "b" AS s, true XOR false AS x, $deep.a[0].b AS b',
])('reading is accepted: %s', (query) => {
  expect(refusal(query).code).toBe('ACCEPTED');
});

test.each([
  ['RETURN 1 /* CREATE (n) */ AS x // DELETE', 'RETURN 1 AS x'],
  ["RETURN 'it\\'s', \"a\\\\b\\n\" AS y", "RETURN 'it\\'s', 'a\\\\b\\n' AS y"],
  ['RETURN\t1\r\n  AS\nx', 'RETURN 1 AS x'],
  ["RETURN '// no comment /* nor this */' AS x", "RETURN '// no comment /* nor this */' AS x"],
])('what is sent is never the text itself: %j', (query, text) => {
  expect(sent(query)).toBe(text);
});

test('lists gathered inside an expression are sent so that the database counts their memory, and keep the name of their column', () => {
  expect(sent('MATCH (t) RETURN [(t)--(u) WHERE u:Unit | u.name], 1')).toBe('MATCH (t) RETURN [`list 1` IN [1] | COLLECT { MATCH (t)--(u) WHERE u:Unit  RETURN  u.name }][0] AS `[(t)--(u) WHERE u:Unit | u.name]`, 1');
  expect(sent("MATCH (t) WITH COLLECT { MATCH (t)--(u) RETURN u.name + '`' } AS x RETURN x")).toContain('[`list 1` IN [1] | COLLECT {');
  expect(sent("MATCH (t) RETURN COLLECT { MATCH (t)--(u) RETURN u.name + '`' }")).toContain("AS `COLLECT { MATCH (t)--(u) RETURN u.name + '``' }`");
});

test.each([
  ['MATCH (n)\n  SET n.x = 1', 'CYPHER_REFUSED', 'SET', 2, 3],
  ['RETURN 1; MATCH (n) DETACH DELETE n', 'CYPHER_REFUSED', 'only one statement', 1, 11],
  ['MATCH (n) WHERE n.x = nosuch RETURN n', 'CYPHER_REFUSED', 'nosuch', 1, 23],
  ['MATCH (n) RETURN foo.bar(n)', 'CYPHER_REFUSED', 'foo.bar', 1, 18],
  ['RETURN $nosuch', 'CYPHER_REFUSED', 'no parameter nosuch', 1, 8],
  ['RETURN $constructor', 'CYPHER_REFUSED', 'no parameter constructor', 1, 8],
  ['MATCH (n) RETURN n LIMIT $half', 'CYPHER_REFUSED', 'whole number', 1, 26],
  ['MATCH (n) RETURN n LIMIT $name', 'CYPHER_REFUSED', 'whole number', 1, 26],
  ['MATCH (n', 'CYPHER_REFUSED', 'never closed', 1, 7],
  ['RETURN (1]', 'CYPHER_REFUSED', 'no “[”', 1, 10],
  ['RETURN "abc', 'CYPHER_REFUSED', 'never ends', 1, 8],
  ['RETURN 1 /* abc', 'CYPHER_REFUSED', 'never ends', 1, 10],
  ['', 'CYPHER_REFUSED', 'the end of the query', 1, 1],
])('%j is refused, and it is said what and where', (query, code, words, line, column) => {
  const refused = refusal(query);
  expect(refused).toMatchObject({ code, line, column });
  expect(refused.message).toContain(words);
});

test.each([
  'ＣREATE (n)', 'CRE\u0430TE (n)', 'RETURN 1\u00a0AS x', 'RETURN 1\u3000AS x', 'MAT\u200bCH (n) RETURN n', 'RETURN\u20281', 'RETURN 1\u0000', '\ufeffRETURN 1', 'RETURN 1 AS `x`', 'RETURN $`x`',
  '\\u0043REATE (n)', "RETURN '\\u0027 CREATE (n) //'", "RETURN '\\\\u0027'", 'RETURN 1 // \\u000aCREATE (n)\nSET', 'RETURN 0x1F', 'RETURN 1_000', 'RETURN 1e', "RETURN '\\q'", 'RETURN "a\u0000b"', 'RETURN （1）', 'RETURN “a”', 'RETURN 1 # 2', 'RETURN @x',
])('nothing that only looks like Cypher gets in: %j', (query) => {
  // What stands in a comment or is an escaped backslash in a text is no longer there, or only a text, when it is sent.
  const refused = refusal(query);
  if (refused.code === 'ACCEPTED') expect(refused.message).toBe("RETURN '\\\\u0027'");
  else expect(refused.code).toBe('CYPHER_REFUSED');
});

test.each([
  `RETURN ${'('.repeat(17)}1${')'.repeat(17)}`, `RETURN ${'['.repeat(400)}1${']'.repeat(400)}`, `RETURN ${'NOT '.repeat(3)}true`, `RETURN true${' XOR true'.repeat(5)}`, `RETURN 1${' + 1'.repeat(101)}`,
  `RETURN true${' AND true'.repeat(61)}`, `RETURN 1${' < 1'.repeat(101)}`, `MATCH (a)${'--(a)'.repeat(31)} RETURN 1`, `MATCH (a:${repeat(14, (at) => `L${at}`, '|')}) RETURN 1`, 'MATCH (a:(A|B)&(C|D)) RETURN 1', 'MATCH (a:A|B&C) RETURN 1', 'MATCH (a:!!A) RETURN 1',
  `MATCH (a) WHERE ${repeat(13, (at) => `a:L${at}`, ' OR ')} RETURN 1`, `RETURN ${'CASE WHEN true THEN 1 ELSE '.repeat(21)}1${' END'.repeat(21)}`, `RETURN ${repeat(5, () => 'COUNT { MATCH (a) WHERE 0 < ')}1${' }'.repeat(5)}`, `WITH {a: 1} AS a RETURN a${'.a'.repeat(12)}`,
  `RETURN ${'1,'.repeat(1_100)}1`, `RETURN '${'x'.repeat(10_000)}'`, `${'WITH 1 AS x '.repeat(61)}RETURN x`, `RETURN ${repeat(21, () => 'COUNT { (a) }', ' + ')}`,
])('what the database would plan for too long is refused at once: %.60s', (query) => {
  const begun = Date.now();
  expect(refusal(query)).toMatchObject({ code: 'CYPHER_REFUSED', message: expect.stringMatching(/at most|joined by|NOT NOT|label or type/) as unknown });
  expect(Date.now() - begun).toBeLessThan(200);
});

const DOUBLED = `WITH 'x' AS s ${'WITH s + s AS s '.repeat(40)}RETURN size(s)`;
test.each([
  DOUBLED, DOUBLED.replaceAll('s + s', '[s, s]'), DOUBLED.replaceAll('s + s', '{a: s, b: s}'), DOUBLED.replaceAll('s + s', 's || s'), `WITH [1] AS l ${'WITH l + l AS l '.repeat(40)}RETURN size(l)`,
  'RETURN range(1, 10)', 'RETURN collect(range(1, 1000))', 'RETURN [x IN range(1, 1000000000) | x]', 'RETURN size([x IN range(1, 3000) | [y IN range(1, 3000) | x + y]])', 'RETURN any(x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE x * y = 7))',
  'WITH range(1, 1000) AS r RETURN r', 'RETURN tail(range(1, 1000000))', 'UNWIND [range(1, 1000000)] AS x RETURN x', 'RETURN [x IN range(1, 100000)]', 'RETURN range(1, 1000000)[..999999]',
  'MATCH (n) RETURN collect(n)', 'MATCH (n) RETURN {all: [collect(n)]}', 'MATCH p = (n)--() WITH collect(p) AS ps RETURN ps', 'MATCH (n) WITH collect(n) AS l RETURN [n IN l | n.name]', 'MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE any(y IN l WHERE x = y)]',
  'MATCH (n) WITH collect(n.x) AS l RETURN l, l AS b, l AS c, l AS d, l AS e', 'CALL { MATCH (n) RETURN collect(n.x) AS a } CALL { MATCH (n) RETURN collect(n.x) AS b } CALL { MATCH (n) RETURN collect(n.x) AS c } CALL { MATCH (n) RETURN collect(n.x) AS d } RETURN 1',
  'MATCH (n) WITH n LIMIT 0 UNWIND range(1, 1000000000) AS i WITH collect(i) AS l RETURN [x IN l | [y IN l | x]]', "WITH [[1], {a: [x IN range(1, 400000) | 1]}] AS l WITH l + {a: l} AS m RETURN [x IN m[2].a | [y IN m[2].a | [z IN m[1].a | z]]]",
  'RETURN reduce(s = 0, x IN [1] | s + x)', "RETURN replace('a', 'a', 'aa')", "RETURN 'aaaa' =~ '(a+)+$'", 'MATCH (a)-[*]-(b) RETURN a', 'MATCH (a)-[*1..]-(b) RETURN a', 'MATCH (a)-[*..21]-(b) RETURN a', 'MATCH (a)-->+(b) RETURN a', 'MATCH ((a)--(b)){1,5} RETURN a', 'MATCH p = ALL SHORTEST (a)-->(b) RETURN p', 'MATCH p = SHORTEST 1 (a)-->(b) RETURN p',
  "RETURN split(split('a', '')[0], '')[0] + [x IN range(1, 100000) | [y IN split('abc', '') | y]]",
])('what could grow without anybody counting is refused: %#', (query) => {
  expect([query, refusal(query).code]).toEqual([query, 'CYPHER_REFUSED']);
});

test.each([
  'MATCH (n:Task) RETURN n.kind, collect(n.name)', 'MATCH (n) RETURN collect(n)[..100]', 'MATCH (n) WITH n LIMIT 50 RETURN collect(n)', 'MATCH (n) WITH n.kind AS kind, collect(n.name) AS names RETURN kind, [x IN names WHERE x CONTAINS $name]',
  'MATCH (n) WITH n, collect(n.name) AS names WITH collect({kind: n.kind, names: names}) AS rows RETURN rows', 'RETURN [x IN range(1, 10000) WHERE x % 2 = 0 | x * x]', 'RETURN 3 IN range(1, 10)', 'MATCH (n) RETURN [e IN n.evidence | split(e, " ")[0]]', 'RETURN [w IN split("a b c", " ") | toUpper(w)]',
  'MATCH (n) RETURN COLLECT { MATCH (n)--(m) RETURN m LIMIT 20 }', 'MATCH (a)-[r:X*1..20]->(b) RETURN [x IN r | type(x)]', 'MATCH (n) WITH collect(n.id) AS ids MATCH (m) WHERE m.id IN ids RETURN count(m)', 'UNWIND [1, 2, 3] AS x RETURN collect(x) AS l',
])('what stays small is not: %s', (query) => {
  expect(refusal(query).code).toBe('ACCEPTED');
});

describe('the plan is the second fence', () => {
  const step = (operator: string, details = ''): { operator: string; details: string } => ({ operator, details });
  test.each([
    [{ type: 'rw', steps: [step('ProduceResults')] }], [{ type: 'r', steps: [] }], [{ type: 'r', steps: [step('ProduceResults'), step('LoadCSV')] }], [{ type: 'r', steps: [step('RollUpApply')] }], [{ type: 'r', steps: [step('TransactionApply')] }],
    [{ type: 'r', steps: [step('ShowTransactions')] }], [{ type: 'r', steps: [step('ProcedureCall', 'dbms.listConfig() :: (name)')] }], [{ type: 's', steps: [step('CreateIndex')] }], [{ type: 'r', steps: [step('NoSuchStep')] }],
  ])('%j is refused', (plan) => expect(() => acceptPlan(plan)).toThrow(/query: /));
  test('reading is not', () => {
    acceptPlan({ type: 'r', steps: [step('ProduceResults'), step('VarLengthExpand(Pruning,BFS,All)'), step('ProcedureCall', "db.index.fulltext.queryNodes('search', $q)"), step('NodeByLabelScan')] });
  });
});
