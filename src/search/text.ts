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

/** The first line that holds the words, or most of them, with the hit between ⟦ and ⟧. */
export function snippet(lines: readonly string[], text: string): string {
  const wanted = fold(text);
  const characters = Array.from(wanted);
  for (let length = characters.length; length >= 1; length -= 1) {
    for (let start = 0; start + length <= characters.length; start += 1) {
      const part = characters.slice(start, start + length).join('');
      for (const line of lines) {
        const marked = mark(line, part);
        if (marked) return marked;
      }
    }
  }
  return lines[0]?.slice(0, AROUND) ?? '';
}

/** Folding drops and changes characters, so each folded one remembers where it came from. */
function mark(line: string, part: string): string | null {
  const origins: number[] = [];
  let folded = '';
  Array.from(line).forEach((character, at) => {
    const as = fold(character);
    folded += as;
    for (let each = 0; each < as.length; each += 1) origins.push(at);
  });
  const found = folded.indexOf(part);
  if (found < 0) return null;
  const printed = Array.from(line);
  const [from, to] = [origins[found] ?? 0, (origins[found + part.length - 1] ?? 0) + 1];
  const begin = Math.max(0, from - BEFORE);
  return `${begin > 0 ? '…' : ''}${printed.slice(begin, from).join('')}⟦${printed.slice(from, to).join('')}⟧${printed.slice(to, begin + AROUND).join('')}${printed.length > begin + AROUND ? '…' : ''}`;
}
