/**
 * How large a value can become at most. The database ends a query that runs too long or holds too much, but only from row
 * to row: inside one expression it neither looks at the clock nor counts memory, and a text doubled thirty times takes it
 * down. So the bound is known before anything runs.
 */
export interface Size {
  /** Written out in full, what it shares counted each time; but for what is gathered. */
  bytes: number;
  /** Elements, of a list or a map. */
  length: number;
  /** The bytes of the largest thing in it, and the elements of the longest list in it, at any depth. */
  part: number;
  inner: number;
  /** What each element is like, where a list has elements of one sort. */
  item?: Size;
  /** How many times over it holds what an aggregation gathered. The database counts that, so it is as large as its limit for one query. */
  gathered: number;
  /** Nodes, relationships or paths are in it: small to hold, but sent with all their properties. */
  entities: boolean;
}

/** The largest row that a query may make, beside what it gathers. */
export const MOST_BYTES = 16_000_000;
export const MOST_GATHERED = 4;
/** Turns of the loops in all its expressions, each of some ten nanoseconds. */
export const MOST_TURNS = 100_000_000;
/** The list of the smallest things that fits in the database's limit for one query. */
export const GATHERED_LENGTH = 3_000_000;

export const plain = (bytes = 32): Size => ({ bytes, length: 0, part: 0, inner: 0, gathered: 0, entities: false });
/** Larger than any stored one; the longest are search texts and lists of evidence. */
export const PROPERTY: Size = { ...plain(4_000), length: 200, part: 2_000 };
/** All properties of a thing. */
export const PROPERTIES: Size = { ...plain(16_000), length: 100, part: PROPERTY.bytes, inner: PROPERTY.length };
export const ENTITY: Size = { ...PROPERTIES, entities: true };

export const listOf = (length: number, item: Size): Size => ({
  bytes: 32 + length * (item.bytes + 8), length, part: Math.max(item.bytes, item.part), inner: Math.max(item.length, item.inner),
  item, gathered: item.gathered * length, entities: item.entities,
});

/** A list that the database gathers from rows. */
export function gather(item: Size, rows: number): Size {
  const few = listOf(Math.min(rows, GATHERED_LENGTH), item);
  return few.bytes <= MOST_BYTES ? few : { ...few, bytes: 32, gathered: 1 };
}

/** The largest of either. */
export function larger(a: Size, b: Size): Size {
  if (a === b) return a;
  const item = a.item && b.item && larger(a.item, b.item);
  return {
    bytes: Math.max(a.bytes, b.bytes), length: Math.max(a.length, b.length), part: Math.max(a.part, b.part), inner: Math.max(a.inner, b.inner),
    gathered: Math.max(a.gathered, b.gathered), entities: a.entities || b.entities, ...(item ? { item } : {}),
  };
}

/** All of them in one list or map. */
export function together(sizes: Size[]): Size {
  const most = sizes.reduce(larger, sizes[0] ?? plain());
  const { bytes, gathered } = sum(sizes);
  return { bytes: bytes + 8 * sizes.length, length: sizes.length, part: Math.max(most.bytes, most.part), inner: Math.max(most.length, most.inner), gathered, entities: most.entities };
}

/** All of them as a list. */
export const listed = (sizes: Size[]): Size => ({ ...together(sizes), ...(sizes[0] ? { item: sizes.reduce(larger) } : {}) });

/** a + b: two texts, two lists, or a list and one more element. */
export function joined(a: Size, b: Size): Size {
  const most = larger(a, b);
  const inside = most.item ? most : together([a, b]);
  return { ...most, ...sum([a, b]), length: a.length + b.length + 1, part: inside.part, inner: inside.inner };
}

export const sum = (sizes: Size[]): { bytes: number; gathered: number } => sizes.reduce((total, { bytes, gathered }) => ({ bytes: total.bytes + bytes, gathered: total.gathered + gathered }), { bytes: 32, gathered: 0 });

/** One element of a list, or the value of a property. What is in a thing is no larger than the largest thing in it, however deep. */
export function inside(whole: Size): Size {
  if (whole === ENTITY) return PROPERTY;
  if (whole.item) return whole.item;
  return { bytes: Math.max(whole.part, PROPERTY.bytes), length: Math.max(whole.inner, PROPERTY.length), part: Math.max(whole.part, PROPERTY.part), inner: whole.inner, gathered: whole.gathered, entities: whole.entities };
}

/** A value that a caller gave. */
export function sizeOf(value: unknown): Size {
  if (typeof value === 'string') return plain(32 + 2 * value.length);
  if (typeof value !== 'object' || value === null) return plain();
  if (Array.isArray(value)) return listed(value.map(sizeOf));
  return together(Object.entries(value).map(([key, item]) => joined(sizeOf(item), plain(2 * key.length))));
}
