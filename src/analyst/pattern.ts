import { expression } from './expression';
import { MOST_HOPS } from './functions';
import type { Reader } from './reader';
import { ENTITY, listOf, type Size } from './size';

/** Whether what stands here, or so many tokens further on, is a path and not an expression in brackets. */
export function seesPath(reader: Reader, ahead = 0): boolean {
  const end = reader.peek(ahead).text === '(' ? reader.partner(ahead) : -1;
  if (end < 0) return false;
  const [first, second, third] = [1, 2, 3].map((step) => reader.peek(end + step).text);
  return first === '<' ? second === '-' && (third === '-' || third === '[') : first === '-' && (second === '-' || second === '[');
}

/** (a)-[:X]->(b), with a name before it where that is allowed, or shortestPath((a)-[*..9]-(b)). */
export function path(reader: Reader, named: boolean): void {
  const name = named && reader.peek(1).text === '=' ? reader.newName() : null;
  if (name !== null) reader.needs('=');
  let hops: number;
  if (reader.takes('SHORTESTPATH') || reader.takes('ALLSHORTESTPATHS')) {
    reader.needs('(');
    hops = steps(reader);
    reader.needs(')');
  } else hops = steps(reader);
  if (name !== null) reader.scope.set(name, listOf(2 * hops + 1, ENTITY));
}

/** How many relationships it has at most. */
function steps(reader: Reader): number {
  let hops = 0;
  node(reader);
  while (reader.seesAny(['<', '-'])) {
    hops += relationship(reader);
    node(reader);
  }
  return hops;
}

function node(reader: Reader): void {
  reader.needs('(');
  if (reader.seesVariable()) bind(reader, reader.newName(), ENTITY);
  if (reader.sees(':')) labels(reader, 'node');
  properties(reader);
  reader.needs(')');
}

/** What is known already stays what it is. */
function bind(reader: Reader, name: string, size: Size): void {
  if (!reader.scope.has(name)) reader.scope.set(name, size);
}

/** {name: 'x'} and WHERE, of a node or relationship. */
function properties(reader: Reader): void {
  if (reader.takes('{')) {
    while (!reader.sees('}')) {
      reader.name('the name of a property');
      reader.needs(':');
      expression(reader);
      if (!reader.takes(',')) break;
    }
    reader.needs('}');
  }
  if (reader.takes('WHERE')) expression(reader);
}

function relationship(reader: Reader): number {
  reader.count('relationships');
  reader.takes('<');
  reader.needs('-');
  let hops = 1;
  if (reader.takes('[')) {
    const name = reader.seesVariable() ? reader.newName() : null;
    if (reader.sees(':')) labels(reader, 'relationship');
    const many = reader.sees('*');
    if (many) hops = most(reader);
    if (name !== null) bind(reader, name, many ? listOf(hops, ENTITY) : ENTITY);
    properties(reader);
    reader.needs(']');
  }
  reader.needs('-');
  reader.takes('>');
  return hops;
}

/** *1..5: how far it goes at most. */
function most(reader: Reader): number {
  const star = reader.needs('*');
  const number = (): number => (reader.peek().kind === 'number' ? Number(reader.next().text) : NaN);
  let last = number();
  if (reader.takes('..')) last = number();
  if (!Number.isInteger(last) || last > MOST_HOPS) reader.refuse(`say how far this goes at most, up to ${MOST_HOPS}, such as *1..5`, star);
  return last;
}

/**
 * :Label, and several joined by one of : & |, each perhaps after !. The database plans for every combination of alternatives,
 * so brackets and mixtures could take it hours. `bars` says whether a | belongs to them.
 */
export function labels(reader: Reader, of: 'node' | 'relationship' | 'condition', bars = true): void {
  reader.needs(':');
  if (of === 'condition') reader.count('alternative labels');
  let joint: string | null = null;
  for (;;) {
    reader.takes('!');
    if (!reader.takes('%')) reader.name('a label or type');
    const joins = JOINTS.find((sign) => (sign !== '|' || bars) && reader.sees(sign));
    if (joins === undefined) return;
    if (of !== 'relationship' && (joins === '|' || of === 'condition')) reader.count('alternative labels');
    else reader.count('labels and types beside others');
    if (joint !== null && joint !== joins) reader.refuse(`labels are joined by one of ${JOINTS.join(' ')}, all by the same`);
    joint = joins;
    reader.next();
    // The older form of :A|B is :A|:B.
    if (joins === '|') reader.takes(':');
  }
}

const JOINTS = [':', '&', '|'];
