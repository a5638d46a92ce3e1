import { type FieldNode, getNullableType, type GraphQLField, type GraphQLOutputType, isEnumType, isLeafType, isListType, isNonNullType, isObjectType, type SelectionSetNode } from 'graphql';
import { meaningOf } from '../meaning';
import { type Asked, below, selectionOf } from './selection';

/** Thrown where a request cannot be answered in one statement: then its resolvers answer it, one after the other. */
export class Unplanned extends Error {}

/** Completes a value that is at hand; `row` is what the database returned for the thing it stands on. */
type Complete = (value: unknown, row: unknown[]) => unknown;
/** Completes a field that is no property of its object. */
export type Elsewhere = (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]) => Complete;

/** These are answered as they are stored. */
const AS_STORED = new Set(['String', 'ID', 'Boolean']);

/** Of a leaf, or of a plain object whose fields are its properties, or are answered `elsewhere`. */
export function complete(asked: Asked, type: GraphQLOutputType, sets: readonly SelectionSetNode[], elsewhere: Elsewhere): Complete {
  const inner = of(asked, getNullableType(type) as GraphQLOutputType, sets, elsewhere);
  if (isNonNullType(type)) {
    return (value, row) => {
      if (value === null || value === undefined) throw new Unplanned('nothing where something must be');
      return inner(value, row);
    };
  }
  return (value, row) => (value === null || value === undefined ? null : inner(value, row));
}

function of(asked: Asked, type: GraphQLOutputType, sets: readonly SelectionSetNode[], elsewhere: Elsewhere): Complete {
  if (isListType(type)) {
    const item = complete(asked, type.ofType as GraphQLOutputType, sets, elsewhere);
    return (value, row) => (value as unknown[]).map((each) => item(each, row));
  }
  if (isLeafType(type)) {
    if (isEnumType(type) || AS_STORED.has(type.name)) return (value) => value;
    return (value) => type.serialize(value);
  }
  if (!isObjectType(type)) throw new Unplanned(String(type));
  const fields = [...selectionOf(asked, type, sets)].map(([key, nodes]): [string, Complete] => {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return [key, () => type.name];
    const field = type.getFields()[name];
    if (!field) throw new Unplanned(`${type.name}.${name}`);
    const meaning = meaningOf(field);
    if (meaning?.kind === 'worked-out') {
      const read = complete(asked, field.type, below(nodes), elsewhere);
      return [key, (value, row) => read(meaning.from(value as Record<string, unknown>, [], {}), row)];
    }
    if (field.resolve) return [key, elsewhere(field, nodes)];
    const read = complete(asked, field.type, below(nodes), elsewhere);
    return [key, (value, row) => read((value as Record<string, unknown>)[name], row)];
  });
  return (value, row) => {
    const answer: Record<string, unknown> = {};
    for (const [key, read] of fields) answer[key] = read(value, row);
    return answer;
  };
}
