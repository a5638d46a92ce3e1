import { subquery } from './clause';
import { AT_ONCE, FUNCTIONS } from './functions';
import { labels, path, seesPath } from './pattern';
import type { Reader } from './reader';
import { ENTITY, GATHERED_LENGTH, inside, joined, larger, listed, listOf, plain, PROPERTIES, PROPERTY, type Size, together } from './size';

const COMPARISONS = [['='], ['<>'], ['<'], ['>'], ['<='], ['>='], ['IN'], ['CONTAINS'], ['STARTS', 'WITH'], ['ENDS', 'WITH']];
const CONNECTIVES = [['AND'], ['OR'], ['XOR'], ...COMPARISONS];
const LOOPS = ['ALL', 'ANY', 'NONE', 'SINGLE'];
/** A read of a property takes longer than a sum. */
const PROPERTY_TURNS = 3;
/** a.b[1].c: each step is one deeper for the database. */
const MOST_STEPS = 10;

/** Any expression; `bars` says whether a | after a label belongs to the label. Answers how large its value can become. */
export function expression(reader: Reader, bars = true): Size {
  let value = condition(reader, bars);
  for (;;) {
    if (reader.takes('IS', 'NULL') || reader.takes('IS', 'NOT', 'NULL')) {
      value = plain();
      continue;
    }
    if (reader.sees('=~')) reader.refuse('=~ is not accepted, as a pattern can take hours; use CONTAINS, STARTS WITH, ENDS WITH or db.index.fulltext.queryNodes');
    if (reader.sees('XOR')) reader.count('XORs');
    if (reader.seesAny(['AND', 'OR'])) reader.count('ANDs, ORs and NOTs');
    else if (COMPARISONS.some((words) => reader.sees(...words))) reader.count('comparisons');
    if (!CONNECTIVES.some((words) => reader.takes(...words))) return value;
    compared(reader, value);
    compared(reader, condition(reader, bars));
    value = plain();
  }
}

function condition(reader: Reader, bars: boolean): Size {
  if (!reader.takes('NOT')) return total(reader, bars);
  reader.count('ANDs, ORs and NOTs');
  if (reader.sees('NOT')) reader.refuse('NOT NOT says nothing; leave both out');
  total(reader, bars);
  return plain();
}

/** A comparison may look at every element and every character; stored lists are short. */
function compared(reader: Reader, { length, bytes, gathered }: Size): void {
  reader.works(1 + Math.max(0, length - PROPERTY.length) + (bytes === Infinity ? 0 : bytes / 2_000) + gathered * GATHERED_LENGTH);
}

function total(reader: Reader, bars: boolean): Size {
  let value = product(reader, bars);
  while (reader.seesAny(['+', '-', '||'])) {
    reader.count('signs of arithmetic');
    const token = reader.next();
    const other = product(reader, bars);
    value = token.text === '-' ? larger(value, other) : joined(value, other);
    reader.works(1 + value.bytes / 2_000);
    reader.fits(value, token);
  }
  return value;
}

function product(reader: Reader, bars: boolean): Size {
  let value = signed(reader, bars);
  while (reader.seesAny(['*', '/', '%', '^'])) {
    reader.count('signs of arithmetic');
    reader.next();
    signed(reader, bars);
    reader.works(1);
    value = plain();
  }
  return value;
}

function signed(reader: Reader, bars: boolean): Size {
  if (reader.seesAny(['-', '+'])) reader.next();
  let value = primary(reader);
  for (let steps = 0; ; steps += 1) {
    if (steps > MOST_STEPS) reader.refuse(`go at most ${MOST_STEPS} steps into a value`);
    if (reader.takes('.')) {
      reader.name('the name of a property');
      reader.works(PROPERTY_TURNS);
      value = inside(value);
    } else if (reader.takes('[')) value = indexed(reader, value);
    else if (reader.sees(':')) {
      labels(reader, 'condition', bars);
      value = plain();
    } else return value;
  }
}

