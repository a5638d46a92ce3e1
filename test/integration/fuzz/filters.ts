import fc from 'fast-check';
import { getNamedType, type GraphQLInputField, type GraphQLInputObjectType, isEnumType, isInputObjectType, isListType } from 'graphql';
import type { Given, Meaning, Meanings, Value } from './meanings';
import type { Thing } from './world';

const LOGIC = ['AND', 'OR', 'NOT'];
export const fieldsOf = (type: GraphQLInputObjectType): GraphQLInputField[] => Object.values(type.getFields());
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

/** A mistake in putting conditions together: `relation` inside itself is taken for the outer one, which led to `outer`; what stands beside `alone` does not count. */
export interface Slip { relation?: string; outer?: Thing; alone?: 'AND' | 'OR' | 'NOT' }

/** Two-valued; every field given must hold. */
export function satisfies(meanings: Meanings, type: GraphQLInputObjectType, filter: Given, thing: Thing, slip: Slip = {}): boolean {
  const nested = (inner: GraphQLInputObjectType, given: unknown, other: Thing, within = slip): boolean => satisfies(meanings, inner, given as Given, other, within);
  return Object.entries(filter).every(([name, given]) => {
    if (slip.alone && slip.alone in filter && name !== slip.alone) return true;
    if (name === 'AND') return (given as Given[]).every((part) => nested(type, part, thing));
    if (name === 'OR') return (given as Given[]).some((part) => nested(type, part, thing));
    if (name === 'NOT') return !nested(type, given, thing);
    const { holds, reaches } = meaningOf(meanings, type, name);
    if (holds) return holds(thing, given as Given, filter);
    const inner = inputOf(type.getFields()[name] as GraphQLInputField);
    const element = listed(inner);
    const slips = slip.relation === `${type.name}.${name}`;
    const others = (reaches?.(thing) ?? []).filter((other) => !slips || !slip.outer || slip.outer === other);
    const some = (condition: unknown): boolean => others.some((other) => nested(element ?? inner, condition, other, slips ? { ...slip, outer: other } : slip));
    return element ? Object.entries(given as Given).every(([quantifier, condition]) => some(condition) === (quantifier === 'some')) : some(given);
  });
}

interface Step { type: GraphQLInputObjectType; field: GraphQLInputField }
/** A field to be tried, and the relations that lead to it from the filter of some list. */
export interface Aim extends Step { chain: Step[] }

/** Filters of every shape that the schema allows, few fields at a time so that something is found; deeper ones hold fewer relations. */
export class FilterMaker {
  private readonly made = new Map<string, fc.Arbitrary<Given>>();

  constructor(private readonly meanings: Meanings) {}

