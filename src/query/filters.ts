import { Field, Float, InputType, Int } from 'type-graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { GraphQLDay } from './scalars';
import { fold } from '../records/fold';
import { type Class, classOf, type FieldLine } from './class';
import { compare, compileFilter, type Compiler, exactlyOnwards, startAt, TO_MANY, TO_ONE, type FilterField, type FilterGroup, type FilterTable, type Input, refuseNull, type Start, WEAK } from './compiler';

type TypeThunk = () => unknown;
/** Makes a GraphQL input type from a list of fields, each of which may be left out: the SDL and the compiler read the same table. */
const inputType = (name: string, description: string, fields: Record<string, FieldLine>): Class =>
  classOf(name, InputType(name, { description }), Object.fromEntries(Object.entries(fields).map(([field, { type, description: text }]) => [field, { type, description: text, nullable: true }])));

const OPERATOR_TEXT: Record<string, string> = {
  eq: 'Equal to this value.', in: 'Equal to one of these values; an empty list matches nothing.',
  gte: 'At least this value.', lte: 'At most this value.', contains: 'Contains this text.',
  startsWith: 'Begins with this text.', isNull: 'True: the value is missing. False: it is present.',
};

function scalarFilter(name: string, type: TypeThunk, operators: string[], description: string): Class {
  return inputType(name, description, Object.fromEntries(operators.map((operator) => [operator, {
    type: operator === 'in' ? () => [type()] : operator === 'isNull' ? () => Boolean : type,
    description: OPERATOR_TEXT[operator] ?? '',
  }])));
}

export const StringFilter = scalarFilter('StringFilter', () => String, ['eq', 'in', 'contains', 'startsWith', 'isNull'], 'A condition on a text; all that is given must hold.');
export const IntFilter = scalarFilter('IntFilter', () => Int, ['eq', 'in', 'gte', 'lte', 'isNull'], 'A condition on a whole number; all that is given must hold.');
export const FloatFilter = scalarFilter('FloatFilter', () => Float, ['eq', 'gte', 'lte', 'isNull'], 'A condition on a number; all that is given must hold.');
export const SafeIntFilter = scalarFilter('SafeIntFilter', () => GraphQLSafeInt, ['eq', 'gte', 'lte', 'isNull'], 'A condition on a whole number up to 2^53; all that is given must hold.');
export const DateFilter = scalarFilter('DateFilter', () => GraphQLDay, ['eq', 'gte', 'lte', 'isNull'], 'A condition on a day; all that is given must hold.');
export const BooleanFilter = scalarFilter('BooleanFilter', () => Boolean, ['eq'], 'A condition on a yes or no.');

export const enumFilter = (name: string, type: object): Class =>
  scalarFilter(name, () => type, ['eq', 'in'], 'A condition on one of the named values.');

export const listFilter = (name: string, filter: TypeThunk): Class =>
  inputType(name, 'A condition on related things; some: {} means at least one.', {
    some: { type: filter, description: 'At least one related thing satisfies this.' },
    none: { type: filter, description: 'No related thing satisfies this.' },
  });

/** A property compared as it is stored. */
export const scalar = (property: string, type: Class, description: string): FilterField => ({
  type: () => type, description,
  compile: (compiler, node, value, path) => compare(compiler, `${node}.${property}`, value, path),
});

/** A property with an index (of it and `sort`, in src/load/load.ts): what it equals can be begun at, in printed order. */
export const indexed = (property: string, type: Class, description: string): FilterField => ({
  ...scalar(property, type, description),
  start: (compiler, node, value, label) => startAt(WEAK, value, ['eq', 'in'], (operator, given) => `MATCH (${node}:${label}) WHERE ${node}.${property} ${operator} ${compiler.param(given)} AND ${node}.sort > ''`),
});

/** A text stored in folded form: width, spaces and brackets do not matter. It has an index. */
export const folded = (property: string, description: string): FilterField => ({
  type: () => StringFilter, description,
  compile: (compiler, node, value, path) => compare(compiler, `${node}.${property}`, value, path, fold),
  start: (compiler, node, value, label) => startAt(0, value, ['eq', 'in', 'startsWith'], (operator, given) => `MATCH (${node}:${label}) WHERE ${node}.${property} ${operator} ${compiler.param(foldAny(given))}`),
});

const foldAny = (given: unknown): unknown => (Array.isArray(given) ? given.map((text) => fold(text as string)) : fold(given as string));

