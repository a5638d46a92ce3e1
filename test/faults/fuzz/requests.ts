import {
  getNamedType, getNullableType, type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLNamedOutputType, type GraphQLSchema, isAbstractType, isCompositeType, isEnumType, isInputObjectType,
  isInterfaceType, isListType, isNonNullType, isObjectType,
} from 'graphql';
import type { Random } from '../../../bench/generate/random';

export interface Request { sort: string; method: string; path: string; headers: Record<string, string>; body: string }

/** How a value is written: in a query, where names of enums and fields stand bare, or in JSON. */
type Syntax = 'query' | 'json';
const DEEPEST = 3;
const STRANGE = ['', ' ', '\u0000', '\u202e倒写', '\ufeff', 'e\u0301'.repeat(40), '\ud83d\ude00', '\ud800', '__proto__', 'constructor', '../../etc/passwd', "' OR 1=1 //", '`}) RETURN 1 //', '${7*7}', '%00', '%', '_', '.*', '𠮷野家', 'İ', 'ß', '９９９', 'x'.repeat(3_000)];
const PROTOTYPE = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'prototype'];
const NUMBERS = ['0', '1', '-1', '2', '7', '100', '101', '2147483647', '2147483648', '9007199254740993', '-0', '1.5', '1e3', '1e400'];
const DAYS = ['2020-01-01', '2022-12-31', '2019-02-29', '0000-00-00', '9999-12-31', '2020-1-1', 'today'];

/** Half a character has no place in an address. */
const inAddress = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));

/** Requests that the schema suggests, right ones and wrong ones; the same seed and pool give the same requests. */
export class Requests {
  private sent = 0;

  /** `pool`: ids and names that are in the graph, so that right requests have answers. */
  constructor(private readonly schema: GraphQLSchema, private readonly random: Random, private readonly pool: readonly string[]) {}

  next(): Request {
    this.sent += 1;
    const draw = this.random.next();
    if (draw < 0.45) return this.post('right', this.query(0));
    if (draw < 0.6) return this.post('wrong values', this.query(0.2));
    if (draw < 0.8) return this.withVariables(this.random.chance(0.5) ? 0 : 0.3);
    if (draw < 0.9) return this.post('mangled', this.mangle(this.query(0.05)));
    if (draw < 0.95) return this.nested();
    return this.otherForm();
  }

