import { question } from './cypher';
import type { Store } from './store';

const GRAPH_STATE = question('provenance/graph-state');

/** A load that will change a graph says so this long before its first change can be seen. */
export const NOTICE_MS = 3_000;
/** Who asks is told what was seen at most so long ago. */
const TRUST_MS = 1_000;
/** What a clock and a busy process may be off. */
const MARGIN_MS = 250;

/** What the graph is known to be, and until when by itself. Without a stamp nothing was seen. */
export interface Lease { stamp: string | undefined; until: number }
interface Look { stamp: string; announced: boolean }

/**
 * Knows in which state the graph is, without asking it for every answer: as a load announces itself, one look that sees
 * no announcement is good for a while. `look` tells one state from every other.
 */
export class GraphWatch {
  private seen: Lease & { at: number } = { stamp: undefined, until: 0, at: -Infinity };
  private looking: Promise<void> | undefined;

  constructor(private readonly look: () => Promise<Look | undefined>, private readonly now: () => number = () => performance.now()) {}

  static of(store: Store): GraphWatch {
    return new GraphWatch(async () => {
      const [state] = await store.latest(GRAPH_STATE);
      return state && { stamp: state[0] as string, announced: state[1] === true };
    });
  }

  /** The state from now on. */
  async lease(): Promise<Lease> {
    const now = this.now();
    if (now - this.seen.at > TRUST_MS || now > this.seen.until) await this.lookAfter(now);
    return this.seen;
  }

  /** Which graph there is; undefined while nobody can say. */
  async graph(): Promise<{ version: string; loadedAt: string } | undefined> {
    const [version, loadedAt] = (await this.lease()).stamp?.split(' ') ?? [];
    return version === undefined || loadedAt === undefined ? undefined : { version, loadedAt };
  }

  /** Whether the graph was in the state of a lease all the time since. */
  async held({ stamp, until }: Lease): Promise<boolean> {
    const now = this.now();
    if (now <= until) return true;
    await this.lookAfter(now);
    return this.seen.stamp === stamp;
  }

  /** Everybody who waits shares one look, if that is begun late enough for all. */
  private async lookAfter(time: number): Promise<void> {
    for (let looks = 0; looks < 2 && this.seen.at < time; looks += 1) await (this.looking ??= this.lookOnce());
  }

  private async lookOnce(): Promise<void> {
    const at = this.now();
    try {
      const found = await this.look();
      this.seen = { stamp: found?.stamp, until: found && !found.announced ? at + NOTICE_MS - MARGIN_MS : 0, at };
    } catch {
      // Who cannot look does not know; the question itself will say what is wrong.
      this.seen = { stamp: undefined, until: 0, at };
    } finally {
      this.looking = undefined;
    }
  }
}
