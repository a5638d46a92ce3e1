import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import express, { type RequestHandler } from 'express';
import type { RequestContext } from '../query/context';
import type { DepthLimit } from '../limits/depth';
import type { Limits } from '../limits/limits';
import type { AnswerCache } from './answer-cache';
import { type Visit, visitOf } from './visit';

/** A request whose body was read before Express saw it. */
type Read = IncomingMessage & { text?: string };

export interface Plain {
  app: RequestListener;
  apollo: ApolloServer<RequestContext>;
  context: (visit: Visit) => RequestContext;
  cache?: AnswerCache;
  /** What may be asked is another one after this has changed. */
  edition: () => string;
  limits: Limits;
  depth: DepthLimit;
  /** Whether a request is let in; otherwise it was answered. */
  admit: (response: ServerResponse) => Promise<boolean>;
  failed: (error: unknown, response: ServerResponse) => void;
}

const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i;

/**
 * What nearly all requests are, a JSON body from a caller without a key, is looked up among the answers that are kept and
 * else handed to Apollo without Express, which would take as long as Apollo itself does. Everything else (a key, an
 * encoding, a length that is not said, GET, what is not well formed) is for Express.
 */
export function plainFirst(plain: Plain): (request: IncomingMessage, response: ServerResponse) => void {
  const { app, cache, edition, limits, admit, failed } = plain;
  return (request: Read, response) => {
    const { method, headers, url = '' } = request;
    if (headers.authorization !== undefined || !/^\/graphql(?:$|\?)/.test(url)) return app(request, response);
    visitOf(response).route = '/graphql';
    const key = (body: string): string => [method, url, headers.accept ?? '', edition(), body].join('\n');
    // A GET that carries neither header is what Apollo refuses as possibly forged.
    if (cache && method === 'GET' && (headers['apollo-require-preflight'] ?? headers['x-apollo-operation-name'])) {
      const answer = async (): Promise<void> => {
        if (await admit(response) && !await cache.answers(key(''), request, response)) app(request, response);
      };
      answer().catch((error: unknown) => failed(error, response));
      return;
    }
    const length = Number(headers['content-length']);
    if (method !== 'POST' || !(length > 0 && length <= limits.body) || headers['content-encoding'] !== undefined || !JSON_TYPE.test(headers['content-type'] ?? '')) return app(request, response);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // A byte order mark is left out, as Express does it.
      const text = new TextDecoder().decode(Buffer.concat(chunks));
      request.text = text;
      const answer = async (): Promise<void> => {
        if (!await admit(response) || await cache?.answers(key(text), request, response)) return;
        const body = wellFormed(text, plain.depth);
        if (body === undefined) return app(request, response);
        await handOver(plain, request, response, body);
      };
      answer().catch((error: unknown) => failed(error, response));
    });
  };
}

/** Undefined when there is something wrong with it, which Express then says. */
function wellFormed(text: string, depth: DepthLimit): object | undefined {
  try {
    depth.refuseJson(text);
    const body = JSON.parse(text) as unknown;
    if (typeof body !== 'object' || body === null) return undefined;
    const { query } = body as { query?: unknown };
    if (typeof query === 'string') depth.refuseQuery(query);
    return body;
  } catch {
    return undefined;
  }
}

async function handOver({ apollo, context }: Plain, { method = '', url = '', headers }: IncomingMessage, response: ServerResponse, body: object): Promise<void> {
  const given = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(', ') : value);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: given, body, search: url.slice('/graphql'.length) }, context: () => Promise.resolve(context(visitOf(response))),
  });
  response.statusCode = answer.status ?? 200;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (answer.body.kind === 'complete') return void response.end(answer.body.string);
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

/** The body as JSON, also of a request that was read before. */
export function jsonBody(limits: Limits, depth: DepthLimit): RequestHandler {
  const parse = express.json({ limit: limits.body, verify: (_request, _response, body) => depth.refuseJson(body.toString('utf8')) });
  return (request, response, next) => {
    const { text } = request as unknown as Read;
    if (text === undefined) return parse(request, response, next);
    try {
      depth.refuseJson(text);
      request.body = JSON.parse(text) as unknown;
    } catch (error) {
      return next(Object.assign(error as Error, { status: 400 }));
    }
    next();
  };
}

/** For the query of a parsed body, and for the parameters of an address. */
export function refuseDeepQuery(depth: DepthLimit): RequestHandler {
  return (request, _response, next) => {
    const body = request.body as { query?: unknown } | undefined;
    const { query, ...values } = request.query;
    for (const text of [body?.query, query]) if (typeof text === 'string') depth.refuseQuery(text);
    for (const text of Object.values(values).flat()) if (typeof text === 'string') depth.refuseJson(text);
    next();
  };
}
