import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { GraphWatch } from '../store/watch';
import { visitOf } from './visit';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ANSWERS = 20_000;
/** What an answer takes beside its body and its key. */
const OVERHEAD = 1_000;
/** Larger answers are not kept: they would push out a great many others. */
const LARGEST = 4 * 1024 * 1024;

interface Kept { body: Buffer; headers: Record<string, string>; stamp: string; day: number }

/** Answers without `asOf` are about today, and the day begins in Shanghai, where no clock is ever put forward. */
const dayAt = (time: number): number => Math.floor((time + 8 * 3_600_000) / 86_400_000);

/** Whole answers as they were sent, by everything they depend on: what was asked and how, the state of the graph, and the day. */
export class AnswerCache {
  private readonly kept = new LRUCache<string, Kept>({ maxSize: MOST_BYTES, max: MOST_ANSWERS, sizeCalculation: ({ body }, key) => body.length + 2 * key.length + OVERHEAD });

  private hits = 0;
  private misses = 0;

  constructor(private readonly watch: GraphWatch, private readonly now: () => number = Date.now) {}

  /** How it goes, for the metrics. */
  counts(): { hits: number; misses: number; entries: number; bytes: number } {
    return { hits: this.hits, misses: this.misses, entries: this.kept.size, bytes: this.kept.calculatedSize };
  }

  /** Answers from what is kept; otherwise false, and what is sent in the end is kept, if it is known of which state it is. */
  async answers(key: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const kept = this.kept.get(key);
    const day = dayAt(this.now());
    if (kept && kept.day === day && (await this.watch.lease()).stamp === kept.stamp) {
      visitOf(response).kept = true;
      this.hits += 1;
      send(kept, request, response);
      return true;
    }
    this.misses += 1;
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    response.end = ((...given: unknown[]) => {
      const [body, { stamp }] = [bytes(given), visitOf(response)];
      if (response.statusCode === 200 && stamp !== undefined && body && body.length <= LARGEST) this.kept.set(key, { body: ownCopy(body), headers: headersOf(response), stamp, day });
      return end(...given);
    }) as typeof response.end;
    return false;
  }
}

/** Small buffers are parts of a larger one, which would be kept with them. */
function ownCopy(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.length);
  body.copy(copy);
  return copy;
}

function bytes([chunk, encoding]: unknown[]): Buffer | undefined {
  if (typeof chunk === 'string') return Buffer.from(chunk, typeof encoding === 'string' ? encoding as BufferEncoding : 'utf8');
  return Buffer.isBuffer(chunk) ? chunk : undefined;
}

const headersOf = (response: ServerResponse): Record<string, string> =>
  Object.fromEntries(['content-type', 'cache-control', 'etag'].flatMap((name) => (response.hasHeader(name) ? [[name, String(response.getHeader(name))]] : [])));

function send({ body, headers }: Kept, request: IncomingMessage, response: ServerResponse): void {
  const same = request.method === 'GET' && headers.etag !== undefined && request.headers['if-none-match'] === headers.etag;
  response.writeHead(same ? 304 : 200, same ? headers : { ...headers, 'content-length': body.length });
  response.end(same ? undefined : body);
}
