import type { AddressInfo } from 'node:net';
import { boundedServer } from '../../src/server/connections';
import { graphql, open, sendRaw } from '../faults/raw';

/** What a connection may take: the server alone, with bounds of a second. */
const LARGE = Buffer.alloc(40_000_000, 'x');
const server = boundedServer({ most: 3, header: 1, request: 2, answer: 1, idle: 65 });
let port: number;
beforeAll(async () => {
  server.on('request', (request, response) => {
    request.resume().once('end', () => response.end(request.url === '/large' ? LARGE : 'well'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }));

test.each([
  ['no HTTP', '\u0016\u0003\u0001', 400], ['two lengths', graphql('{}', { 'content-length': '1\r\nContent-Length: 7' }), 400], ['a header that is too large', graphql('{}', { Cookie: 'x'.repeat(20_000) }), 431],
  ['a header that never ends', 'GET / HTTP/1.1\r\nHost: a\r\n', 408], ['a body that never ends', graphql('{', { 'Content-Length': '7' }), 408], ['a connection that says nothing', '', 408],
])('%s is answered with a documented code and is not listened to any longer', async (_what, bytes, status) => {
  const answer = await sendRaw(port, bytes, 8_000);
  expect([answer.status, JSON.parse(answer.text.split('\r\n\r\n')[1] ?? '')]).toEqual([status, { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown })] }]);
  expect(answer.ms).toBeLessThan(6_000);
});

test('who does not read an answer is cut off, who reads it is not', async () => {
  const reader = await open(port);
  reader?.pause().on('error', () => undefined).write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  // What was on its way still comes, and then the end.
  let read = 0;
  await new Promise((resolve) => reader?.on('data', (chunk: Buffer) => { read += chunk.length; }).once('close', resolve).resume());
  expect(read).toBeLessThan(LARGE.length);
  expect((await sendRaw(port, 'GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).text.length).toBeGreaterThan(LARGE.length);
});

test('more connections than there may be are closed at once, and let in when there is room', async () => {
  const held = await Promise.all([open(port), open(port), open(port)]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await sendRaw(port, graphql('{}'), 500)).status).toBe(0);
  for (const socket of held) socket?.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await sendRaw(port, graphql('{}'))).status).toBe(200);
});
