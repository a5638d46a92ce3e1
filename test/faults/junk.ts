import { graphql } from './raw';

const json = (body: unknown): string => graphql(JSON.stringify(body));
const TYPENAME = '{"query":"{ __typename }"}';
const deep = (count: number, [open, close]: readonly [string, string], inside: string): string => open.repeat(count) + inside + close.repeat(count);

/** What no honest client sends, by its sort; each makes the bytes of a connection of its own. `n` makes every one different. */
export const JUNK: Record<string, (n: number) => string | Buffer> = {
  'no HTTP': (n) => Buffer.from(Array.from({ length: 200 }, (_, at) => (at * 37 + n * 101) % 256)),
  'TLS on a plain port': () => Buffer.from('16030100c8010000c40303', 'hex'),
  'bad request line': () => 'GET /graphql?query={__typename} HTTP/9.9\r\n\r\n',
  'no host': () => 'POST /graphql HTTP/1.1\r\nContent-Length: 0\r\n\r\n',
  'two lengths': () => graphql(TYPENAME, { 'content-length': '5\r\nContent-Length: 7' }),
  'length and chunks': () => graphql(TYPENAME, { 'Transfer-Encoding': 'chunked' }),
  'negative length': () => graphql(TYPENAME, { 'Content-Length': '-1' }),
  'huge length': () => graphql(TYPENAME, { 'Content-Length': '99999999999' }),
  'bad chunk': () => 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'flood of headers': (n) => graphql(TYPENAME, Object.fromEntries(Array.from({ length: 1_500 }, (_, at) => [`X-${n}-${at}`, 'x'.repeat(50)]))),
  'one huge header': () => graphql(TYPENAME, { Cookie: 'x'.repeat(100_000) }),
  'bytes in a header': () => graphql(TYPENAME, { 'X-Zero': 'a\u0000b' }),
  'strange method': () => 'BREW /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'DELETE': () => 'DELETE /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'broken escape in an address': () => 'GET /graphql?query=%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\nApollo-Require-Preflight: 1\r\n\r\n',
  'climbing address': () => 'GET /graphiql/..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'half a JSON': (n) => graphql(`{"query":"{ tasks(first: ${n}`),
  'no JSON': () => graphql('query=1&x=2'),
  'JSON that is no object': (n) => json([null, 1, 'text', true, [], [[]]][n % 6]),
  'a batch': () => json(Array.from({ length: 100 }, () => ({ query: '{ __typename }' }))),
  'wrong types': (n) => json({ query: [1, {}, null, true, ['{ __typename }']][n % 5], variables: 'x', operationName: 7, extensions: [] }),
  'wrong content type': (n) => graphql(TYPENAME, { 'Content-Type': ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml', 'application/json; charset=utf-7', ''][n % 6] ?? '' }),
  'wrong encoding': (n) => graphql(TYPENAME, { 'Content-Encoding': ['gzip', 'br', 'deflate', 'zstd', 'rot13'][n % 5] ?? '' }),
  'not UTF-8': () => Buffer.concat([Buffer.from(graphql('{"query":"{ __typename }"}').replace('__typename', 'xxxxxxxxxx').replace('xxxxxxxxxx', '__typ')), Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0])]),
  'lone surrogates': () => graphql('{"query":"{ document(id: \\"\\ud800\\") { id } }"}'),
  'zero bytes and turned text': (n) => json({ query: 'query($name: String) { tasks(where: { name: { contains: $name } }) { totalCount } }', variables: { name: `\u0000\u202e\ufeff\u200b${'\u0301'.repeat(500)}${n}` } }),
  'prototype keys': () => graphql('{"query":"query($w: TaskFilter) { tasks(where: $w) { totalCount } }","variables":{"w":{"__proto__":{"kind":{"eq":"BLOCK"}},"constructor":{"prototype":{"x":1}}},"__proto__":{"w":1}},"__proto__":{"query":"{ x }"}}'),
  'prototype fields': (n) => json({ query: `{ ${['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'][n % 5]} }`, operationName: '__proto__' }),
  'deep nest of fields': () => json({ query: deep(3_000, ['{a', '}'], '{b}') }),
  'deep nest of lists': () => graphql(`{"query":"{ __typename }","variables":{"x":${deep(20_000, ['[', ']'], '1')}}}`),
  'deep value in a query': () => json({ query: `{ tasks(where: ${deep(2_000, ['{not:', '}'], '{}')}) { totalCount } }` }),
  'huge variables': () => json({ query: '{ __typename }', variables: { x: 'x'.repeat(95_000) } }),
  'too large a body': () => json({ query: '{ __typename }', variables: { x: 'x'.repeat(300_000) } }),
  'a thousand aliases': (n) => json({ query: `{ ${Array.from({ length: 1_000 }, (_, at) => `a${at}_${n}: __typename`).join(' ')} }` }),
  'fragments in a circle': () => json({ query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' }),
  'directives by the hundred': () => json({ query: `{ __typename ${'@include(if: true) '.repeat(300)} }` }),
  'numbers out of range': (n) => json({ query: `{ tasks(first: ${['1e999', '99999999999999999999', '-1', '0.5'][n % 4]}) { totalCount } }` }),
  'bad cursor': (n) => json({ query: `{ tasks(first: 1, after: "${Buffer.from(`{"n":${n}}`).toString('base64')}") { totalCount } }` }),
  'a key that is none': (n) => graphql(TYPENAME, { Authorization: ['Bearer', `Bearer ${'x'.repeat(5_000)}`, 'Basic YTpi', `Bearer eyJhbGciOiJub25lIn0.e30.${n}`][n % 4] ?? '' }),
};
