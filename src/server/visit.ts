import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import proxyaddr from 'proxy-addr';
import { ANYBODY, type Caller } from '../access/caller';
import { type RequestEnded, requests } from '../signals';

/** One request, from its first byte to the end of its answer: who sends it, and what becomes of it. */
export interface Visit extends Caller, Pick<RequestEnded, 'operation' | 'hash' | 'cost' | 'statements' | 'kept'> {
  /** Where it comes from, as far as trusted proxies say. */
  address: string;
  /** What is asked for, as soon as it has been told from all other paths; nothing is told of those. */
  route: RequestEnded['route'] | null;
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

export function begin(request: IncomingMessage, response: ServerResponse, addressOf: (request: IncomingMessage) => string): Visit {
  const begun = performance.now();
  const gone = new AbortController();
  const visit: Visit = { ...ANYBODY, requestId: randomUUID(), address: addressOf(request), route: null, operation: null, hash: null, cost: null, statements: 0, kept: false, admitted: false, signal: gone.signal };
  visits.set(response, visit);
  response.setHeader('X-Request-Id', visit.requestId);
  const { socket } = request;
  // An answer has no connection while those to earlier requests of the same one are sent, and would not hear that it ended.
  const cut = (): void => {
    if (response.socket || response.writableFinished) return;
    response.destroy();
    response.emit('close');
  };
  // However many were sent at once.
  socket.setMaxListeners(0).once('close', cut);
  response.once('close', () => {
    socket.off('close', cut);
    const whole = response.writableFinished;
    if (!whole) gone.abort();
    const { route, requestId, role, name: caller, operation, hash, cost, statements, kept, failure } = visit;
    if (route === null || !requests.hasSubscribers) return;
    requests.publish({ requestId, method: request.method ?? '', route, role, caller, operation, hash, cost, statements, kept, status: response.statusCode, outcome: failure ?? (whole ? 'OK' : 'GONE'), ms: performance.now() - begun, traceparent: request.headers.traceparent?.toString() ?? null } satisfies RequestEnded);
  });
  return visit;
}
