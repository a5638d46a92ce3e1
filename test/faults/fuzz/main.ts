import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { Random } from '../../../bench/generate/random';
import { STATUS } from '../../../src/errors';
import { isAlive } from '../../../src/runtime/platform';
import { ROOT, Server } from '../server';
import { post } from '../traffic';
import { type Request, Requests } from './requests';

/** `npm run fuzz [-- REQUESTS [SEED]]`: generated requests against the real server; each answer must have a documented code and tell nothing of the inside. */
const AT_ONCE = 8;
const PATIENCE_MS = 60_000;
const SHOWN = 10;
/** What only the inside knows: in an answer as a whole, and in what is told of an error. */
const INSIDE = /node_modules|\.(?:ts|js|mjs):\d+|bolt:\/\/|ECONN|Neo\.(?:Client|Transient|Database)/;
const INSIDE_ERRORS = /neo4j|\bMATCH\b|\bUNWIND\b|\bdriver\b|stacktrace|127\.0\.0\.1/i;

interface Answer { status: number; text: string }

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
function send(port: number, { method, path, headers, body }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent, timeout: PATIENCE_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.once('timeout', () => sent.destroy(new Error(`no answer in ${PATIENCE_MS / 1_000} s`)));
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The codes of an answer, and what is wrong with it, if anything is. */
function judge({ method }: Request, { status, text }: Answer): { codes: string[]; leak?: string } {
  if (INSIDE.test(text)) return { codes: [], leak: `it tells of the inside: ${INSIDE.exec(text)?.[0] ?? ''}` };
  let errors: { message?: string; extensions?: { code?: string } }[] | undefined;
  try {
    ({ errors } = JSON.parse(text) as { errors?: typeof errors });
  } catch {
    // An export, or the answer to a method that has none.
    return status < 400 || method === 'HEAD' ? { codes: [String(status)] } : { codes: [], leak: `${status} without a documented code` };
  }
  const codes = (errors ?? []).map((error) => error.extensions?.code ?? 'none');
  const undocumented = codes.find((code) => !(code in STATUS) || code === 'INTERNAL');
  if (undocumented !== undefined) return { codes, leak: `code ${undocumented}` };
  if (status >= 400 && codes.length === 0) return { codes, leak: `${status} without a code` };
  const told = INSIDE_ERRORS.exec(JSON.stringify(errors ?? []))?.[0];
  return { codes: codes.length > 0 ? [...new Set(codes)] : ['data'], ...(told === undefined ? {} : { leak: `an error tells of ${told}` }) };
}

async function poolOf(url: string): Promise<string[]> {
  const { data } = await post(url, JSON.stringify({ query: '{ tasks(first: 20) { nodes { id name } } documents(first: 20) { nodes { id name } } places(first: 20) { nodes { id name } } units(first: 20) { nodes { id name } } people(first: 20) { nodes { id name } } }' }));
  return Object.values(data as Record<string, { nodes: { id: string; name: string }[] }>).flatMap(({ nodes }) => nodes.flatMap(({ id, name }) => [id, name]));
}

async function main(count: number, seed: number): Promise<void> {
  console.error(`Seed ${seed}: npm run fuzz -- ${count} ${seed} sends the same requests`);
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const server = await Server.start({ dataDir: folder }).then((started) => started.untilServing());
  const { pid } = server;
  const byCode: Record<string, number> = {};
  let [sent, done, crashes, leaks, shown] = [0, 0, 0, 0, 0];
  const show = (what: string, asked: Request, answer?: Answer): void => {
    if (shown++ < SHOWN) console.error(`${what}\n  ${JSON.stringify(asked).slice(0, 4_000)}\n  ${answer ? `${answer.status} ${answer.text.slice(0, 1_000)}` : ''}`);
  };
  try {
    const requests = new Requests(buildSchema(readFileSync(join(ROOT, 'schema/schema.graphql'), 'utf8')), new Random(seed), await poolOf(server.url));
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (sent < count && crashes === 0) {
        sent += 1;
        const asked = requests.next();
        try {
          const answer = await send(server.port, asked);
          const { codes, leak } = judge(asked, answer);
          for (const code of codes) byCode[code] = (byCode[code] ?? 0) + 1;
          if (leak !== undefined) leaks += 1;
          if (leak !== undefined) show(leak, asked, answer);
        } catch (error) {
          show(`no answer: ${String(error)}`, asked);
          crashes += 1;
        }
        if ((done += 1) % 2_000 === 0) console.error(`${done} requests …`);
      }
    }));
    if (!isAlive(pid)) crashes += 1;
    console.error(Object.entries(byCode).sort(([, one], [, other]) => other - one).map(([code, times]) => `${code} ${times}`).join(', '));
    console.log(`${sent} requests, ${crashes} crashes, ${leaks} leaks`);
    process.exitCode = crashes + leaks === 0 ? 0 : 1;
  } finally {
    agent.destroy();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [count = '20000', seed = String(Math.floor(Math.random() * 1_000_000))] = process.argv.slice(2);
void main(Number(count), Number(seed));
