import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import express, { type RequestHandler } from 'express';
import { ANYBODY, type Caller } from '../access/caller';
import type { RequestContext } from '../query/context';
import type { AnswerCache } from './answer-cache';
import { isDeepQuery, refuseDeepBody } from './depth';

/** A request whose body was read before Express saw it. */
type Read = IncomingMessage & { text?: string };

export interface Plain {
  app: RequestListener;
  apollo: ApolloServer<RequestContext>;
  context: (caller: Caller) => RequestContext;
  cache?: AnswerCache;
  /** What may be asked is another one after this has changed. */
  edition: () => string;
  /** Of which state of the graph the answer to a caller is, once it is known. */
  stateOf: (caller: Caller | undefined) => string | undefined;
  callerOf: (response: ServerResponse) => Caller | undefined;
  failed: (error: unknown, response: ServerResponse) => void;
}

const MOST = 100_000;
const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i;

/**
 * What nearly all requests are, a JSON body from a caller without a key, is looked up among the answers that are kept and
 * else handed to Apollo without Express, which would take as long as Apollo itself does. Everything else (a key, an
 * encoding, a length that is not said, GET, what is not well formed) is for Express.
 */
export function plainFirst(plain: Plain): RequestListener {
  const { app, cache, edition, stateOf, callerOf, failed } = plain;
  return (request: Read, response) => {
    const { method, headers, url = '' } = request;
    if (headers.authorization !== undefined || !/^\/graphql(?:$|\?)/.test(url)) return app(request, response);
    const key = (body: string): string => [method, url, headers.accept ?? '', edition(), body].join('\n');
    // A GET that carries neither header is what Apollo refuses as possibly forged.
    if (cache && method === 'GET' && (headers['apollo-require-preflight'] ?? headers['x-apollo-operation-name'])) {
      cache.answers(key(''), request, response, () => stateOf(callerOf(response))).then((done) => { if (!done) app(request, response); }).catch((error: unknown) => failed(error, response));
      return;
    }
    const length = Number(headers['content-length']);
    if (method !== 'POST' || !(length > 0 && length <= MOST) || headers['content-encoding'] !== undefined || !JSON_TYPE.test(headers['content-type'] ?? '')) return app(request, response);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // A byte order mark is left out, as Express does it.
      const text = new TextDecoder().decode(Buffer.concat(chunks));
      request.text = text;
      let caller: Caller | undefined;
      const answer = async (): Promise<void> => {
        if (await cache?.answers(key(text), request, response, () => stateOf(caller ?? callerOf(response)))) return;
        const body = wellFormed(text);
        if (body === undefined) return app(request, response);
        caller = { ...ANYBODY, requestId: randomUUID() };
        await handOver(plain, request, response, body, caller);
      };
      answer().catch((error: unknown) => failed(error, response));
    });
  };
}

/** Undefined when there is something wrong with it, which Express then says. */
function wellFormed(text: string): object | undefined {
  try {
    refuseDeepBody(undefined, undefined, Buffer.from(text));
    const body = JSON.parse(text) as unknown;
    return typeof body === 'object' && body !== null && !isDeepQuery((body as { query?: unknown }).query) ? body : undefined;
  } catch {
    return undefined;
  }
}

async function handOver({ apollo, context }: Plain, { method = '', url = '', headers }: IncomingMessage, response: ServerResponse, body: object, caller: Caller): Promise<void> {
  const given = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(', ') : value);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: given, body, search: url.slice('/graphql'.length) }, context: () => Promise.resolve(context(caller)),
  });
  response.statusCode = answer.status ?? 200;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader('X-Request-Id', caller.requestId);
  if (answer.body.kind === 'complete') return void response.end(answer.body.string);
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

const parse = express.json({ limit: '100kb', verify: refuseDeepBody });

/** The body as JSON, also of a request that was read before. */
export const jsonBody: RequestHandler = (request, response, next) => {
  const { text } = request as unknown as Read;
  if (text === undefined) return parse(request, response, next);
  try {
    refuseDeepBody(request, response, Buffer.from(text));
    request.body = JSON.parse(text) as unknown;
  } catch (error) {
    return next(Object.assign(error as Error, { status: 400 }));
  }
  next();
};
