import { cypherRefused } from '../errors';
import { gather, MOST_BYTES, MOST_GATHERED, MOST_TURNS, type Size, sizeOf } from './size';
import { type Token, tokenize } from './token';

export type Scope = Map<string, Size>;

/** Words that begin or part what the grammar knows, and so are no names of variables. */
const RESERVED = new Set(`AND AS ASC ASCENDING BY CALL CASE CONTAINS DESC DESCENDING DISTINCT ELSE END ENDS FALSE IN IS LIMIT MATCH NOT NULL OFFSET OPTIONAL OR ORDER RETURN
  SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR YIELD`.split(/\s+/));

/**
 * All but the last make planning dearer or deeper: the database plans without a look at the clock, and does not even answer
 * when it runs out of stack. What a step has gathered it no longer counts when the next one begins, so there must not be many.
 */
const MOST = { relationships: 30, 'labels and types beside others': 30, 'alternative labels': 12, 'ANDs, ORs and NOTs': 60, XORs: 4, 'signs of arithmetic': 100, comparisons: 100, CASEs: 20, clauses: 60, subqueries: 20, 'steps that gather lists without a LIMIT': 3 };
const DEEPEST = 16;
const DEEPEST_SUBQUERY = 4;

/** Walks over the tokens of one query, knows which variables are there and how large, and keeps count of what must stay bounded. */
export class Reader {
  scope: Scope = new Map();
  /** How many rows there are at most at this point. */
  rows = 1;
  private readonly tokens: Token[];
  private readonly partners = new Map<Token, Token>();
  private readonly counted = new Map<keyof typeof MOST, number>();
  /** Whether the projection that is being read collects already. */
  collects = false;
  private at = 0;
  private turns = 0;
  private subqueries = 0;
  private lists = 0;

  constructor(query: string, private readonly parameters: Record<string, unknown>) {
    this.tokens = tokenize(query);
    const open: Token[] = [];
    const closes: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
    for (const token of this.tokens) {
      if (token.kind !== 'sign') continue;
      if ('([{'.includes(token.text)) open.push(token);
      const opener = closes[token.text];
      if (opener !== undefined) {
        const before = open.pop();
        if (before?.text !== opener) throw cypherRefused(`there is no “${opener}” for this “${token.text}”`, token);
        this.partners.set(before, token);
      }
      if (open.length > DEEPEST) throw cypherRefused(`nest at most ${DEEPEST} deep`, token);
    }
    const unclosed = open.pop();
    if (unclosed) throw cypherRefused(`this “${unclosed.text}” is never closed`, unclosed);
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token;
  }

  /** Whether these words or signs come next, in any case. */
  sees(...words: string[]): boolean {
    return words.every((word, ahead) => is(this.peek(ahead), word));
  }

  seesAny(words: readonly string[]): boolean {
    return words.some((word) => is(this.peek(), word));
  }

  next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  /** The token that was passed last. */
  passed(): Token | undefined {
    return this.tokens[this.at - 1];
  }

  /** Passes these words when they all come next. */
  takes(...words: string[]): boolean {
    if (!this.sees(...words)) return false;
    this.at += words.length;
    return true;
  }

  needs(word: string): Token {
    if (!this.sees(word)) this.refuse(`here stands ${shown(this.peek())} where ${word} is needed`);
    return this.next();
  }

  /** Any name, of a property, label or type. */
  name(what: string): string {
    if (this.peek().kind !== 'name') this.refuse(`here stands ${shown(this.peek())} where ${what} is needed`);
    return this.next().text;
  }

  /** A name that a variable may have. */
  seesVariable(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && !RESERVED.has(token.text.toUpperCase());
  }

  newName(): string {
    if (!this.seesVariable()) this.refuse(`${shown(this.peek())} is no name for a variable`);
    return this.next().text;
  }

  variable(): Size {
    const token = this.peek();
    const size = this.seesVariable() ? this.scope.get(token.text) : undefined;
    if (!size) this.refuse(`${shown(token)} is not known here`);
    this.at += 1;
    return size;
  }

  /** The value of the whole number that stands here, as it is or as a parameter; undefined where none does. */
  whole(): number | undefined {
    const { kind, text, value } = this.peek();
    const number = kind === 'number' ? Number(text) : kind === 'parameter' && Object.hasOwn(this.parameters, value) ? this.parameters[value] : undefined;
    return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
  }

