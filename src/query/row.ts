import { Field } from 'type-graphql';
import type { Row } from '../store/reader';
import { means } from './meaning';

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
  (prototype, name) => {
    Field(type as () => typeof String, { description, nullable: options.nullable ?? false, simple: true })(prototype, name as string);
    means({ kind: 'column' })(prototype, name);
  };

/** A stored property that may be missing. */
export const Optional = (type: TypeThunk, description: string): PropertyDecorator => Column(type, description, { nullable: true });

/**
 * Worked out of stored properties. The field's method has a name of its own, as a row may carry a stored property of the
 * field's name.
 */
export const WorkedOut = (type: TypeThunk, of: readonly string[], from: (row: Row) => unknown, description: string, options: { nullable?: boolean } = {}): ((prototype: object, name: string) => void) =>
  (prototype, name) => {
    const own = `${name}Field`;
    Object.defineProperty(prototype, own, { value(this: Row) { return from(this); }, configurable: true, writable: true });
    Field(type as () => typeof String, { name, description, nullable: options.nullable ?? false })(prototype, own, Object.getOwnPropertyDescriptor(prototype, own) as PropertyDescriptor);
    means({ kind: 'worked-out', of, from: (row) => from(row) })(prototype, own);
  };
