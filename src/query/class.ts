import { Field } from 'type-graphql';

export type Class = new () => object;
/** One field of a type that is made from a table. */
export interface FieldLine { type: () => unknown; description: string; nullable?: boolean; defaultValue?: unknown }

/** A class that stands in the schema under a name that is put together here; `decorate` says what sort of type it is. */
export function classOf(name: string, decorate: ClassDecorator, fields: Record<string, FieldLine>, Parent: Class = class {}): Class {
  const Made = { [name]: class extends Parent {} }[name] as Class;
  decorate(Made);
  for (const [field, { type, description, nullable = false, defaultValue }] of Object.entries(fields)) {
    Field(type as () => typeof String, { description, nullable, ...(defaultValue === undefined ? {} : { defaultValue }) })(Made.prototype as object, field);
  }
  return Made;
}
