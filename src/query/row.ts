import { Field } from 'type-graphql';
import type { Row } from '../store/store';

type RowClass = new () => object;
const classes = new Map<string, RowClass>();

/** Marks a class as the row of the graph label of the same name. */
export function GraphRow(): ClassDecorator {
  return (target) => void classes.set(target.name, target as unknown as RowClass);
}

/** GraphQL decides the type behind an interface or union by class, so rows become instances. */
export function hydrate<T>(row: Row): T {
  const Class = classes.get(row.label as string);
  if (!Class) throw new Error(`no row class for label ${String(row.label)}`);
  return Object.assign(new Class(), row) as T;
}

type TypeThunk = () => unknown;

/** A property of the stored node, answered as it is. */
export const Column = (type: TypeThunk, description: string, options: { nullable?: boolean } = {}): PropertyDecorator =>
  (prototype, name) => Field(type as () => typeof String, { description, nullable: options.nullable ?? false, simple: true })(prototype, name as string);

/** A stored property that may be missing. */
export const Optional = (type: TypeThunk, description: string): PropertyDecorator => Column(type, description, { nullable: true });