  /** Any fields, one inside the other. */
  of(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<Given> {
    const key = `${type.name} ${depth}`;
    const made = this.made.get(key) ?? this.make(type, depth);
    this.made.set(key, made);
    return made;
  }

  /** All fields that a filter reaches along at most so many relations. */
  aims(type: GraphQLInputObjectType, length: number, chain: Step[] = []): Aim[] {
    return fieldsOf(type).filter(({ name }) => !LOGIC.includes(name)).flatMap((field) => {
      const aim = { type, field, chain };
      if (length === 0 || !this.isRelation(aim)) return [aim];
      const input = inputOf(field);
      return [aim, ...this.aims(listed(input) ?? input, length - 1, [...chain, aim])];
    });
  }

  isRelation({ type, field }: Step): boolean {
    return meaningOf(this.meanings, type, field.name).reaches !== undefined;
  }

  /** One field and little beside it, so that what it finds shows in the answer. */
  aimed({ chain, type, field }: Aim): fc.Arbitrary<Given> {
    const { together = [] } = meaningOf(this.meanings, type, field.name);
    const fields = Object.fromEntries([field.name, ...together].map((name) => [name, this.given(type, type.getFields()[name] as GraphQLInputField, 0)]));
    return this.along(chain, this.beside(type, fc.record(fields, { requiredKeys: [field.name] })));
  }

  /** The ways to find a thing by what it is called, or along so many relations by what others are: what a search can begin at. */
  calling(type: GraphQLInputObjectType, thing: Thing, length: number, fields = fieldsOf(type)): Given[] {
    return fields.filter(({ name }) => !LOGIC.includes(name)).flatMap((field): Given[] => {
      const { called, reaches } = meaningOf(this.meanings, type, field.name);
      if (called) return called(thing).flatMap(saying).map((given) => ({ [field.name]: given }));
      if (!reaches || length === 0) return [];
      const input = inputOf(field);
      const element = listed(input);
      return reaches(thing).flatMap((other) => this.calling(element ?? input, other, length - 1)).map((given) => ({ [field.name]: element ? { some: given } : given }));
    });
  }

  private along([step, ...rest]: Step[], inner: fc.Arbitrary<Given>): fc.Arbitrary<Given> {
    if (!step) return inner;
    const related = this.quantified(inputOf(step.field), this.along(rest, inner));
    return this.beside(step.type, related.map((given) => ({ [step.field.name]: given })));
  }

  /** As it is, denied, or with another condition. */
  private beside(type: GraphQLInputObjectType, condition: fc.Arbitrary<Given>): fc.Arbitrary<Given> {
    const ways: ((filter: Given, other: Given) => Given)[] = [
      (filter, other) => ({ ...other, ...filter }), (filter, other) => ({ ...other, NOT: filter }), (filter, other) => ({ AND: [filter, other] }), (filter, other) => ({ OR: [filter, other] }),
    ];
    return fc.oneof(
      { arbitrary: condition, weight: 6 },
      { arbitrary: condition.map((filter) => ({ NOT: filter })), weight: 3 },
      { arbitrary: fc.tuple(fc.constantFrom(...ways), condition, this.of(type, 0)).map(([join, filter, other]) => join(filter, other)), weight: 3 },
    );
  }

  private make(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<Given> {
    const entry = (field: GraphQLInputField, arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<[string, unknown]> => arbitrary.map((given) => [field.name, given]);
    const own: fc.Arbitrary<[string, unknown]>[] = [];
    const deeper: fc.Arbitrary<[string, unknown]>[] = [];
    for (const field of fieldsOf(type)) {
      if (LOGIC.includes(field.name)) {
        if (depth > 0) deeper.push(entry(field, isListType(field.type) ? fc.array(this.of(type, depth - 1), { maxLength: 3 }) : this.of(type, depth - 1)));
        continue;
      }
      const given = this.given(type, field, depth - 1);
      if (meaningOf(this.meanings, type, field.name).holds) own.push(entry(field, given));
      else if (depth > 0) deeper.push(entry(field, given));
    }
    const one = fc.oneof({ withCrossShrink: true }, { arbitrary: fc.oneof(...own, ...(own.length > 0 ? [] : deeper)), weight: 1 }, ...(deeper.length > 0 ? [{ arbitrary: fc.oneof(...deeper), weight: 1 }] : []));
    return fc.oneof(
      { arbitrary: fc.uniqueArray(one, { minLength: 1, maxLength: 1, selector: ([name]) => name }), weight: 6 },
      { arbitrary: fc.uniqueArray(one, { maxLength: 3, selector: ([name]) => name }), weight: 4 },
    ).map((entries) => Object.fromEntries(entries));
  }

  /** What a field can be given; relations lead to conditions of that depth. */
  private given(type: GraphQLInputObjectType, field: GraphQLInputField, depth: number): fc.Arbitrary<Given> {
    const { holds, values } = meaningOf(this.meanings, type, field.name);
    const input = inputOf(field);
    if (holds) return comparison(input, values ?? []);
    return depth < 0 ? fc.constant({}) : this.quantified(input, this.of(listed(input) ?? input, depth));
  }

  private quantified(input: GraphQLInputObjectType, condition: fc.Arbitrary<Given>): fc.Arbitrary<Given> {
    if (!listed(input)) return condition;
    return fc.oneof(
      { arbitrary: condition.map((some) => ({ some })), weight: 10 },
      { arbitrary: condition.map((none) => ({ none })), weight: 7 },
      { arbitrary: fc.record({ some: condition, none: condition }), weight: 1 },
      { arbitrary: fc.constantFrom<Given>({}, { some: {} }, { none: {} }), weight: 1 },
    );
  }
}

/** That a text is this one. */
const saying = (text: string): Given[] => [{ eq: text }, { in: ['无', text] }, { startsWith: text.slice(0, 2) }, { contains: text.slice(1) }];

/** One operator, sometimes several or none. */
function comparison(input: GraphQLInputObjectType, values: Value[]): fc.Arbitrary<Given> {
  const operator = fc.oneof(...fieldsOf(input).map((field) => ({ arbitrary: operand(field, values).map((given): [string, unknown] => [field.name, given]), weight: field.name === 'isNull' ? 1 : 2 })));
  return fc.oneof(
    { arbitrary: operator.map((one) => Object.fromEntries([one])), weight: 3 },
    { arbitrary: fc.uniqueArray(operator, { maxLength: 3, selector: ([name]) => name }).map((some) => Object.fromEntries(some)), weight: 1 },
  );
}

function operand(field: GraphQLInputField, values: Value[]): fc.Arbitrary<unknown> {
  if (field.name === 'isNull') return fc.boolean();
  const value = valueOf(field, values);
  return field.name === 'in' ? fc.oneof({ arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }), weight: 5 }, { arbitrary: fc.constant([]), weight: 1 }) : value;
}

/** Mostly what is there, and what is near it. */
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
