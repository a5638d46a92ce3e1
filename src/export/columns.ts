import { type Pointer, type Quote, type Row, text, valuesOf } from './row';
import type { Fact, Field, Leaf, Shape } from './shape';

export type Cell = string | number | boolean | null;
/** One column of a table; `type` is that of its cells in GraphML's words. */
export interface Column { name: string; type: 'string' | 'boolean' | 'long' | 'double'; value: (row: Row) => Cell }

const SEPARATOR = '；';
const TYPES: Record<string, Column['type']> = { Int: 'long', SafeInt: 'long', Float: 'double', Boolean: 'boolean' };

/** A row as flat columns: single facts are spread over dotted columns, lists joined into one cell. */
export function columnsOf(shape: Shape): Column[] {
  return shape.fields.flatMap((field) => columnsOfField(field));
}

export function columnsOfField(field: Field): Column[] {
  const { name } = field;
  const listed = <T>(tell: (value: T, row: Row) => string) => (row: Row): Cell => joined(valuesOf<T>(row, field).map((value) => tell(value, row)));
  switch (field.kind) {
    case 'leaf':
      return [field.list ? { name, type: 'string', value: listed(text) } : { name, type: TYPES[field.type] ?? 'string', value: (row) => cell(row[name]) }];
    case 'reference':
      return [
        { name, type: 'string', value: listed<Pointer>(called) },
        { name: `${name}.id`, type: 'string', value: listed<Pointer>(({ id }) => id) },
      ];
    case 'evidence':
      return [
        { name, type: 'string', value: listed<Quote>(quoted) },
        { name: `${name}.issue`, type: 'string', value: (row) => joined([...new Set(valuesOf<Quote>(row, field).map(({ issue }) => issue.name))]) },
      ];
    case 'fact':
      if (field.list) return [{ name, type: 'string', value: listed<Row>((fact, row) => told(field.shape, fact, row.id)) }];
      return spread(field);
  }
}

function spread(field: Fact): Column[] {
  return columnsOf(field.shape).map(({ name, type, value }) => ({ name: `${field.name}.${name}`, type, value: (row) => (row[field.name] ? value(row[field.name] as Row) : null) }));
}

export const quoted = ({ line, quote }: Quote): string => `${line} ${quote}`;
const called = ({ name, __typename }: Pointer): string => name ?? __typename;
const joined = (texts: string[]): string | null => (texts.length === 0 ? null : texts.join(SEPARATOR));
const cell = (value: unknown): Cell => (value === null || value === undefined ? null : typeof value === 'number' || typeof value === 'boolean' ? value : text(value));

/** A fact inside one cell: `phase=COMPLETE, latest=2022-12-31`, without ids, its own evidence, and the row that it stands in. */
function told(shape: Shape, fact: Row, owner: unknown): string {
  return shape.fields.flatMap((field) => {
    if (field.kind === 'evidence' || (field.kind === 'leaf' && (field.name === 'id' || saysNothing(field, fact)))) return [];
    if (field.kind === 'leaf') return valuesOf(fact, field).map((value) => `${field.name}=${text(value)}`);
    if (field.kind === 'reference') return valuesOf<Pointer>(fact, field).filter(({ id }) => id !== owner).map((thing) => `${field.name}=${called(thing)}`);
    return valuesOf<Row>(fact, field).map((inner) => `${field.name}=(${told(field.shape, inner, owner)})`);
  }).join(', ');
}

const saysNothing = (field: Leaf, fact: Row): boolean => field.type === 'Boolean' && fact[field.name] === false;
