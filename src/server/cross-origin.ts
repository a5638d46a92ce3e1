import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';

const READABLE = ['ETag', 'Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'X-Request-Id', 'X-Graph-Version', 'Content-Disposition', 'Content-Location'];
const SENDABLE = ['Content-Type', 'Authorization', 'Apollo-Require-Preflight', 'X-Apollo-Operation-Name', 'If-None-Match', 'Traceparent'];
const DAY_S = 86_400;

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Lets pages of these origins ask from a browser. Keys are sent in a header by the page itself; cookies play no part. */
export function crossOrigin(origins: readonly string[]): Handler {
  if (origins.length === 0) return (_request, _response, next) => next();
  return cors({ origin: origins.includes('*') ? '*' : [...origins], methods: ['GET', 'HEAD', 'POST'], allowedHeaders: SENDABLE, exposedHeaders: READABLE, maxAge: DAY_S }) as Handler;
}
