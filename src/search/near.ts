import { distance } from 'fastest-levenshtein';
import { fold } from '../records/fold';

/** In a short text any pair of characters may be the wrong one; a longer one has right pairs enough. */
const SHORT = 8;
const MOST = 5;

/**
 * A text that found nothing, as a question to the full-text index for what shares some of it: any of its pairs of characters,
 * as the `cjk` analyzer cuts them, in a short text also any pair that differs in one character. Null when there is none.
 */
export function looseQuery(text: string): string | null {
  const runs = text.normalize('NFKC').toLowerCase().match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  const parts = runs.flatMap((run) => (/\p{Script=Han}/u.test(run) ? pairs(Array.from(run)) : [run]));
  const loose = Array.from(text).length <= SHORT ? '~1' : '';
  return parts.length === 0 ? null : parts.map((part) => part + loose).join(' OR ');
}

const pairs = (characters: string[]): string[] => characters.slice(1).map((character, at) => `${characters[at]}${character}`);

/** The names that come near a text, nearest first: at most half of the text may be otherwise. */
export function nearest(names: readonly string[], text: string): string[] {
  const wanted = fold(text);
  const near = [...new Set(names)].map((name) => ({ name, far: distance(fold(name), wanted) })).filter(({ far }) => far <= wanted.length / 2);
  return near.sort((a, b) => a.far - b.far).slice(0, MOST).map(({ name }) => name);
}
