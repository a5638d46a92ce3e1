import { fold } from '../records/fold';

const HAN = /\p{Script=Han}/u;

const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** A word as it is typed; one character alone is looked for inside the pairs that the analyzer cuts. */
function asTyped(word: string): string {
  if (Array.from(word).length === 1) return HAN.test(word) ? `*${word}*` : `(${word} OR ${word}*)`;
  return HAN.test(word) ? `"${word}"^4` : `(${word}^4 OR ${word}*)`;
}

/** Whatever holds every word as it is typed. */
export const strictQuery = (text: string): string => wordsOf(text).map(asTyped).join(' AND ');

/**
 * A search text as the full-text index understands it. Every word must be found; its characters as one phrase rank first,
 * then its pairs of characters, as the `cjk` analyzer cuts them. Brackets and width make no difference: the analyzer sees
 * none. Null when nothing is left to look for.
 */
export function luceneQuery(text: string): string | null {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  // Words apart only by brackets or spaces (温政办〔2020〕5号) stand together in the texts too.
  const together = words.length > 1 ? [`"${words.join(' ')}"^8`] : [];
  const each = words.map((word) => (HAN.test(word) && Array.from(word).length > 1 ? `(${asTyped(word)} OR ${word})` : asTyped(word)));
  return [...together, `(${each.join(' AND ')})`].join(' OR ');
}

const BEFORE = 16;
const AROUND = 60;

/** The longest part of the words that stands in a line, the first of such, with the hit between ⟦ and ⟧. */
export function snippet(lines: readonly string[], text: string): string {
  const wanted = Array.from(fold(text));
  const looked = lines.map((line) => ({ line, ...foldedLine(line) }));
  let best: { part: string; in: (typeof looked)[number] } | undefined;
  for (let start = 0, length = 1; start + length <= wanted.length; start += 1) {
    for (const each of looked) {
      for (let part = wanted.slice(start, start + length).join(''); start + length <= wanted.length && each.folded.includes(part); part = wanted.slice(start, start + length).join('')) {
        best = { part, in: each };
        length += 1;
      }
    }
  }
  return best ? mark(best.in.line, best.in.folded.indexOf(best.part), best.part.length, best.in.origins) : lines[0]?.slice(0, AROUND) ?? '';
}

/** Folding drops and changes characters, so each folded one remembers where it came from. */
function foldedLine(line: string): { folded: string; origins: number[] } {
  const parts = Array.from(line).map(fold);
  return { folded: parts.join(''), origins: parts.flatMap((part, at) => Array.from({ length: part.length }, () => at)) };
}

function mark(line: string, found: number, length: number, origins: number[]): string {
  const printed = Array.from(line);
  const [from, to] = [origins[found] ?? 0, (origins[found + length - 1] ?? 0) + 1];
  const begin = Math.max(0, from - BEFORE);
  return `${begin > 0 ? '…' : ''}${printed.slice(begin, from).join('')}⟦${printed.slice(from, to).join('')}⟧${printed.slice(to, begin + AROUND).join('')}${printed.length > begin + AROUND ? '…' : ''}`;
}
