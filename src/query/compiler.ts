import { badUserInput, tooCostly } from '../errors';

/** Collects parameters and variable names while a filter becomes Cypher. Values only ever travel as parameters. */
export class Compiler {
  readonly params: Record<string, unknown> = {};
  private count = 0;
  private conditions = 0;
  private depth = 0;
  private hops = 0;

  /** `expandGroups`: whether duties of a group are seen as its members' duties. */
  constructor(readonly expandGroups = false) {
    this.params.views = expandGroups ? ['BOTH', 'EXPANDED'] : ['BOTH', 'PLAIN'];
  }

  param(value: unknown): string {
    const name = `p${this.count++}`;
    this.params[name] = value;
    return `$${name}`;
  }

  variable(): string {
    return `v${this.count++}`;
  }

  /**
   * One condition, or one relation, deeper. The database plans a statement before any time limit holds for it, and the
   * time for that doubles with every level, so a filter is bounded before it is sent.
   */
  deeper(path: string, hops: number, compile: () => string): string {
    this.conditions += 1;
    this.depth += 1;
    this.hops += hops;
    if (this.hops > MAX_HOPS) throw tooCostly(path, `follow fewer relations one inside the other: at most ${MAX_HOPS}, where a list counts ${TO_MANY} and places around places count ${AROUND}`);
    if (this.depth > MAX_DEPTH) throw tooCostly(path, `nest conditions at most ${MAX_DEPTH} deep`);
    if (this.conditions > MAX_CONDITIONS) throw tooCostly(path, `give at most ${MAX_CONDITIONS} conditions`);
    const compiled = compile();
    this.depth -= 1;
    this.hops -= hops;
    return compiled;
  }
}

/** What a relation costs: the further it fans out, the more. */
export const TO_ONE = 1;
export const TO_MANY = 2;
export const AROUND = 3;
const MAX_HOPS = 12;
const MAX_DEPTH = 20;
const MAX_CONDITIONS = 100;

export type Input = Record<string, unknown>;

/** How one filter field reads: the GraphQL input it takes, what it means, and the condition it becomes. */
export interface FilterField {
  type: () => unknown;
  description: string;
  compile: (compiler: Compiler, node: string, value: Input, path: string) => string;
}

/** Fields that must hold for the same related thing, compiled in one go. */
export interface FilterGroup {
  fields: string[];
  compile: (compiler: Compiler, node: string, value: Input, path: string) => string;
}

export interface FilterTable {
  name: string;
  fields: Record<string, FilterField>;
  together?: FilterGroup;
}

const all = (conditions: string[]): string => (conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`);
const any = (conditions: string[]): string => (conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`);

/** Every condition it returns is two-valued, so that NOT of a comparison with a missing value is true. */
export const compileFilter = (table: FilterTable, compiler: Compiler, node: string, value: Input, path: string): string =>
  compiler.deeper(path, 0, () => compileFields(table, compiler, node, value, path));

function compileFields(table: FilterTable, compiler: Compiler, node: string, value: Input, path: string): string {
  const conditions: string[] = [];
  const grouped: Input = {};
  for (const [name, given] of Object.entries(value)) {
    if (given === undefined) continue;
    const here = `${path}.${name}`;
    refuseNull(given, here);
    if (name === 'AND' || name === 'OR') {
      const parts = (given as Input[]).map((part, index) => compileFilter(table, compiler, node, part, `${here}[${index}]`));
      conditions.push(name === 'AND' ? all(parts) : any(parts));
    } else if (name === 'NOT') {
      conditions.push(`NOT ${compileFilter(table, compiler, node, given as Input, here)}`);
    } else if (table.together?.fields.includes(name)) {
      grouped[name] = given;
    } else {
      const field = table.fields[name];
      if (!field) throw badUserInput(here, 'use a field of the filter type');
      conditions.push(field.compile(compiler, node, given as Input, here));
    }
  }
  if (table.together && Object.keys(grouped).length > 0) conditions.push(table.together.compile(compiler, node, grouped, path));
  return all(conditions);
}

export function refuseNull(value: unknown, path: string): void {
  if (value === null) throw badUserInput(path, 'leave it out, or use { isNull: true } to ask for missing values');
}

const OPERATORS: Record<string, string> = { eq: '=', gte: '>=', lte: '<=', contains: 'CONTAINS', startsWith: 'STARTS WITH', in: 'IN' };

/** A scalar comparison on one expression; `fold` brings both sides to the same form. */
export function compare(compiler: Compiler, expression: string, value: Input, path: string, fold: (text: string) => string = (text) => text): string {
  return all(Object.entries(value).filter(([, given]) => given !== undefined).map(([operator, given]) => {
    refuseNull(given, `${path}.${operator}`);
    if (operator === 'isNull') return given === true ? `${expression} IS NULL` : `${expression} IS NOT NULL`;
    const folded = typeof given === 'string' ? fold(given) : Array.isArray(given) ? given.map((item) => (typeof item === 'string' ? fold(item) : item)) : given;
    return `coalesce(${expression} ${OPERATORS[operator]} ${compiler.param(folded)}, false)`;
  }));
}
