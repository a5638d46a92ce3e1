import { InputType, registerEnumType } from 'type-graphql';
import { type Class, classOf } from './class';
import { describedEnum } from './enums';
import type { Order } from './page';

export const OrderDirection = describedEnum('OrderDirection', 'Which way to sort; nulls come last both ways.', { ASC: 'Smallest first.', DESC: 'Largest first.' });

/** One thing to sort (n) by. */
export interface OrderLine { expression: string; description: string; indexed?: string }
export interface OrderInput { field: string; direction: keyof typeof OrderDirection }
export interface OrderDefinition {
  input: Class;
  of: (given: OrderInput | null | undefined) => Order | undefined;
  /** Adds what an upper room knows of. */
  extend: (field: string, line: OrderLine) => void;
}

/** A property as it is stored. */
export const property = (name: string, description: string): OrderLine => ({ expression: `n.${name}`, description });
/** The same with an index of it and `sort` (in src/load/load.ts): pages of it are read from there. */
export const indexedProperty = (name: string, description: string): OrderLine => ({ ...property(name, description), indexed: name });
/** A value of the one thing that a pattern from (n) leads to. */
export const related = (pattern: string, value: string, description: string): OrderLine => ({ expression: `head(COLLECT { MATCH ${pattern} RETURN ${value} })`, description });
/** How many different things a pattern from (n) leads to, as (counted). */
export const number = (pattern: string, description: string): OrderLine => ({ expression: `COUNT { MATCH ${pattern} RETURN DISTINCT counted }`, description });

/** Makes XOrderField and XOrder from one table of what a list can be sorted by. */
export function orderOf(name: string, plural: string, lines: Record<string, OrderLine>): OrderDefinition {
  const [fields, valuesConfig]: [Record<string, string>, Record<string, { description: string }>] = [{}, {}];
  const known: Record<string, OrderLine> = {};
  const extend = (field: string, line: OrderLine): void => {
    fields[field] = field;
    valuesConfig[field] = { description: line.description };
    known[field] = line;
  };
  for (const [field, line] of Object.entries(lines)) extend(field, line);
  registerEnumType(fields, { name: `${name}OrderField`, description: `What ${plural} can be sorted by.`, valuesConfig });
  return {
    extend,
    input: classOf(`${name}Order`, InputType({ description: `How to sort ${plural}.` }), {
      field: { type: () => fields, description: 'What to sort by.' },
      direction: { type: () => OrderDirection, description: 'Which way.' },
    }),
    of: (given) => (given ? { name: given.field, ...(({ expression, indexed }) => ({ expression, indexed }))(known[given.field] as OrderLine), descending: given.direction === OrderDirection.DESC } : undefined),
  };
}
