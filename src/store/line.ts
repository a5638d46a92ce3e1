import { overloaded } from '../errors';

export interface LineOptions {
  /** How many are served at a time. */
  places: number;
  /** How many more may wait. */
  longest: number;
  /** How long one of them waits at most, in milliseconds. */
  patienceMs: number;
}

/** A bound on what is done at a time, with a short queue in front of it: who finds it full, or waits too long, is told OVERLOADED. */
export class Line {
  private busy = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly options: LineOptions) {}

  get served(): number { return this.busy; }
  get waiting(): number { return this.queue.length; }

  /** Does the work in its turn. Nothing of it is begun when the caller is gone by then. */
  async inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.enter(signal);
    try {
      return await work();
    } finally {
      this.busy -= 1;
      this.queue.shift()?.();
    }
  }

  private enter(signal?: AbortSignal): Promise<void> | void {
    signal?.throwIfAborted();
    if (this.busy < this.options.places) {
      this.busy += 1;
      return;
    }
    if (this.queue.length >= this.options.longest) throw overloaded();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
      };
      const turn = (): void => {
        leave();
        this.busy += 1;
        resolve();
      };
      const giveUp = (reason: unknown): void => {
        leave();
        this.queue.splice(this.queue.indexOf(turn), 1);
        reject(reason as Error);
      };
      const gone = (): void => giveUp(signal?.reason);
      const timer = setTimeout(() => giveUp(overloaded()), this.options.patienceMs);
      signal?.addEventListener('abort', gone);
      this.queue.push(turn);
    });
  }
}
