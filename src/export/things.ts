import { keyOf, type Pointer, type Quote, type Row, valuesOf } from './row';
import type { Field, Leaf, Shape } from './shape';

/** A node of the exported graph. Only pointed at, it has no `shape`; then all that is known is what it is called. */
export interface Thing {
  id: string;
  type: string;
  label: string | null;
  shape: Shape | null;
  row: Row;
  /** The thing that a part without an id of its own belongs to. */
  owner: string | null;
  values: { field: Leaf; value: unknown }[];
  links: { name: string; to: string }[];
  evidence: Quote[];
}

const CALLED = ['name', 'title', 'summary', 'text', 'raw', 'path', 'note', 'quotedTitle', 'role', 'type'];

/** A row as the things that it tells of: itself first, then its facts and their parts, and what any of them points at. */
export function thingsOf(shape: Shape, row: Row, id = keyOf(shape, row), owner: string | null = null): Thing[] {
  const label = CALLED.map((name) => row[name]).find((value) => typeof value === 'string') as string | undefined;
  const thing: Thing = { id, type: shape.type, label: label ?? null, shape, row, owner, values: [], links: [], evidence: [] };
  return [thing, ...shape.fields.flatMap((field) => partsOf(thing, field, row))];
}

function partsOf(thing: Thing, field: Field, row: Row): Thing[] {
  switch (field.kind) {
    case 'leaf':
      if (field.name !== 'id') thing.values.push(...valuesOf(row, field).map((value) => ({ field, value })));
      return [];
    case 'evidence':
      thing.evidence.push(...valuesOf<Quote>(row, field));
      return [];
    case 'reference':
      return valuesOf<Pointer>(row, field).map(({ __typename, id, name }) => {
        thing.links.push({ name: field.name, to: id });
        return { id, type: __typename, label: name ?? null, shape: null, row: {}, owner: null, values: [], links: [], evidence: [] };
      });
    case 'fact':
      return valuesOf<Row>(row, field).flatMap((fact, at) => {
        const id = field.shape.identified ? fact.id as string : `${thing.id}:${field.name}:${at + 1}`;
        thing.links.push({ name: field.name, to: id });
        return thingsOf(field.shape, fact, id, field.shape.identified ? null : thing.id);
      });
  }
}
