import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import proxyaddr from 'proxy-addr';
import { ANYBODY, type Caller } from '../access/caller';
import { type RequestEnded, requests } from '../signals';

/** One request, from its first byte to the end of its answer: who sends it, and what becomes of it. */
export interface Visit extends Caller, Pick<RequestEnded, 'operation' | 'hash' | 'cost' | 'statements' | 'kept'> {
  /** Where it comes from, as far as trusted proxies say. */
  address: string;
  /** Whether it was let in already. */
  admitted: boolean;
  /** The code of its first error. */
  failure?: RequestEnded['outcome'];
  /** The state of the graph that its answer is of, where that is known. */
  stamp?: string;
  /** Aborted when its sender is gone before the answer was sent. */
  signal: AbortSignal;
}

const visits = new WeakMap<ServerResponse, Visit>();
export const visitOf = (response: ServerResponse): Visit => visits.get(response) as Visit;

/** Where a request comes from: the nearest address that is none of the proxies whose word is taken. */
export function addressBehind(proxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = proxyaddr.compile([...proxies]);
  return (request) => (proxies.length === 0 ? request.socket.remoteAddress : proxyaddr(request, trusted)) ?? '';
}

/** Health, metrics and the page are asked for all the time and tell nothing about callers. */
const ROUTES = /^\/(?:graphql|export|load)(?=[/?]|$)/;

export function begin(request: IncomingMessage, response: ServerResponse, addressOf: (request: IncomingMessage) => string): Visit {
  const begun = performance.now();
  const gone = new AbortController();
  // Express cuts it short on the way.
  const [route] = ROUTES.exec(request.url ?? '') ?? [];
  const visit: Visit = { ...ANYBODY, requestId: randomUUID(), address: addressOf(request), operation: null, hash: null, cost: null, statements: 0, kept: false, admitted: false, signal: gone.signal };
  visits.set(response, visit);
  response.setHeader('X-Request-Id', visit.requestId);
  response.once('close', () => {
    const whole = response.writableFinished;
    if (!whole) gone.abort();
    if (route === undefined || !requests.hasSubscribers) return;
    const { requestId, role, name: caller, operation, hash, cost, statements, kept, failure } = visit;
    requests.publish({ requestId, method: request.method ?? '', route, role, caller, operation, hash, cost, statements, kept, status: response.statusCode, outcome: whole ? failure ?? 'OK' : 'GONE', ms: performance.now() - begun, traceparent: request.headers.traceparent?.toString() ?? null } satisfies RequestEnded);
  });
  return visit;
}