/** list[1], list[..100], map['key'], thing[$property]. */
function indexed(reader: Reader, list: Size): Size {
  let from = 0;
  let start: number | undefined = 0;
  if (!reader.sees('..')) {
    start = whole(reader);
    if (start === undefined) expression(reader);
    else from = start;
    if (reader.takes(']')) return inside(list);
  }
  reader.needs('..');
  let length = list.length;
  if (!reader.sees(']')) {
    const end = whole(reader);
    if (end === undefined) expression(reader);
    // Counted from its end, a list says nothing of how many are left.
    else if (start !== undefined) length = Math.min(length, Math.max(0, end - from));
  }
  reader.needs(']');
  if (length === list.length || !list.item) return list;
  const { bytes, gathered } = listOf(length, list.item);
  return { ...list, length, gathered: Math.min(gathered, list.gathered), bytes: list.bytes === Infinity ? Infinity : bytes };
}

/** A whole number that stands there alone, as it is or as a parameter. */
function whole(reader: Reader): number | undefined {
  const next = reader.peek(1);
  if (next.kind !== 'sign' || !['..', ']', ')', ','].includes(next.text)) return undefined;
  const value = reader.whole();
  if (value !== undefined) reader.next();
  return value;
}

function primary(reader: Reader): Size {
  const token = reader.peek();
  if (token.kind === 'text') return plain(32 + 2 * reader.next().value.length);
  if (token.kind === 'number') return reader.next() && plain();
  if (token.kind === 'parameter') return reader.parameter();
  if (reader.takes('TRUE') || reader.takes('FALSE') || reader.takes('NULL')) return plain();
  if (reader.sees('CASE')) return choice(reader);
  if (reader.sees('[')) return list(reader);
  if (reader.sees('{')) return map(reader);
  if (reader.sees('(')) return seesPath(reader) ? exists(reader) : bracketed(reader);
  if (['EXISTS', 'COUNT', 'COLLECT'].some((word) => reader.sees(word, '{'))) return subquery(reader);
  if (LOOPS.some((word) => reader.sees(word, '('))) return quantified(reader);
  if (callee(reader) !== null) return call(reader);
  const value = reader.variable();
  return reader.sees('{') ? projection(reader, value) : value;
}

function exists(reader: Reader): Size {
  reader.inner(() => path(reader, false));
  return plain();
}

function bracketed(reader: Reader): Size {
  reader.needs('(');
  const value = expression(reader);
  reader.needs(')');
  return value;
}

function choice(reader: Reader): Size {
  reader.needs('CASE');
  reader.count('CASEs');
  if (!reader.sees('WHEN')) compared(reader, expression(reader));
  const values: Size[] = [];
  while (reader.takes('WHEN')) {
    compared(reader, expression(reader));
    reader.needs('THEN');
    values.push(expression(reader));
  }
  if (values.length === 0) reader.needs('WHEN');
  if (reader.takes('ELSE')) values.push(expression(reader));
  reader.needs('END');
  return values.reduce(larger);
}

function list(reader: Reader): Size {
  const pattern = reader.seesVariable(1) && reader.peek(2).text === '=' ? 3 : 1;
  if (seesPath(reader, pattern)) return gatheredPaths(reader);
  const opening = reader.needs('[');
  if (reader.seesVariable() && reader.peek(1).text.toUpperCase() === 'IN') return comprehension(reader);
  const items: Size[] = [];
  while (!reader.sees(']')) {
    items.push(expression(reader));
    if (!reader.takes(',')) break;
  }
  reader.needs(']');
  const value = listed(items);
  reader.fits(value, opening);
  return value;
}

/** [x IN list WHERE … | …], after the bracket. */
function comprehension(reader: Reader): Size {
  const name = reader.newName();
  const token = reader.needs('IN');
  const source = expression(reader);
  const value = reader.loop(source.length, [[name, inside(source)]], () => {
    const filtered = reader.takes('WHERE') && expression(reader, false);
    if (reader.takes('|')) return expression(reader);
    return filtered && source.bytes === Infinity ? inside(source) : null;
  });
  reader.needs(']');
  if (!value) return source;
  const made = listOf(source.length, value);
  reader.fits(made, token);
  return made;
}

