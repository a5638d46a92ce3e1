import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import neo4j from 'neo4j-driver';
import { SHAPES } from '../shapes/shapes';
import type { Case, Run } from '../shapes/shape';
import { address, answerTo, run as serve } from './child';

/** The limit: the best Cypher that we can write for one question, one statement by itself, and its answer straight out as JSON. */
async function main(): Promise<void> {
  const { uri, user, password } = address();
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const run: Run = async (cypher, params) => {
    const session = driver.session({ database: 'neo4j', defaultAccessMode: neo4j.session.READ });
    try {
      return (await session.run(cypher, integers(params))).records.map((record) => record.toObject());
    } finally {
      await session.close();
    }
  };
  const server = createServer((request, response) => {
    const shape = SHAPES.find(({ key }) => request.url === `/${key}`);
    if (!shape) return void response.writeHead(404).end();
    body(request).then((text) => shape.raw(run, JSON.parse(text) as Case)).then(
      (answer) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  answerTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, neo4j);
}

const integers = (params: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' && Number.isSafeInteger(value) ? neo4j.int(value) : value]));

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

serve(main);
