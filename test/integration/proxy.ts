import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer as small as one can be: by turns, and to the next where nobody answers. Bodies are kept, so that a request can be sent again. */
export async function balance(addresses: string[]): Promise<{ url: string; stop: () => Promise<void>; servedBy: number[] }> {
  const servedBy = addresses.map(() => 0);
  let turn = 0;
  const pass = (at: number, left: number, from: IncomingMessage, body: Buffer, to: ServerResponse): void => {
    const onwards = request(new URL(from.url ?? '', addresses[at]), { method: from.method, headers: { ...from.headers, connection: 'close' } }, (answer) => {
      servedBy[at] = (servedBy[at] ?? 0) + 1;
      to.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-served-by': String(at) });
      answer.pipe(to);
    });
    onwards.on('error', () => {
      if (left > 0 && !to.headersSent) pass((at + 1) % addresses.length, left - 1, from, body, to);
      else to.writeHead(502).end();
    });
    onwards.end(body);
  };
  const server = createServer((from, to) => {
    const chunks: Buffer[] = [];
    from.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => pass(turn++ % addresses.length, addresses.length - 1, from, Buffer.concat(chunks), to));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, servedBy,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