/** The canonical name or any alias. One of the names must satisfy all that is given. */
export const names = (description = 'Canonical name or any alias; width and spaces do not matter.'): FilterField => ({
  type: () => StringFilter, description,
  compile: (compiler, node, value, path) => {
    const name = compiler.variable();
    const condition = compare(compiler, name, value, path, fold);
    return `any(${name} IN ${node}.names WHERE ${condition})`;
  },
  // A folded text that came to nothing (only spaces) is contained in every name.
  start: (compiler, node, value) => startAt(0, folding(value), ['eq', 'in', 'startsWith', 'contains'], (operator, given) => {
    const wanted = `folded ${operator} ${compiler.param(given)}`;
    return `CALL () { MATCH (named:Entity) WHERE named.${wanted} RETURN named AS ${node} UNION MATCH (alias:Alias)-[:ALIAS_OF]->(named) WHERE alias.${wanted} RETURN named AS ${node} }`;
  }),
});

const folding = (value: Input): Input => Object.fromEntries(Object.entries(value).map(([operator, given]) => [operator, typeof given === 'string' || Array.isArray(given) ? foldAny(given) : given]));

/** A relation to reach by a pattern from one node to another; tables may mention each other, so they come as thunks. */
export type Reach = (from: string, to: string) => string;

export const exists = (compiler: Compiler, node: string, reach: Reach, condition: (other: string) => string, path = 'where', hops = TO_ONE): string => {
  const other = compiler.variable();
  return compiler.deeper(path, hops, () => `EXISTS { MATCH ${reach(node, other)} WHERE ${condition(other)} }`);
};

export const one = (filter: () => FilterDefinition, reach: Reach, description: string, hops = TO_ONE): FilterField => ({
  type: () => filter().input, description,
  compile: (compiler, node, value, path) => exists(compiler, node, reach, (other) => compileFilter(filter().table, compiler, other, value, path), path, hops),
  start: (compiler, node, value) => through(filter(), reach, compiler, node, value),
});

/** Begins at the other end of a relation. */
const through = ({ table }: FilterDefinition, reach: Reach, compiler: Compiler, node: string, value: Input, also?: (compiler: Compiler, other: string, node: string) => string): Start | undefined => {
  const other = compiler.variable();
  return exactlyOnwards(table, compiler, other, value, node, () => `${reach(node, other)}${also ? ` WHERE ${also(compiler, other, node)}` : ''}`);
};

export const many = (list: () => Class, filter: () => FilterDefinition, reach: Reach, description: string, also?: (compiler: Compiler, other: string, node: string) => string, hops = TO_MANY): FilterField => ({
  type: () => list(), description,
  compile: (compiler, node, value, path) => {
    const conditions = Object.entries(value).filter(([, given]) => given !== undefined).map(([quantifier, given]) => {
      refuseNull(given, `${path}.${quantifier}`);
      const found = exists(compiler, node, reach, (other) => {
        const condition = compileFilter(filter().table, compiler, other, given as Input, `${path}.${quantifier}`);
        return also ? `${also(compiler, other, node)} AND ${condition}` : condition;
      }, path, hops);
      return quantifier === 'none' ? `NOT ${found}` : found;
    });
    return conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`;
  },
  start: (compiler, node, value) => (value.some ? half(value, through(filter(), reach, compiler, node, value.some as Input, also)) : undefined),
});

/** Beside a `none` it says only half of the condition. */
const half = (value: Input, start: Start | undefined): Start | undefined => start && { ...start, exact: value.none === undefined };

export interface FilterDefinition {
  input: Class;
  table: FilterTable;
  /** Adds a back link from an upper room. */
  extend: (name: string, field: FilterField) => void;
}

/** One table per room: GraphQL input type and Cypher condition from the same lines. */
export function defineFilter(name: string, description: string, fields: Record<string, FilterField>, together?: FilterGroup): FilterDefinition {
  const definition = { table: { name, label: name.replace(/Filter$/, ''), fields, together } } as FilterDefinition;
  const input = inputType(name, description, {
    AND: { type: () => [definition.input], description: 'All of these hold; an empty list is true.' },
    OR: { type: () => [definition.input], description: 'At least one of these holds; an empty list is false.' },
    NOT: { type: () => definition.input, description: 'This does not hold.' },
    ...fields,
  });
  definition.input = input;
  definition.extend = (field, added) => {
    fields[field] = added;
    Field(added.type as () => typeof String, { nullable: true, description: added.description })(input.prototype as object, field);
  };
  return definition;
}
