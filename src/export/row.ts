import { createHash } from 'node:crypto';
import type { Field, Shape } from './shape';

export type Row = Record<string, unknown>;
export interface Pointer { __typename: string; id: string; name?: string }
export interface Quote { issue: { id: string; name: string }; line: number; start: number; end: number; quote: string }

/** The values of a field as a list, whether the API answers none, one or many. */
export function valuesOf<T>(row: Row, field: Field): T[] {
  const value = row[field.name];
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as T[];
}

export const text = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

/** What tells a row from all others: its id; without one, the things that it joins; without those, all that it says. */
export function keyOf(shape: Shape, row: Row): string {
  if (shape.identified) return row.id as string;
  const single = shape.fields.filter((field) => (field.kind === 'reference' || (field.kind === 'fact' && field.shape.identified)) && !field.list);
  const joined = single.flatMap((field) => valuesOf<{ id: string }>(row, field).map(({ id }) => id));
  const told = joined.length > 0 ? joined : [createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16)];
  return [shape.type, ...told].join(':');
}
