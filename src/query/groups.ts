import { ArgsType, Int, ObjectType } from 'type-graphql';
import { badUserInput, tooCostly } from '../errors';
import type { Params, Row } from '../store/reader';
import { type Class, classOf } from './class';
import { compileFilter, Compiler, type Input, matching, sought } from './compiler';
import type { RequestContext } from './context';
import { describedEnum } from './enums';
import { defineFilter, type FilterDefinition, IntFilter, scalar } from './filters';
import { checkRange } from './range';
import { hydrate } from './row';

/** One thing to count by: Cypher that returns each `key` of (n) once, and null when it has none. */
export interface Dimension { keys: string; description: string; thing: boolean }
/** One figure beside the count: what it adds up over the members of a group. */
export interface Figure { sum: string; type: () => unknown; filter: Class; description: string; nullable?: boolean }

/** A value that stands on (n) itself. */
export const own = (expression: string, description: string): Dimension => ({ keys: `RETURN ${expression} AS key`, description, thing: false });
/** Values that a pattern from (n) leads to. */
export const values = (pattern: string, expression: string, description: string): Dimension => ({ keys: `OPTIONAL MATCH ${pattern} RETURN DISTINCT ${expression} AS key`, description, thing: false });
/** Things that a pattern from (n) leads to, as (key). */
export const things = (pattern: string, description: string): Dimension => ({ keys: `OPTIONAL MATCH ${pattern} RETURN DISTINCT key`, description, thing: true });

export interface GroupTable {
  /** Label of what is counted, and its plural in words. */
  name: string;
  plural: string;
  filter: FilterDefinition;
  /** The interface that every thing has. */
  node: () => unknown;
  dimensions: Record<string, Dimension>;
  /** Cypher from (n) to what the figures add up. */
  reach?: string;
  figures?: Record<string, Figure>;
  params?: Params;
}
export interface GroupArgs { by: string[]; where?: Input | null; having?: Input | null; first?: number | null }
export interface Groups {
  Group: Class;
  Args: new () => GroupArgs;
  ask: (context: RequestContext, args: GroupArgs, expandGroups?: boolean) => Promise<object[]>;
}

const MOST = 1_000;
const MOST_DIMENSIONS = 3;

/** Makes XDimension, XGroupKey, XGroup and XGroupHaving from one table, and asks the one statement that answers them. */
export function groupsOf(table: GroupTable): Groups {
  const { name, plural, dimensions, figures = {} } = table;
  const Dimension = describedEnum(`${name}Dimension`, `What ${plural} can be grouped by. One counts once under each of its keys, so groups of one dimension can overlap; a key counts what the filter of the same meaning finds.`,
    Object.fromEntries(Object.entries(dimensions).map(([dimension, { description }]) => [dimension, description])));
  const Key = classOf(`${name}GroupKey`, ObjectType({ description: `What the ${plural} of a group have in common, for one dimension.`, simpleResolvers: true }), {
    dimension: { type: () => Dimension, description: 'The dimension.' },
    value: { type: () => String, nullable: true, description: 'The value, or the name of the thing; null for those that have none.' },
    node: { type: table.node, nullable: true, description: 'The thing; null for dimensions whose keys are values, and for those that have none.' },
  });
  const Group = classOf(`${name}Group`, ObjectType({ description: `Those ${plural} that have the same keys.`, simpleResolvers: true }), {
    keys: { type: () => [Key], description: 'What they have in common, one key for each dimension asked for.' },
    count: { type: () => Int, description: 'How many they are.' },
    ...figures,
  });
  const having = defineFilter(`${name}GroupHaving`, `A condition on groups of ${plural}; every field given must hold.`, {
    count: scalar('count', IntFilter, 'How many they are.'),
    ...Object.fromEntries(Object.entries(figures).map(([figure, { filter, description }]) => [figure, scalar(figure, filter, description)])),
  });
  const Args = classOf(`${name}GroupArgs`, ArgsType(), {
    by: { type: () => [Dimension], description: `The dimensions, 1 to ${MOST_DIMENSIONS} different ones.` },
    where: { type: () => table.filter.input, nullable: true, description: `Only ${plural} that satisfy this.` },
    having: { type: () => having.input, nullable: true, description: 'Only groups that satisfy this.' },
    first: { type: () => Int, nullable: true, description: `The first N groups, 1–${MOST}. All when left out; TOO_COSTLY when these are more than ${MOST}.` },
  });
  return {
    Group, Args: Args as new () => GroupArgs,
    ask: async (context, args, expandGroups) => {
      const { by, first } = args;
      if (by.length < 1 || by.length > MOST_DIMENSIONS || new Set(by).size < by.length) throw badUserInput('by', `give 1 to ${MOST_DIMENSIONS} different dimensions`);
      checkRange('first', first, 1, MOST);
      const { cypher, params } = statement(table, having, args, new Compiler(expandGroups));
      const rows = await context.store.run(cypher, { ...params, limit: first ?? MOST + 1 });
      if (rows.length > MOST) throw tooCostly('first', `there are more than ${MOST} groups: give first to see the largest, or narrow them with where or having`);
      return rows.map((row) => Object.assign(new Group(), row.figures, {
        keys: by.map((dimension, at) => Object.assign(new Key(), { dimension, ...read((row.keys as unknown[])[at]) })),
      }));
    },
  };
}

function statement({ name, filter, dimensions, reach, figures = {}, params = {} }: GroupTable, having: FilterDefinition, args: GroupArgs, compiler: Compiler): { cypher: string; params: Params } {
  const { start, conditions } = args.where ? sought(filter.table, compiler, args.where) : { start: undefined, conditions: [] };
  const kept = args.having ? ` WHERE ${compileFilter(having.table, compiler, 'figures', args.having, 'having')}` : '';
  const by = args.by.map((dimension, at) => ({ variable: `key${at}`, ...dimensions[dimension] as Dimension }));
  const names = by.map(({ variable }) => variable);
  const keys = by.map(({ keys }, at) => `CALL (n) { ${keys} } WITH ${['n', ...names.slice(0, at), `key AS key${at}`].join(', ')}`);
  const sums = Object.entries(figures).map(([figure, { sum }]) => `, ${figure}: ${sum}`).join('');
  return {
    cypher: `${matching(name, start, conditions)([])} WITH n
${keys.join('\n')}
${reach ? `CALL (n) { ${reach} }` : ''}
WITH ${names.join(', ')}, {count: count(DISTINCT n)${sums}} AS figures${kept}
RETURN [${by.map(({ variable, thing }) => (thing ? `${variable}{.*}` : variable)).join(', ')}] AS keys, figures
ORDER BY figures.count DESC, ${by.map(({ variable, thing }) => (thing ? `${variable}.sort` : variable)).join(', ')} LIMIT $limit`,
    params: { ...params, ...compiler.params },
  };
}

/** A key as it comes from the database: a thing as its row, a value as it is. */
function read(key: unknown): { value: string | null; node: object | null } {
  if (key === null) return { value: null, node: null };
  if (typeof key === 'object') return { value: (key as { name: string }).name, node: hydrate<object>(key as Row) };
  return { value: String(key), node: null };
}
