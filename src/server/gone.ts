import type { ServerResponse } from 'node:http';

/** Aborts when the other side goes away before it has its answer. */
export function goneFrom(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => { if (!response.writableFinished) gone.abort(); });
  return gone.signal;
}
