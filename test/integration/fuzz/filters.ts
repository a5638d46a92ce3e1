import fc from 'fast-check';
import { getNamedType, type GraphQLInputField, type GraphQLInputObjectType, isEnumType, isInputObjectType, isListType } from 'graphql';
import type { Given, Meaning, Meanings, Value } from './meanings';
import type { Thing } from './world';

const LOGIC = ['AND', 'OR', 'NOT'];
/** As many relations as the API follows one inside the other, at its own price for each, give or take. */
const CHAIN = 4;
const fieldsOf = (type: GraphQLInputObjectType): GraphQLInputField[] => Object.values(type.getFields());
const inputOf = (field: GraphQLInputField): GraphQLInputObjectType => {
  const named = getNamedType(field.type);
  if (!isInputObjectType(named)) throw new Error(`${field.name} takes no conditions`);
  return named;
};
/** The filter of the things that a `some`/`none` list is about; null for what is no such list. */
const listed = (type: GraphQLInputObjectType): GraphQLInputObjectType | null => { const { some } = type.getFields(); return some ? inputOf(some) : null; };

/** A filter field that has no meaning here is a hole in this test. */
function meaningOf(meanings: Meanings, type: GraphQLInputObjectType, field: string): Meaning {
  const meaning = meanings[type.name]?.[field];
  if (!meaning) throw new Error(`${type.name}.${field} has no meaning in test/integration/fuzz/meanings.ts: say there what it asks`);
  return meaning;
}

/** Two-valued; every field given must hold. */
export function satisfies(meanings: Meanings, type: GraphQLInputObjectType, filter: Given, thing: Thing): boolean {
  const nested = (inner: GraphQLInputObjectType, given: unknown, other: Thing): boolean => satisfies(meanings, inner, given as Given, other);
  return Object.entries(filter).every(([name, given]) => {
    if (name === 'AND') return (given as Given[]).every((part) => nested(type, part, thing));
    if (name === 'OR') return (given as Given[]).some((part) => nested(type, part, thing));
    if (name === 'NOT') return !nested(type, given, thing);
    const { holds, reaches } = meaningOf(meanings, type, name);
    if (holds) return holds(thing, given as Given, filter);
    const inner = inputOf(type.getFields()[name] as GraphQLInputField);
    const others = reaches?.(thing) ?? [];
    const element = listed(inner);
    if (!element) return others.some((other) => nested(inner, given, other));
    return Object.entries(given as Given).every(([quantifier, condition]) => others.some((other) => nested(element, condition, other)) === (quantifier === 'some'));
  });
}

/** Filters of every shape that the schema allows, few fields at a time so that something is found; deeper ones hold fewer relations. */
export class FilterMaker {
  private readonly made = new Map<string, fc.Arbitrary<Given>>();

  constructor(private readonly meanings: Meanings) {}

