import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';
import type { AnswerCache } from './answer-cache';
import { refuseDeepBody } from './depth';

/** A request whose body was read before Express saw it. */
type Read = IncomingMessage & { text?: string };

const MOST = 100_000;
const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i;

/**
 * What anybody asks is first looked up among the answers that are kept, before Express and Apollo take part in it. What
 * is not plain (a key, an encoding, a length that is not said) goes straight to them.
 */
export function lookedUp(cache: AnswerCache, app: RequestListener, stateOf: (response: ServerResponse) => string | undefined): RequestListener {
  return (request: Read, response) => {
    const { method, headers, url = '' } = request;
    const next = (): void => app(request, response);
    if (headers.authorization !== undefined || !/^\/graphql(?:$|\?)/.test(url)) return next();
    const look = (body: string): void => {
      cache.answers([method, url, headers.accept ?? '', body].join('\n'), request, response, () => stateOf(response)).then((done) => { if (!done) next(); }, next);
    };
    // A GET that carries neither header is what Apollo refuses as possibly forged.
    if (method === 'GET' && (headers['apollo-require-preflight'] ?? headers['x-apollo-operation-name'])) return look('');
    const length = Number(headers['content-length']);
    if (method !== 'POST' || !(length > 0 && length <= MOST) || headers['content-encoding'] !== undefined || !JSON_TYPE.test(headers['content-type'] ?? '')) return next();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      request.text = Buffer.concat(chunks).toString('utf8');
      look(request.text);
    });
  };
}

const parse = express.json({ limit: '100kb', verify: refuseDeepBody });

/** The body as JSON, also of a request that was looked up. */
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
