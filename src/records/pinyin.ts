import { fold } from './fold';

const collator = new Intl.Collator('zh-u-co-pinyin');
const ranks = new Map<string, number>();

/** Every character that names are made of, in the order in which a Chinese dictionary sorts them. */
function rankOf(character: string): number {
  if (ranks.size === 0) {
    const characters = Array.from({ length: 0x9fff - 0x20 }, (_, at) => String.fromCharCode(at + 0x20)).filter((each) => !/[\p{Co}\p{Cs}\p{Cn}]/u.test(each));
    characters.sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1)).forEach((each, rank) => ranks.set(each, rank));
  }
  return ranks.get(character) ?? ranks.size + (character.codePointAt(0) ?? 0);
}

/** A key that sorts by pinyin in a database that knows no collation. */
export const pinyinKey = (text: string): string => Array.from(fold(text), keyOf).join('');

const keys = new Map<string, string>();
function keyOf(character: string): string {
  const key = keys.get(character) ?? rankOf(character).toString(36).padStart(4, '0');
  keys.set(character, key);
  return key;
}