/** all(x IN list WHERE …) and its like. */
function quantified(reader: Reader): Size {
  reader.next();
  reader.needs('(');
  const name = reader.newName();
  reader.needs('IN');
  const source = expression(reader);
  reader.loop(source.length, [[name, inside(source)]], () => {
    reader.needs('WHERE');
    expression(reader);
  });
  reader.needs(')');
  return plain();
}

/** [p = (a)-->(b) WHERE … | …] is sent as what it means, COLLECT { MATCH … RETURN … }, whose memory can be counted. */
function gatheredPaths(reader: Reader): Size {
  const opening = reader.needs('[');
  opening.instead = 'COLLECT { MATCH ';
  const value = reader.inner(() => {
    path(reader, true);
    if (reader.takes('WHERE')) expression(reader, false);
    reader.needs('|').instead = ' RETURN ';
    return expression(reader);
  });
  const closing = reader.needs(']');
  closing.instead = ' }';
  reader.counts(opening, closing);
  return reader.gather(value, Infinity);
}

function entry(reader: Reader): Size {
  const key = reader.name('the key of an entry');
  reader.needs(':');
  return joined(expression(reader), plain(2 * key.length));
}

function map(reader: Reader): Size {
  const opening = reader.needs('{');
  const values: Size[] = [];
  while (!reader.sees('}')) {
    values.push(entry(reader));
    if (!reader.takes(',')) break;
  }
  reader.needs('}');
  const value = together(values);
  reader.fits(value, opening);
  return value;
}

/** n {.name, .*, key: …, other}, after the variable. */
function projection(reader: Reader, from: Size): Size {
  const opening = reader.needs('{');
  const values: Size[] = [];
  while (!reader.sees('}')) {
    if (reader.takes('.')) {
      reader.works(PROPERTY_TURNS);
      values.push(reader.takes('*') ? (from === ENTITY ? PROPERTIES : larger(PROPERTIES, from)) : (reader.name('the name of a property'), inside(from)));
    } else values.push(reader.peek(1).text === ':' ? entry(reader) : reader.variable());
    if (!reader.takes(',')) break;
  }
  reader.needs('}');
  const value = together(values);
  reader.fits(value, opening);
  return value;
}

/** The name of the function that is called here, with the tokens it takes; null where none is. */
function callee(reader: Reader): { name: string; tokens: number } | null {
  let tokens = 0;
  let name = '';
  while (reader.peek(tokens).kind === 'name') {
    name += reader.peek(tokens).text.toLowerCase();
    const after = reader.peek(tokens + 1);
    if (after.kind === 'sign' && after.text === '(') return { name, tokens: tokens + 1 };
    if (after.kind !== 'sign' || after.text !== '.') return null;
    name += '.';
    tokens += 2;
  }
  return null;
}

function call(reader: Reader): Size {
  const token = reader.peek();
  const { name, tokens } = callee(reader) ?? { name: '', tokens: 0 };
  const answer = FUNCTIONS.get(name);
  if (!answer && name !== 'range' && name !== 'collect') reader.refuse(`the function ${name.slice(0, 60)} is not accepted`);
  for (let at = 0; at <= tokens; at += 1) reader.next();
  if (name === 'range') return range(reader);
  const args: Size[] = [];
  if (name === 'count' && reader.takes('*')) args.push(plain());
  else reader.takes('DISTINCT');
  while (!reader.sees(')') && (args.length === 0 || reader.takes(','))) args.push(expression(reader));
  reader.needs(')');
  if (!answer) {
    for (const arg of args) reader.fits(arg, token);
    return reader.gather(args[0] ?? plain(), reader.rows, true);
  }
  if (AT_ONCE.has(name)) reader.works(1);
  else for (const arg of args) compared(reader, arg);
  return answer(args);
}

/** A list that nobody counts, as it exists nowhere: good to go through once, not to keep. */
function range(reader: Reader): Size {
  const bounds: (number | undefined)[] = [];
  do {
    const bound = whole(reader);
    if (bound === undefined) expression(reader);
    bounds.push(bound);
  } while (reader.takes(','));
  reader.needs(')');
  const [from, to] = bounds;
  const length = from === undefined || to === undefined ? Infinity : Math.abs(to - from) + 1;
  return { ...listOf(length, plain()), bytes: Infinity, gathered: 0 };
}
