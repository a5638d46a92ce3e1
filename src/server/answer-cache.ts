import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';

/** An answer is served again for as long as the graph is known not to have changed, at most so long after that was seen. */
export const STALE_MS = 1_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Larger answers are not kept: they would push out a great many others. */
const LARGEST = 1024 * 1024;

/** What the graph was seen to be, in an answer to a question sent at this time. */
interface Seen { stamp: string; sentAt: number }
interface Kept { body: Buffer; headers: Record<string, string>; stamp: string; madeAt: number; day: number }

/** Answers without `asOf` are about today, and the day begins in Shanghai, where no clock is ever put forward. */
const dayAt = (time: number): number => Math.floor((time + 8 * 3_600_000) / 86_400_000);

/**
 * Whole answers as they were sent, by everything they depend on: what was asked and how, the graph, and the day. An answer
 * belongs to a state of the graph when that was seen before it was begun and again after it was made: nothing was loaded in
 * between. `stampOf` tells one state from another.
 */
export class AnswerCache {
  private readonly kept = new LRUCache<string, Kept>({ maxSize: MOST_BYTES, sizeCalculation: ({ body }, key) => body.length + key.length });
  private seen: Seen | undefined;
  private looking: Promise<void> | undefined;

  constructor(private readonly stampOf: () => Promise<string | undefined>, private readonly now: () => number = Date.now) {}

  /** Answers from what is kept; otherwise false, and what `response` is sent is kept if `mayKeep` says so when it ends. */
  async answers(key: string, request: IncomingMessage, response: ServerResponse, mayKeep: () => boolean): Promise<boolean> {
    const kept = this.kept.get(key);
    if (kept && kept.day === dayAt(this.now()) && await this.holds(kept)) {
      send(kept, request, response);
      return true;
    }
    await this.see(this.now() - STALE_MS);
    this.watch(key, response, mayKeep);
    return false;
  }

  private async holds({ stamp, madeAt }: Kept): Promise<boolean> {
    await this.see(Math.max(madeAt, this.now() - STALE_MS));
    return this.seen?.stamp === stamp;
  }

  /** Looks at the graph, unless that was done since `time`; everybody who waits shares one look. */
  private async see(time: number): Promise<void> {
    for (let looks = 0; looks < 2 && (this.seen?.sentAt ?? 0) < time; looks += 1) await (this.looking ??= this.look());
  }

  private async look(): Promise<void> {
    const sentAt = this.now();
    try {
      const stamp = await this.stampOf();
      this.seen = stamp === undefined ? undefined : { stamp, sentAt };
    } catch {
      // Who cannot look does not know; the question itself will say what is wrong.
      this.seen = undefined;
    } finally {
      this.looking = undefined;
    }
  }

  private watch(key: string, response: ServerResponse, mayKeep: () => boolean): void {
    const [stamp, day] = [this.seen?.stamp, dayAt(this.now())];
    if (stamp === undefined) return;
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    response.end = ((...given: unknown[]) => {
      const [chunk, encoding] = given;
      if (response.statusCode === 200 && !response.headersSent && mayKeep() && (typeof chunk === 'string' || Buffer.isBuffer(chunk))) {
        const body = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding as BufferEncoding : 'utf8') : chunk;
        const headers = Object.fromEntries(['content-type', 'cache-control', 'etag'].flatMap((name) => (response.hasHeader(name) ? [[name, String(response.getHeader(name))]] : [])));
        if (body.length <= LARGEST) this.kept.set(key, { body, headers, stamp, madeAt: this.now(), day });
      }
      return end(...given);
    }) as typeof response.end;
  }
}

function send({ body, headers }: Kept, request: IncomingMessage, response: ServerResponse): void {
  const same = request.method === 'GET' && headers.etag !== undefined && request.headers['if-none-match'] === headers.etag;
  response.setHeader('X-Request-Id', randomUUID());
  response.writeHead(same ? 304 : 200, same ? headers : { ...headers, 'content-length': body.length });
  response.end(same ? undefined : body);
}