  of(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<Given> {
    const key = `${type.name} ${depth}`;
    const made = this.made.get(key) ?? this.make(type, depth);
    this.made.set(key, made);
    return made;
  }

  /** A relation inside itself by way of others, where what the outer one has named could be taken for the inner one's; null where none comes back. */
  returning(type: GraphQLInputObjectType): fc.Arbitrary<Given> | null {
    const chains = chainsFrom(type, CHAIN).filter((chain) => new Set(chain).size < chain.length);
    if (chains.length === 0) return null;
    const nest = ([field, ...rest]: GraphQLInputField[], quantifiers: string[]): fc.Arbitrary<Given> => {
      const input = inputOf(field as GraphQLInputField);
      const element = listed(input);
      const inner = rest.length > 0 ? nest(rest, quantifiers.slice(1)) : this.of(element ?? input, 0);
      return inner.map((given) => ({ [(field as GraphQLInputField).name]: element ? { [quantifiers[0] as string]: given } : given }));
    };
    return fc.tuple(fc.constantFrom(...chains), fc.array(fc.constantFrom('some', 'some', 'none'), { minLength: CHAIN, maxLength: CHAIN })).chain(([chain, quantifiers]) => nest(chain, quantifiers));
  }

  private make(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<Given> {
    const entry = (field: GraphQLInputField, arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<[string, unknown]> => arbitrary.map((given) => [field.name, given]);
    const own: fc.Arbitrary<[string, unknown]>[] = [];
    const deeper: fc.Arbitrary<[string, unknown]>[] = [];
    for (const field of fieldsOf(type)) {
      const input = inputOf(field);
      if (LOGIC.includes(field.name)) {
        if (depth > 0) deeper.push(entry(field, isListType(field.type) ? fc.array(this.of(type, depth - 1), { maxLength: 3 }) : this.of(type, depth - 1)));
        continue;
      }
      const { holds, values } = meaningOf(this.meanings, type, field.name);
      if (holds) own.push(entry(field, comparison(input, values ?? [])));
      else if (depth > 0) deeper.push(entry(field, this.related(input, depth - 1)));
    }
    const one = fc.oneof({ withCrossShrink: true }, { arbitrary: fc.oneof(...own, ...(own.length > 0 ? [] : deeper)), weight: 1 }, ...(deeper.length > 0 ? [{ arbitrary: fc.oneof(...deeper), weight: 1 }] : []));
    return fc.oneof(
      { arbitrary: fc.uniqueArray(one, { minLength: 1, maxLength: 1, selector: ([name]) => name }), weight: 6 },
      { arbitrary: fc.uniqueArray(one, { maxLength: 3, selector: ([name]) => name }), weight: 4 },
    ).map((entries) => Object.fromEntries(entries));
  }

  private related(input: GraphQLInputObjectType, depth: number): fc.Arbitrary<Given> {
    const element = listed(input);
    if (!element) return this.of(input, depth);
    const condition = this.of(element, depth);
    return fc.oneof(
      { arbitrary: condition.map((some) => ({ some })), weight: 5 },
      { arbitrary: condition.map((none) => ({ none })), weight: 5 },
      { arbitrary: fc.record({ some: condition, none: condition }), weight: 1 },
      { arbitrary: fc.constantFrom<Given>({}, { some: {} }, { none: {} }), weight: 1 },
    );
  }
}

/** Ways along relations, at most so long, that end as soon as they are back on a relation they went along before. */
function chainsFrom(type: GraphQLInputObjectType, length: number, before: GraphQLInputField[] = []): GraphQLInputField[][] {
  if (length === 0) return [];
  return fieldsOf(type).filter((field) => !LOGIC.includes(field.name) && fieldsOf(inputOf(field)).some((inner) => LOGIC.includes(inner.name) || inner.name === 'some')).flatMap((field) => {
    const chain = [...before, field];
    return before.includes(field) ? [chain] : [chain, ...chainsFrom(listed(inputOf(field)) ?? inputOf(field), length - 1, chain)];
  });
}

/** One operator, sometimes several or none. */
function comparison(input: GraphQLInputObjectType, values: Value[]): fc.Arbitrary<Given> {
  const operators = fieldsOf(input).map((field) => operand(field, values).map((given): [string, unknown] => [field.name, given]));
  return fc.oneof(
    { arbitrary: fc.oneof(...operators).map((one) => Object.fromEntries([one])), weight: 8 },
    { arbitrary: fc.uniqueArray(fc.oneof(...operators), { maxLength: 3, selector: ([name]) => name }).map((some) => Object.fromEntries(some)), weight: 2 },
  );
}

/** Mostly what is there, and what is near it. */
function operand(field: GraphQLInputField, values: Value[]): fc.Arbitrary<unknown> {
  if (field.name === 'isNull') return fc.boolean();
  const value = valueOf(field, values);
  return field.name === 'in' ? fc.array(value, { maxLength: 3 }) : value;
}

function valueOf(field: GraphQLInputField, values: Value[]): fc.Arbitrary<Value> {
  const type = getNamedType(field.type);
  const there = values.length > 0 ? [{ arbitrary: fc.constantFrom(...values), weight: 6 }] : [];
  const also = (strangers: Value[], weight = 1): fc.Arbitrary<Value> => fc.oneof(...there, { arbitrary: fc.constantFrom(...strangers), weight });
  if (isEnumType(type)) return also(type.getValues().map((each) => each.name));
  const texts = values.filter((each) => typeof each === 'string');
  switch (type.name) {
    case 'Boolean': return fc.boolean();
    case 'Int': return also([-1, 0, 2_147_483_647]);
    case 'SafeInt': return also([-1, 2, 9_007_199_254_740_991]);
    case 'Float': return also([-0.5, 0.3, 1e300]);
    case 'Date': return also(['1999-12-31', '2020-12-30', '2021-01-01', '2100-01-01']);
    case 'String': return also(['', ' ', '无', '\\', ...texts.flatMap(spelledOtherwise)], 4);
    default: throw new Error(`no values for ${type.name}`);
  }
}

/** A part of it, and the same in other widths, brackets and spaces. */
const spelledOtherwise = (text: string): string[] => [
  text.slice(0, 2), text.slice(1, 3), text.slice(-2), [...text].join(' '), text.toUpperCase(), text.replace(/[〔（([]/g, '［').replace(/[〕）)\]]/g, '］'),
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
];