  private post(sort: string, query: string, more = ''): Request {
    return { sort, method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json', ...(this.random.chance(0.2) ? { accept: 'application/json' } : {}) }, body: `{"query":${JSON.stringify(query)}${more}}` };
  }

  /** `wrong`: the share of values that have a wrong type. */
  private query(wrong: number): string {
    const root = this.schema.getQueryType();
    if (!root) throw new Error('there is nothing to ask for');
    const fields = Object.values(root.getFields());
    const chosen = Array.from({ length: this.random.chance(0.8) ? 1 : this.random.between(2, 4) }, () => this.field(this.random.pick(fields), DEEPEST, wrong, true));
    const fragment = this.random.chance(0.15) ? this.fragment(wrong) : { spread: '', definition: '' };
    return `${this.random.pick(['', 'query ', 'query Q ', `query Q${this.sent} `])}{ ${chosen.join(' ')} ${fragment.spread}}${fragment.definition}`;
  }

  private fragment(wrong: number): { spread: string; definition: string } {
    const name = this.random.pick(['F', 'on2', '__F', 'constructor']);
    return { spread: `...${name} `, definition: ` fragment ${name} on Query { ${this.random.chance(0.1) ? `...${name}` : this.field(this.random.pick(Object.values(this.schema.getQueryType()?.getFields() ?? {})), 2, wrong, true)} }` };
  }

  private selection(type: GraphQLNamedOutputType, left: number, wrong: number): string {
    if (!isCompositeType(type)) return '';
    const parts = [this.random.chance(0.5) ? '__typename' : 'a0: __typename'];
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => left > 1 || !isCompositeType(getNamedType(field.type)));
      for (let count = Math.min(fields.length, this.random.between(1, 3)); count > 0; count -= 1) parts.push(this.field(this.random.pick(fields), left - 1, wrong));
    }
    if (isAbstractType(type) && left > 0) {
      const possible = this.random.pick(this.schema.getPossibleTypes(type));
      parts.push(`... on ${possible.name} ${this.selection(possible, left - 1, wrong)}`);
    }
    return `{ ${parts.join(' ')} }`;
  }

  private field(field: GraphQLField<unknown, unknown>, left: number, wrong: number, root = false): string {
    // Two of one name with other arguments do not merge; most have a name of their own.
    const alias = root || field.args.length > 0 || this.random.chance(0.3) ? `a${this.random.between(1, 9_999)}: ` : '';
    const directive = this.random.chance(0.05) ? this.random.pick([' @include(if: true)', ' @skip(if: false)', ' @skip(if: true)', wrong > 0 ? ' @nothing' : '']) : '';
    const name = wrong > 0 && this.random.chance(0.03) ? this.random.pick([...PROTOTYPE, `${field.name}x`]) : field.name;
    return `${alias}${name}${this.args(field.args, wrong)}${directive} ${this.selection(getNamedType(field.type), left, wrong)}`;
  }

  private args(args: readonly GraphQLArgument[], wrong: number): string {
    // Small pages, mostly: what is looked for is not how much can be asked.
    const given = args.filter(({ name, type }) => (name === 'first' ? this.random.chance(0.95) : name === 'last' ? this.random.chance(0.05) : isNonNullType(type) ? !(wrong > 0 && this.random.chance(0.1)) : this.random.chance(0.35)));
    return given.length === 0 ? '' : `(${given.map(({ name, type }) => `${name}: ${this.value(type, 'query', wrong, 3, name)}`).join(', ')})`;
  }

  private value(type: GraphQLInputType, syntax: Syntax, wrong: number, left: number, name = ''): string {
    if (this.random.chance(wrong)) return this.anything(syntax, 2);
    if (!isNonNullType(type) && this.random.chance(0.05)) return 'null';
    const inner = getNullableType(type);
    if (isListType(inner)) return `[${Array.from({ length: this.random.between(0, 3) }, () => this.value(inner.ofType, syntax, wrong, left - 1)).join(', ')}]`;
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).filter((field) => isNonNullType(field.type) || (left > 0 && this.random.chance(0.2)));
      return `{${fields.map((field) => `${syntax === 'json' ? `"${field.name}"` : field.name}: ${this.value(field.type, syntax, wrong, left - 1)}`).join(', ')}}`;
    }
    if (isEnumType(inner)) {
      const value = this.random.pick(inner.getValues()).name;
      return syntax === 'json' ? `"${value}"` : value;
    }
    return this.scalar(getNamedType(inner).name, name);
  }

  private scalar(type: string, name: string): string {
    if (name === 'first' || name === 'last') return String(this.random.between(1, 3));
    if (type === 'Int' || type === 'SafeInt') return this.random.pick(['0', '1', '2', '5', '20']);
    if (type === 'Float') return this.random.pick(['0', '1.5', '-3', '1e6']);
    if (type === 'Boolean') return this.random.pick(['true', 'false']);
    if (type === 'Date') return `"${this.random.pick(DAYS.slice(0, 2))}"`;
    if (type === 'DateTime') return '"2026-01-01T00:00:00Z"';
    return JSON.stringify(this.random.chance(0.7) ? this.random.pick(this.pool) : this.random.pick(STRANGE));
  }

  /** A value of any sort, whatever is expected. */
  private anything(syntax: Syntax, left: number): string {
    const key = (name: string): string => (syntax === 'json' ? `"${name}"` : name);
    const more = left > 0 ? [() => `[${this.anything(syntax, left - 1)}, ${this.anything(syntax, left - 1)}]`, () => `{${key(this.random.pick([...PROTOTYPE, 'eq', 'in', 'AND', 'x']))}: ${this.anything(syntax, left - 1)}}`] : [];
    return this.random.pick([() => this.random.pick(NUMBERS), () => JSON.stringify(this.random.pick(STRANGE)), () => `"${this.random.pick(DAYS)}"`, () => 'true', () => 'null', () => (syntax === 'json' ? '"BLOCK"' : 'BLOCK'), ...more])();
  }

  private withVariables(wrong: number): Request {
    const field = this.random.pick(Object.values(this.schema.getQueryType()?.getFields() ?? {}).filter(({ args }) => args.length > 0));
    const declared = field.args.map(({ name, type }) => `$${name}: ${this.random.chance(wrong / 3) ? 'Boolean' : String(type)}`).join(', ');
    const given = field.args.filter(({ name, type }) => isNonNullType(type) || this.random.chance(name === 'first' ? 0.95 : name === 'last' ? 0.05 : 0.5)).map(({ name, type }) => `"${name}": ${this.value(type, 'json', wrong, 3, name)}`);
    if (wrong > 0) given.push(...this.random.several(2, () => `"${this.random.pick(PROTOTYPE)}": ${this.anything('json', 3)}`));
    const query = `query Q(${declared}) { ${field.name}(${field.args.map(({ name }) => `${name}: $${name}`).join(', ')}) ${this.selection(getNamedType(field.type), 2, 0)} }`;
    const operation = this.random.chance(wrong) ? `,"operationName":${this.random.pick(['"Q"', '"R"', '7', 'null', '"__proto__"', '[]'])}` : '';
    return this.post(wrong > 0 ? 'wrong variables' : 'right variables', query, `,"variables":{${given.join(', ')}}${operation}`);
  }

  /** One to three places of a text taken out, doubled or replaced. */
  private mangle(text: string): string {
    let mangled = text;
    for (let count = this.random.between(1, 3); count > 0; count -= 1) {
      const from = this.random.between(0, mangled.length);
      const to = Math.min(mangled.length, from + this.random.between(0, 6));
      mangled = mangled.slice(0, from) + this.random.pick(['', '{', '}', '(', ')', '"', '"""', '#', '$', '@', '...', ':', '\u0000', '\ud800', mangled.slice(from, to).repeat(2)]) + mangled.slice(to);
    }
    return mangled;
  }

  private nested(): Request {
    const depth = this.random.between(20, 400);
    const [open, close] = this.random.pick([['{ a: tasks ', '}'], ['{ tasks(where: ', ')}'], ['{ ... on Query ', '}']] as const);
    const value = this.random.chance(0.5);
    const query = value ? `{ tasks(where: ${'{ NOT: '.repeat(depth)}{}${' }'.repeat(depth)}) { totalCount } }` : `${open.repeat(depth)}{ __typename }${close.repeat(depth)}`;
    return this.post('nested', query, this.random.chance(0.3) ? `,"variables":{"x":${'['.repeat(depth)}${']'.repeat(depth)}}` : '');
  }

  /** The same questions in HTTP's other forms, and in forms it does not have. */
  private otherForm(): Request {
    const query = this.query(0.05);
    const right = this.post('other HTTP', query);
    const get = { ...right, method: 'GET', path: `/graphql?query=${inAddress(query)}`, body: '' };
    return this.random.pick<() => Request>([
      () => ({ ...get, headers: { 'apollo-require-preflight': '1' } }),
      () => ({ ...get, headers: {} }),
      () => ({ ...get, path: `${get.path}&variables=${this.random.pick(['{', '[]', '%7B%7D', '%', 'null', '7'])}`, headers: { 'apollo-require-preflight': '1' } }),
      () => ({ ...right, headers: { 'content-type': this.random.pick(['text/plain', 'application/graphql', 'multipart/form-data', 'application/json; charset=gbk', 'x']) } }),
      () => ({ ...right, headers: { ...right.headers, 'content-encoding': this.random.pick(['gzip', 'br', 'x']) } }),
      () => ({ ...right, headers: { ...right.headers, accept: this.random.pick(['text/html', 'image/png', '', 'multipart/mixed', 'application/graphql-response+json']) } }),
      () => ({ ...right, headers: { ...right.headers, authorization: this.random.pick(['Bearer x', 'Basic x', 'Bearer ', 'x']) } }),
      () => ({ ...right, method: this.random.pick(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) }),
      () => ({ ...right, body: this.mangle(right.body) }),
      () => ({ ...right, body: `[${right.body},${right.body}]` }),
      () => ({ ...right, body: this.random.pick(['', 'null', '7', '""', '{}', '{"query":null}', '{"query":7}', '{"query":"{ __typename }","variables":[]}', '{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}']) }),
      () => ({ ...get, path: `/export/${this.random.pick(['tasks.csv', 'documents.jsonld', 'places.xml', '__proto__.csv', 'tasks.exe', '..%2f..'])}?first=3&where=${inAddress(this.anything('json', 2))}`, headers: {} }),
    ])();
  }
}
