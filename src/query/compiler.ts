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

  /** Compiles what was compiled, and so bounded, before. */
  again<T>(compile: () => T): T {
    const { conditions, depth, hops } = this;
    [this.conditions, this.depth, this.hops] = [0, 0, 0];
    const compiled = compile();
    [this.conditions, this.depth, this.hops] = [conditions, depth, hops];
    return compiled;
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
export const AROUND = 4;
const MAX_HOPS = 12;
const MAX_DEPTH = 20;
const MAX_CONDITIONS = 100;

export type Input = Record<string, unknown>;

/**
 * Where the search for what satisfies a condition can begin: Cypher that binds a node from an index, nothing twice, and
 * leaves nothing out. It may bind too much, unless it is exact: then the condition it was made from need not be checked
 * again.
 */
export interface Start {
  exact?: boolean;
  /** The field of the condition that it was made from; none when that is deeper inside. */
  field?: string;
  /** The smaller, the fewer things it is expected to bind. */
  cost: number;
  cypher: () => string;
}

/** How one filter field reads: the GraphQL input it takes, what it means, the condition it becomes, and where it can begin. */
export interface FilterField {
  type: () => unknown;
  description: string;
  compile: (compiler: Compiler, node: string, value: Input, path: string) => string;
  start?: (compiler: Compiler, node: string, value: Input, label: string) => Start | undefined;
}

/** Fields that must hold for the same related thing, compiled in one go. */
export interface FilterGroup {
  fields: string[];
  compile: (compiler: Compiler, node: string, value: Input, path: string) => string;
}

export interface FilterTable {
  name: string;
  /** Of the nodes that it is about. */
  label: string;
  fields: Record<string, FilterField>;
  together?: FilterGroup;
}

const all = (conditions: string[]): string => (conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`);
const any = (conditions: string[]): string => (conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`);

/** Every condition it returns is two-valued, so that NOT of a comparison with a missing value is true. */
export const compileFilter = (table: FilterTable, compiler: Compiler, node: string, value: Input, path: string): string =>
  compiler.deeper(path, 0, () => compileFields(table, compiler, node, value, path));

/** What is left to check of a condition on what a start binds. Compiled whole before: what is wrong with it was found then. */
function checkedFrom(start: Start, table: FilterTable, compiler: Compiler, node: string, value: Input, path: string): string {
  if (!start.exact || start.field === undefined || table.together?.fields.includes(start.field)) return compileFilter(table, compiler, node, value, path);
  const { [start.field]: _exact, ...rest } = value;
  return compileFilter(table, compiler, node, rest, path);
}

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

/** The best place to begin at among all conditions that must hold; none when none of them begins at an index. */
export function startOf(table: FilterTable, compiler: Compiler, node: string, value: Input): Start | undefined {
  const starts = Object.entries(value).flatMap(([name, given]): (Start | undefined)[] => {
    if (given === undefined || given === null) return [];
    if (name === 'AND') return (given as Input[]).map((part) => { const start = startOf(table, compiler, node, part); return start && { ...start, field: undefined }; });
    const start = table.fields[name]?.start?.(compiler, node, given as Input, table.label);
    return [start && { ...start, field: name }];
  });
  return starts.filter((start) => start !== undefined).sort((a, b) => a.cost - b.cost)[0];
}

/** How to find every (n) that satisfies a condition: where to begin, and what is left to check. */
export function sought(table: FilterTable, compiler: Compiler, where: Input): { start: Start | undefined; conditions: string[] } {
  // Compiled whole in any case: what is wrong with it, or too much, is found so.
  const whole = compileFilter(table, compiler, 'n', where, 'where');
  const start = startOf(table, compiler, 'n', where);
  return { start, conditions: [start ? compiler.again(() => checkedFrom(start, table, compiler, 'n', where, 'where')) : whole] };
}

export const whereAll = (conditions: readonly string[]): string => (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`);

/** True of every listed node; said, it makes the database walk the index of printed order. */
export const IN_ORDER = "n.sort > ''";

/**
 * Cypher that binds (n) once to every node of a label for which the conditions hold: from a start, or else along the
 * label's index of printed order, so that a page of that order ends where it is full.
 */
export function matching(label: string, start: Start | undefined, conditions: readonly string[]): (bounds: readonly string[]) => string {
  const cypher = start?.cypher();
  return (bounds) => {
    if (cypher) return `${cypher} WITH n${whereAll([`n:${label}`, ...bounds, ...conditions])}`;
    // Of a whole label the database knows the number without counting, so that is left as it is.
    return `MATCH (n:${label})${whereAll([...(bounds.length === 0 && conditions.length > 0 ? [IN_ORDER] : bounds), ...conditions])}`;
  };
}

/** Follows a relation from where another start ends, to a node that each of many may lead to. */
export const onwards = (start: Start | undefined, node: string, match: () => string): Start | undefined =>
  start && start.cost < WEAK ? { cost: start.cost + 1, cypher: () => `${start.cypher()} MATCH ${match()} WITH DISTINCT ${node}` } : undefined;

/** The same from what satisfies the whole of a condition: then all that is bound satisfies the one that leads there. */
export function exactlyOnwards(table: FilterTable, compiler: Compiler, other: string, value: Input, node: string, match: () => string): Start | undefined {
  const start = startOf(table, compiler, other, value);
  if (!start || start.cost >= WEAK) return undefined;
  return {
    cost: start.cost + 1, exact: true,
    cypher: () => compiler.again(() => `${start.cypher()} WITH DISTINCT ${other} WHERE ${other}:${table.label} AND ${checkedFrom(start, table, compiler, other, value, 'where')} MATCH ${match()} WITH DISTINCT ${node}`),
  };
}

/** A start that binds a large share of all things: better than none, but not worth following relations from. */
export const WEAK = 100;

export function refuseNull(value: unknown, path: string): void {
  if (value === null) throw badUserInput(path, 'leave it out, or use { isNull: true } to ask for missing values');
}

const OPERATORS: Record<string, string> = { eq: '=', gte: '>=', lte: '<=', contains: 'CONTAINS', startsWith: 'STARTS WITH', in: 'IN' };

/** A start from the texts or values of an index: for conditions that name what they look for. `find` says how, given the comparison. */
export function startAt(cost: number, value: Input, operators: string[], find: (operator: string, given: unknown) => string): Start | undefined {
  const operator = operators.find((each) => value[each] !== undefined && value[each] !== null && value[each] !== '');
  return operator === undefined ? undefined : { cost: cost + operators.indexOf(operator), cypher: () => find(OPERATORS[operator] ?? '=', value[operator]) };
}

/** A scalar comparison on one expression; `fold` brings both sides to the same form. */
export function compare(compiler: Compiler, expression: string, value: Input, path: string, fold: (text: string) => string = (text) => text): string {
  return all(Object.entries(value).filter(([, given]) => given !== undefined).map(([operator, given]) => {
    refuseNull(given, `${path}.${operator}`);
    if (operator === 'isNull') return given === true ? `${expression} IS NULL` : `${expression} IS NOT NULL`;
    const folded = typeof given === 'string' ? fold(given) : Array.isArray(given) ? given.map((item) => (typeof item === 'string' ? fold(item) : item)) : given;
    return `coalesce(${expression} ${OPERATORS[operator]} ${compiler.param(folded)}, false)`;
  }));
}
