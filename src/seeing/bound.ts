/** How many lines of one sort are written in a stretch of time. */
export const MOST = 20;
export const STRETCH_MS = 10_000;

/** What is said too often is left out, and then it is said how often: a flood of requests must not fill a disk. */
export class Bound {
  private readonly said = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  /** Every stretch ends by telling how many of each sort were left out. */
  constructor(private readonly tell: (sort: string, leftOut: number) => void) {}

  /** Whether one more of a sort may be said. */
  allows(sort: string): boolean {
    const times = (this.said.get(sort) ?? 0) + 1;
    this.said.set(sort, times);
    this.timer ??= setTimeout(() => this.end(), STRETCH_MS).unref();
    return times <= MOST;
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const [sort, times] of this.said) if (times > MOST) this.tell(sort, times - MOST);
    this.said.clear();
  }
}
