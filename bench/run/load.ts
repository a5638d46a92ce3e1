import { Pool } from 'undici';

/** A request that is ready to be sent, so that preparing it is no part of what is measured. */
export interface Prepared { path: string; body: string }
export interface Latencies { p50: number; p95: number; p99: number }
export interface Loaded extends Latencies { requests: number; errors: number; seconds: number; bytes: number; firstError?: string }

/** So many clients at once, each sending its next request when the last was answered, over kept connections. */
export async function closedLoop(origin: string, requests: readonly Prepared[], { concurrency, seconds }: { concurrency: number; seconds: number }): Promise<Loaded> {
  return sending(origin, concurrency, async (send) => {
    const until = performance.now() + seconds * 1000;
    let next = 0;
    await Promise.all(Array.from({ length: concurrency }, async () => {
      while (performance.now() < until) {
        await send(requests[next++ % requests.length] as Prepared, performance.now());
      }
    }));
  });
}

/**
 * Requests that arrive at a fixed rate, whatever has become of those before. Each one's time counts from when it was due,
 * so that a server that falls behind is seen to do so.
 */
export async function openLoop(origin: string, requests: readonly Prepared[], { rate, seconds }: { rate: number; seconds: number }): Promise<Loaded> {
  return sending(origin, OPEN_CONNECTIONS, async (send) => {
    const begun = performance.now();
    const underway: Promise<void>[] = [];
    for (let at = 0; at < rate * seconds; at += 1) {
      const due = begun + (at * 1000) / rate;
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      underway.push(send(requests[at % requests.length] as Prepared, due));
    }
    await Promise.all(underway);
  });
}

const OPEN_CONNECTIONS = 64;
/** How an answer of GraphQL begins when something went wrong. */
const WRONG = Buffer.from('{"errors"');

type Send = (request: Prepared, since: number) => Promise<void>;

async function sending(origin: string, connections: number, work: (send: Send) => Promise<void>): Promise<Loaded> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const times: number[] = [];
  let [errors, bytes, firstError] = [0, 0, undefined as string | undefined];
  const begun = performance.now();
  try {
    await work(async ({ path, body }, since) => {
      try {
        const response = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json' }, body });
        const answer = Buffer.from(await response.body.arrayBuffer());
        bytes += answer.length;
        if (response.statusCode !== 200 || answer.subarray(0, WRONG.length).equals(WRONG)) {
          errors += 1;
          firstError ??= answer.toString('utf8', 0, 300);
        }
      } catch (error) {
        errors += 1;
        firstError ??= String(error);
      }
      times.push(performance.now() - since);
    });
    const seconds = (performance.now() - begun) / 1000;
    return { requests: times.length, errors, seconds, bytes, ...percentiles(times), firstError };
  } finally {
    await pool.close();
  }
}

function percentiles(times: number[]): Latencies {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
