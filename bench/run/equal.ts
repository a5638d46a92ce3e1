/** JSON with sorted keys; a field without a value and a missing one say the same. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, given: unknown) => {
    if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
    return Object.fromEntries(Object.entries(given).filter(([, item]) => item !== null && item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? 'null';
}

const SHOWN = 160;

/** Null when both say the same; otherwise where they part. */
export function difference(expected: unknown, found: unknown): string | null {
  const [one, other] = [canonical(expected), canonical(found)];
  if (one === other) return null;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const from = Math.max(0, at - SHOWN / 2);
  return `…${one.slice(from, from + SHOWN)}… against …${other.slice(from, from + SHOWN)}…`;
}