  parameter(): Size {
    const { value } = this.peek();
    if (!Object.hasOwn(this.parameters, value)) this.refuse(`there is no parameter ${value} in parameters`);
    this.at += 1;
    return sizeOf(this.parameters[value]);
  }

  /** The token that closes the bracket here. */
  partner(ahead = 0): number {
    const closing = this.partners.get(this.peek(ahead));
    return closing ? this.tokens.indexOf(closing) - this.at : -1;
  }

  refuse(what: string, token = this.peek()): never {
    throw cypherRefused(what, token);
  }

  count(what: keyof typeof MOST): void {
    const count = (this.counted.get(what) ?? 0) + 1;
    this.counted.set(what, count);
    if (count > MOST[what]) this.refuse(`a query has at most ${MOST[what]} ${what}`);
  }

  /** Work inside an expression, where the database does not look at the clock. */
  works(turns: number): void {
    this.turns += turns;
    if (!(this.turns <= MOST_TURNS)) this.refuse('a loop inside an expression may turn too often here; take a slice such as [..100], or UNWIND the list and work on its rows');
  }

  /** What `body` does is done once for each of so many elements; `names` are known only to it. */
  loop<T>(length: number, names: [string, Size][], body: () => T): T {
    const [scope, turns] = [this.scope, this.turns];
    this.scope = new Map([...scope, ...names]);
    this.turns = 0;
    const result = body();
    const once = this.turns;
    this.scope = scope;
    this.turns = turns;
    this.works(length * (once + 1));
    return result;
  }

  fits(size: { bytes: number; gathered: number }, token = this.peek()): void {
    if (!(size.bytes <= MOST_BYTES && size.gathered <= MOST_GATHERED)) this.refuse('what is built here may become too large; take less of it, such as a slice [..100] of a list, or return it in rows', token);
  }

  /** A list made of all rows at this point. What one projection collects, the database counts together. */
  gather(item: Size, rows: number, projection = false): Size {
    const list = gather(item, rows);
    if (list.gathered === 0 || (projection && this.collects)) return list;
    this.count('steps that gather lists without a LIMIT');
    this.collects = projection;
    return list;
  }

  /** A query inside the query: it sees the variables around it and adds none to them. */
  inner<T>(body: () => T): T {
    const { scope, rows, collects } = this;
    this.rows = 1;
    this.count('subqueries');
    this.subqueries += 1;
    if (this.subqueries > DEEPEST_SUBQUERY) this.refuse(`nest at most ${DEEPEST_SUBQUERY} queries one inside the other`);
    this.scope = new Map(scope);
    const result = body();
    Object.assign(this, { scope, rows, collects });
    this.subqueries -= 1;
    return result;
  }

  /**
   * The database counts the memory of a list gathered inside an expression only where it cannot plan that gathering as a
   * step of its own; as the body of another list it cannot. The name of that list's element is none that a caller can write.
   */
  counts(from: Token, to: Token): void {
    this.lists += 1;
    from.before = `[\`list ${this.lists}\` IN [1] | ${from.before}`;
    to.after += '][0]';
  }

  /** A column is called as its caller wrote it, whatever stands there now. */
  entitle(from: Token): string {
    const written = this.tokens.slice(this.tokens.indexOf(from), this.at);
    const title = written.map(({ text, apart }, at) => (apart && at > 0 ? ` ${text}` : text)).join('');
    if (written.some(({ before, instead, after }) => before || instead !== undefined || after)) (written.at(-1) as Token).after += ` AS \`${title.replaceAll('`', '``')}\``;
    return title;
  }

  /** Where in the caller's own text a place of the written one is. */
  placeOf(offset: number): Token {
    let passed = 0;
    return this.tokens.find((token, at) => (passed += this.spelled(token, at).length) > offset) ?? this.peek();
  }

  /** What is sent: these tokens and nothing else. */
  written(): string {
    return this.tokens.map((token, at) => this.spelled(token, at)).join('');
  }

  private spelled({ kind, text, apart, before, instead = text, after }: Token, at: number): string {
    return `${apart && at > 0 && kind !== 'end' ? ' ' : ''}${before}${instead}${after}`;
  }
}

const is = (token: Token, word: string): boolean => (token.kind === 'name' ? token.text.toUpperCase() === word : token.kind === 'sign' && token.text === word);
export const shown = (token: Token): string => (token.kind === 'end' ? 'the end of the query' : `“${token.text.slice(0, 40)}”`);
