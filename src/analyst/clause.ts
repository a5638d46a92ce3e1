import { expression } from './expression';
import { path } from './pattern';
import { Reader, type Scope, shown } from './reader';
import { ENTITY, inside, larger, plain, type Size, sum } from './size';

const ACCEPTED = 'MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION, CALL { … } and CALL db.index.fulltext.queryNodes';
/** What a query answers: its columns, and how many rows at most. */
interface Answer { columns: Scope; rows: number }

/**
 * Reads a query of an analyst by a grammar that knows nothing but reading, and answers what may be sent in its place. What
 * is not known here is refused; the database never sees the caller's own text.
 */
export function readQuery(text: string, parameters: Record<string, unknown>): Reader {
  const reader = new Reader(text, parameters);
  const { columns } = query(reader, false);
  if (reader.takes(';') && reader.peek().kind !== 'end') reader.refuse('only one statement is accepted');
  if (reader.peek().kind !== 'end') misplaced(reader);
  for (const [name, size] of columns) {
    if (size.entities && size.gathered > 0) reader.refuse(`${name} gathers whole nodes, relationships or paths, which may become too many to send; gather what you need of them, such as collect(n.name), take a slice [..100], or return them in rows`);
  }
  return reader;
}

/** Parts joined by UNION, each with the variables that are known here. `bare`: a query that only asks whether or how often needs no RETURN. */
function query(reader: Reader, bare: boolean): Answer {
  const before = new Map(reader.scope);
  let answer = part(reader, bare);
  while (reader.takes('UNION')) {
    reader.count('clauses');
    if (!reader.takes('ALL')) reader.takes('DISTINCT');
    reader.scope = new Map(before);
    reader.rows = 1;
    const { columns } = part(reader, bare);
    answer = { columns: new Map([...columns].map(([name, size]) => [name, larger(size, answer.columns.get(name) ?? plain())])), rows: Infinity };
  }
  return answer;
}

function part(reader: Reader, bare: boolean): Answer {
  for (;;) {
    reader.count('clauses');
    if (bare && reader.seesAny(['}', 'UNION'])) return { columns: new Map(), rows: Infinity };
    if (reader.takes('RETURN')) return project(reader, true);
    if (reader.takes('WITH')) {
      const before = reader.scope;
      const { columns } = project(reader, false);
      reader.scope = new Map([...before, ...columns]);
      where(reader);
      reader.scope = columns;
    } else if (reader.takes('MATCH') || reader.takes('OPTIONAL', 'MATCH')) match(reader);
    else if (reader.takes('UNWIND')) unwind(reader);
    else if (reader.takes('CALL') || reader.takes('OPTIONAL', 'CALL')) call(reader);
    else misplaced(reader);
  }
}

function misplaced(reader: Reader): never {
  reader.refuse(`${shown(reader.peek())} is not accepted here; a query is made of ${ACCEPTED}, and ends with RETURN`);
}

function where(reader: Reader): void {
  if (reader.takes('WHERE')) expression(reader);
}

function match(reader: Reader): void {
  do path(reader, true);
  while (reader.takes(','));
  reader.rows = Infinity;
  where(reader);
}

function unwind(reader: Reader): void {
  const list = expression(reader);
  reader.needs('AS');
  reader.scope.set(reader.newName(), inside(list));
  reader.rows *= Math.max(1, list.length);
}

/** WITH and RETURN: the columns, then ORDER BY, SKIP and LIMIT. */
function project(reader: Reader, last: boolean): Answer {
  const first = reader.peek();
  reader.collects = false;
  reader.takes('DISTINCT');
  const columns: Scope = new Map(reader.takes('*') ? reader.scope : []);
  const all = columns.size > 0 && !reader.takes(',');
  if (!all) {
    do item(reader, columns, last);
    while (reader.takes(','));
  }
  reader.fits(sum([...columns.values()]), first);
  const before = reader.scope;
  reader.scope = new Map([...before, ...columns]);
  if (reader.takes('ORDER', 'BY')) {
    do {
      expression(reader);
      ['ASC', 'ASCENDING', 'DESC', 'DESCENDING'].some((direction) => reader.takes(direction));
    } while (reader.takes(','));
  }
  if (reader.takes('SKIP') || reader.takes('OFFSET')) count(reader);
  if (reader.takes('LIMIT')) reader.rows = Math.max(1, Math.min(reader.rows, count(reader)));
  reader.scope = before;
  return { columns, rows: reader.rows };
}

