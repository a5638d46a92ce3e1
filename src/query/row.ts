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

/** The projection every question returns: the node's own properties and its label. */
export const project = (name: string): string =>
  `${name}{.*, label: [l IN labels(${name}) WHERE l <> 'Node'][0]}`;
