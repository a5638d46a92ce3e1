/** Numbers that a seed decides: the same seed gives the same ones on every machine. */
export class Random {
  private state: number;

  constructor(...seed: (string | number)[]) {
    // FNV-1a of the words of the seed.
    let hash = 0x811c9dc5;
    for (const character of seed.join('|')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    this.state = hash >>> 0;
  }

  /** From 0 up to, not with, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return at(items, this.between(0, items.length - 1));
  }

  /** The first items far more often than the last: the n-th with a weight of 1/n^`steepness`. */
  zipf(count: number, steepness = 1): number {
    const sums = cumulated(count, steepness);
    const wanted = this.next() * at(sums, count - 1);
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(sums, middle) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  pickZipf<T>(items: readonly T[], steepness = 1): T {
    return at(items, this.zipf(items.length, steepness));
  }

  /** Several different ones, at most as many as asked for. */
  several<T>(count: number, draw: () => T): T[] {
    const drawn = new Set<T>();
    for (let turn = 0; turn < count * 4 && drawn.size < count; turn += 1) drawn.add(draw());
    return [...drawn];
  }
}

export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${index} of ${items.length}`);
  return item;
}

const known = new Map<string, number[]>();
function cumulated(count: number, steepness: number): number[] {
  const key = `${count} ${steepness}`;
  const before = known.get(key);
  if (before) return before;
  let sum = 0;
  const sums = Array.from({ length: count }, (_, index) => (sum += 1 / (index + 1) ** steepness));
  known.set(key, sums);
  return sums;
}