function item(reader: Reader, columns: Scope, last: boolean): void {
  const from = reader.peek();
  const size = expression(reader);
  if (reader.takes('AS')) columns.set(reader.newName(), size);
  else if (last || reader.passed() === from) columns.set(reader.entitle(from), size);
  else reader.refuse('give this a name with AS', from);
}

/** A whole number, or a parameter that is one. */
function count(reader: Reader): number {
  const value = reader.whole();
  if (value === undefined) reader.refuse('here a whole number is needed, or a parameter that is one');
  reader.next();
  return value;
}

/** CALL { … }, CALL (x, y) { … }, or the one procedure. */
function call(reader: Reader): void {
  if (reader.sees('{') || reader.sees('(')) block(reader);
  else procedure(reader);
}

function block(reader: Reader): void {
  const outer = reader.scope;
  let known: Scope = new Map();
  if (reader.takes('(')) {
    if (reader.takes('*')) known = new Map(outer);
    else while (reader.seesVariable()) {
      known.set(reader.peek().text, reader.variable());
      if (!reader.takes(',')) break;
    }
    reader.needs(')');
  }
  reader.needs('{');
  const { columns } = reader.inner(() => {
    reader.scope = known;
    // The older form begins with what it takes over: CALL { WITH x … }.
    if (reader.sees('WITH')) reader.scope = new Map(outer);
    return query(reader, false);
  });
  reader.needs('}');
  reader.scope = new Map([...outer, ...columns]);
  reader.rows = Infinity;
  if (reader.sees('IN')) reader.refuse('IN TRANSACTIONS is not accepted');
}

const PROCEDURE = ['db', '.', 'index', '.', 'fulltext', '.', 'queryNodes'];

function procedure(reader: Reader): void {
  const begin = reader.peek();
  if (!PROCEDURE.every((word, ahead) => reader.peek(ahead).text === word)) reader.refuse(`of procedures only ${PROCEDURE.join('')} is accepted`, begin);
  for (const _ of PROCEDURE) reader.next();
  reader.needs('(');
  if (reader.peek().kind !== 'text' || reader.next().value !== 'search') reader.refuse("the index is 'search'", begin);
  reader.needs(',');
  // The longest that a search takes: a long one is parsed without a look at the clock.
  if (expression(reader).bytes > LONGEST_SEARCH) reader.refuse('what is searched for may become too long here', begin);
  if (reader.takes(',')) limited(reader);
  reader.needs(')');
  reader.needs('YIELD');
  do {
    const yielded = reader.name('node or score');
    if (yielded !== 'node' && yielded !== 'score') reader.refuse('this procedure yields node and score', begin);
    reader.scope.set(reader.takes('AS') ? reader.newName() : yielded, yielded === 'node' ? ENTITY : plain());
  } while (reader.takes(','));
  reader.rows = Infinity;
  where(reader);
}

const LONGEST_SEARCH = 4_000;

/** {limit: 10, skip: 10} */
function limited(reader: Reader): void {
  reader.needs('{');
  do {
    if (!reader.takes('LIMIT') && !reader.takes('SKIP')) reader.refuse('here only limit and skip are accepted');
    reader.needs(':');
    count(reader);
  } while (reader.takes(','));
  reader.needs('}');
}

/** EXISTS { … }, COUNT { … } and COLLECT { … }: a query, or only what it would MATCH. */
export function subquery(reader: Reader): Size {
  const opening = reader.next();
  const what = opening.text.toUpperCase();
  reader.needs('{');
  const answer = reader.inner(() => {
    if (!reader.sees('(') && reader.peek(1).text !== '=') return query(reader, what !== 'COLLECT');
    match(reader);
    return null;
  });
  const closing = reader.needs('}');
  if (what !== 'COLLECT') return plain();
  const [column] = answer?.columns.values() ?? [];
  if (!answer || !column || answer.columns.size > 1) reader.refuse('COLLECT { … } needs RETURN with one column', opening);
  reader.counts(opening, closing);
  return reader.gather(column, answer.rows);
}
