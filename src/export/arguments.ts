import {
  coerceInputValue, getNamedType, getNullableType, type GraphQLArgument, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isRequiredArgument, isScalarType,
} from 'graphql';
import { badUserInput } from '../errors';

/** The walk sets these itself. */
const OWN = new Set(['first', 'after', 'last', 'before']);
const EXAMPLES: Record<string, string> = { Date: 'write a day as 2022-12-31', Int: 'give a whole number', Float: 'give a number', Boolean: 'give true or false' };

export const openArguments = (args: readonly GraphQLArgument[]): GraphQLArgument[] => args.filter(({ name }) => !OWN.has(name));

/** The query part of an address as the variables of the operation, checked as GraphQL checks variables. */
export function readArguments(args: readonly GraphQLArgument[], given: URLSearchParams): Record<string, unknown> {
  const open = openArguments(args);
  const known = [...open.map(({ name }) => name), 'version'];
  for (const name of new Set(given.keys())) {
    if (!known.includes(name)) throw badUserInput(name, `there is no such parameter here; there are ${known.join(', ')}`);
    if (given.getAll(name).length > 1 && !isListType(getNullableType(open.find((each) => each.name === name)?.type))) throw badUserInput(name, 'give it once');
  }
  const values: Record<string, unknown> = {};
  for (const argument of open) {
    const texts = given.getAll(argument.name);
    if (texts.length === 0) {
      if (isRequiredArgument(argument)) throw badUserInput(argument.name, 'it is required');
      continue;
    }
    values[argument.name] = checked(argument, read(argument, texts));
  }
  return values;
}

function read({ name, type }: GraphQLArgument, texts: string[]): unknown {
  const json = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      throw badUserInput(name, 'write JSON, such as {"name":{"contains":"温州"}}, percent-encoded');
    }
  };
  const named = getNamedType(type);
  if (!isListType(getNullableType(type))) return isInputObjectType(named) ? json(texts[0] ?? '') : scalar(named.name, texts[0] ?? '');
  return texts.flatMap((text) => (isInputObjectType(named) || text.startsWith('[') ? json(text) : text.split(',').map((each) => scalar(named.name, each))) as unknown[]);
}

/** A text that is not of its type stays one, for GraphQL to refuse. */
function scalar(type: string, text: string): unknown {
  if (type === 'Boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (['Int', 'Float', 'SafeInt'].includes(type)) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  return text;
}

function checked({ name, type }: GraphQLArgument, value: unknown): unknown {
  coerceInputValue(value, type, (path, _value, error) => {
    throw badUserInput([name, ...path].join('.'), repair(typeAt(type, path)) ?? error.message.replace(/\.$/, ''));
  });
  return value;
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | undefined {
  let found: GraphQLInputType | undefined = type;
  for (const step of path) {
    const here: GraphQLInputType | undefined = found && getNullableType(found);
    if (typeof step === 'number') found = isListType(here) ? here.ofType as GraphQLInputType : here;
    else found = isInputObjectType(here) ? here.getFields()[step]?.type : undefined;
  }
  return found;
}

function repair(type: GraphQLInputType | undefined): string | null {
  const named = type && getNamedType(type);
  if (isEnumType(named)) return `use one of ${named.getValues().map((value) => value.name).join(', ')}`;
  return isScalarType(named) ? EXAMPLES[named.name] ?? null : null;
}
