import { cypherRefused } from '../errors';

/** One word, number, text or sign of a query. `text` is how it is sent: a text in one spelling, whatever its own was. */
export interface Token {
  kind: 'name' | 'number' | 'text' | 'parameter' | 'sign' | 'end';
  text: string;
  /** A text without its quotes and escapes, a parameter without its $. */
  value: string;
  line: number;
  column: number;
  /** Whether space or a comment stood before it. */
  apart: boolean;
  /** What the fence puts before it, in its place and after it. */
  before: string;
  instead?: string;
  after: string;
}

const MOST_CHARACTERS = 10_000;
const MOST_TOKENS = 2_000;

/** Plain letters, figures, _ and Chinese characters: nothing that looks like a keyword without being one. */
const NAME = /[A-Za-z_\p{Script=Han}][A-Za-z0-9_\p{Script=Han}]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SIGN = /<=|>=|<>|=~|\.\.|\|\||[()[\]{},.:;|&!=<>+\-*/%^]/y;
const SPACE = /(?:[ \t\r\n]|\/\/[^\r\n]*|\/\*[^]*?\*\/)+/y;
const ESCAPES: Record<string, string> = { '\\': '\\', "'": "'", '"': '"', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const WRITTEN: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** As a literal of the same meaning. Whether the database decodes \u before or after it finds the quotes does not matter then: none is sent. */
const literal = (value: string): string => `'${value.replace(/[\\'\b\f\n\r\t]/g, (character) => WRITTEN[character] ?? '')}'`;

/**
 * Cuts a query into tokens, in time linear in its length. The database is sent these tokens and not the query, so that its
 * own way with comments, escapes and spaces cannot make something else of them than was read here.
 */
export function tokenize(query: string): Token[] {
  if (query.length > MOST_CHARACTERS) throw cypherRefused(`a query has at most ${MOST_CHARACTERS} characters`, { line: 1, column: 1 });
  const tokens: Token[] = [];
  let [at, line, lineStart, apart] = [0, 1, 0, false];
  const place = (): { line: number; column: number } => ({ line, column: at - lineStart + 1 });
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(query)?.[0];
  };
  const pass = (text: string): void => {
    for (const end of text.matchAll(/\r\n|\r|\n/g)) [line, lineStart] = [line + 1, at + end.index + end[0].length];
    at += text.length;
  };
  const add = (kind: Token['kind'], source: string, text: string, value = text): void => {
    if (tokens.length >= MOST_TOKENS) throw cypherRefused(`a query has at most ${MOST_TOKENS} words and signs`, place());
    tokens.push({ kind, text, value, ...place(), apart, before: '', after: '' });
    pass(source);
    apart = false;
  };
  while (at < query.length) {
    const character = String.fromCodePoint(query.codePointAt(at) ?? 0);
    const space = match(SPACE);
    if (space !== undefined) {
      pass(space);
      apart = true;
    } else if (character === "'" || character === '"') {
      const { source, value } = readText(query.slice(at), character, place());
      add('text', source, literal(value), value);
    } else if (character === '$') {
      at += 1;
      const name = match(NAME);
      at -= 1;
      if (name === undefined) throw cypherRefused('a parameter is written $name, in letters, figures and _', place());
      add('parameter', `$${name}`, `$${name}`, name);
    } else {
      const number = match(NUMBER);
      const name = match(NAME);
      const sign = match(SIGN);
      if (number !== undefined) {
        add('number', number, number);
        if (match(NAME) !== undefined) throw cypherRefused('a number is written in decimal figures, and a space follows it', place());
      } else if (name !== undefined) add('name', name, name);
      else if (query.startsWith('/*', at)) throw cypherRefused('this comment never ends', place());
      else if (sign !== undefined) add('sign', sign, sign);
      else throw cypherRefused(strange(character), place());
    }
  }
  tokens.push({ kind: 'end', text: '', value: '', ...place(), apart, before: '', after: '' });
  return tokens;
}

function readText(rest: string, quote: string, place: { line: number; column: number }): { source: string; value: string } {
  let value = '';
  for (let at = 1; at < rest.length; at += 1) {
    const character = rest[at] as string;
    if (character === quote) return { source: rest.slice(0, at + 1), value };
    if (character !== '\\') {
      if (/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(character)) throw cypherRefused('a text holds no control characters', place);
      value += character;
      continue;
    }
    at += 1;
    const escaped = ESCAPES[rest[at] ?? ''];
    if (escaped === undefined) throw cypherRefused(`after a \\ in a text stands one of \\ ' " b f n r t; write other characters as they are`, place);
    value += escaped;
  }
  throw cypherRefused('this text never ends', place);
}

function strange(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (character === '`') return 'names in backticks are not accepted; use letters, figures, _ and Chinese characters';
  if (character === '\\') return 'a \\ stands only in a text';
  const plain = character.normalize('NFKC');
  if (plain !== character && /^[\x20-\x7e]+$/.test(plain)) return `${code} only looks like “${plain}”; type the plain one`;
  return `the character ${code} stands only in a text`;
}
