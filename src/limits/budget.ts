import { createClient } from '@redis/client';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Role } from '../access/caller';
import { rateLimited } from '../errors';

export type Budgets = Record<Role, number>;
/** What a caller has left of its minute, and in how many seconds the next one begins. */
export interface Left { limit: number; remaining: number; seconds: number }

const WINDOW_S = 60;
/** A shared store that does not answer within this holds up one answer, and then none for a while. */
const PATIENCE_MS = 300;
const PAUSE_MS = 5_000;
const MARGIN_MS = 1_000;

type Counters = Record<Role, RateLimiterAbstract>;
const countersOf = (budgets: Budgets, make: (role: string, points: number) => RateLimiterAbstract): Counters =>
  Object.fromEntries(Object.entries(budgets).map(([role, points]) => [role, make(role, points)])) as Counters;

/** Points per minute of each caller: counted in this process, or for all copies together in a Redis-compatible store. */
export class Budget {
  private readonly own: Counters;
  private awayUntil = 0;

  constructor(private readonly budgets: Budgets, private readonly shared?: Shared) {
    this.own = countersOf(budgets, (keyPrefix, points) => new RateLimiterMemory({ keyPrefix, points, duration: WINDOW_S }));
  }

  /** Takes points, or throws RATE_LIMITED; what is refused takes none. */
  async take(role: Role, key: string, points: number): Promise<Left> {
    const counter = this.shared && Date.now() >= this.awayUntil ? this.shared.counters[role] : undefined;
    if (!counter) return this.takeFrom(this.own[role], role, key, points);
    try {
      return await inTime(this.takeFrom(counter, role, key, points));
    } catch (error) {
      if (error instanceof NoPoints) throw error;
      // Counting by ourselves is better than refusing everybody, or letting everybody through.
      if (this.awayUntil === 0 || Date.now() - this.awayUntil > PAUSE_MS) this.shared?.tell('GAZETTE_REDIS_URL: nothing answers there; each copy counts budgets by itself until it does');
      this.awayUntil = Date.now() + PAUSE_MS;
      return this.takeFrom(this.own[role], role, key, points);
    }
  }

  async close(): Promise<void> {
    await this.shared?.close();
  }

  private async takeFrom(counter: RateLimiterAbstract, role: Role, key: string, points: number): Promise<Left> {
    const limit = this.budgets[role];
    try {
      const { consumedPoints, msBeforeNext } = await counter.consume(key, points);
      return { limit, remaining: limit - consumedPoints, seconds: secondsOf(msBeforeNext) };
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      // Given back too late it would be a present for the next minute.
      if (refused.msBeforeNext > MARGIN_MS) await counter.reward(key, points);
      throw new NoPoints({ limit, remaining: Math.max(0, limit - refused.consumedPoints + points), seconds: secondsOf(refused.msBeforeNext) });
    }
  }
}

/** A caller has not enough points left for what it asks. */
export class NoPoints extends Error {
  readonly told: ReturnType<typeof rateLimited>;
  constructor(readonly left: Left) {
    super('no points left');
    this.told = rateLimited(left.seconds);
  }
}

const secondsOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1_000));

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error('late')), PATIENCE_MS); });
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Counters that all copies share. */
export interface Shared { counters: Counters; tell: (line: string) => void; close: () => Promise<void> }

/** Goes on connecting by itself: the store may come later than we do, and go away. */
export function sharedCounters(budgets: Budgets, url: string, tell: (line: string) => void): Shared {
  const client = createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 2_000, reconnectStrategy: (tries) => Math.min(5_000, 100 * 2 ** Math.min(tries, 6)) } });
  // What goes wrong shows in `take`, which says it once and not with every try.
  client.on('error', () => undefined);
  client.connect().catch(() => undefined);
  return {
    tell,
    counters: countersOf(budgets, (role, points) => new RateLimiterRedis({ storeClient: client, useRedisPackage: true, keyPrefix: `gazette-graph:${role}`, points, duration: WINDOW_S, rejectIfRedisNotReady: true })),
    close: async () => client.destroy(),
  };
}
