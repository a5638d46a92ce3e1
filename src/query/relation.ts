import { Args, ArgsType, Ctx, Field, Root } from 'type-graphql';
import type { Params, Row } from '../store/reader';
import { classOf, type FieldLine } from './class';
import type { RequestContext } from './context';
import { type Arguments, means } from './meaning';
import { hydrate } from './row';

/** Where a relation leads: from this row, (p), to the other, (n), and how it is ordered and cut down. */
export interface Relation {
  pattern: string;
  where?: string;
  /** Of the condition. */
  params?: Params;
  /** Printed order when left out. */
  order?: string;
  /** When several paths lead to the same thing. */
  distinct?: boolean;
  /** Further columns by expression, for facts that stand on the relationship itself. */
  facts?: Record<string, string>;
}

/** Every statement that a relation of the schema can send, by `Type.field`: for the guards that EXPLAIN them. */
export const relationStatements = new Map<string, { cypher: string; params: Params }>();

function statementOf({ pattern, where, order = 'n.sort', distinct = false, facts = {} }: Relation): string {
  const columns = ['p.id AS id', 'n{.*} AS row', ...Object.entries(facts).map(([name, expression]) => `${expression} AS ${name}`)];
  return `UNWIND $ids AS wanted MATCH (p:Node {id: wanted}) MATCH ${pattern}${where ? ` WHERE ${where}` : ''}
WITH ${distinct ? 'DISTINCT ' : ''}${columns.join(', ')}, ${order} AS position, n.sort AS tie ORDER BY position, tie
RETURN id, row${Object.keys(facts).map((name) => `, ${name}`).join('')}`;
}

type TypeThunk = () => unknown;
type FieldDecorator = (prototype: object, name: string) => void;

/**
 * A field that leads to related things, all parents of a request in one statement: a list where the type is a list,
 * otherwise the first or null. A room of a higher order adds one to a lower type by calling it on the type's prototype.
 */
export const Related = (type: TypeThunk, relation: Relation, description: string, options: { nullable?: boolean } = {}): FieldDecorator =>
  define(type, () => relation, description, options, (row) => hydrate(row.row as Row));

/** The same with arguments, which decide what is cut out. */
export const RelatedBy = (type: TypeThunk, lines: Record<string, FieldLine>, relation: (given: Arguments) => Relation, description: string): FieldDecorator =>
  define(type, relation, description, {}, (row) => hydrate(row.row as Row), lines);

/** The same for facts that stand on the relationship: the thing is `node`, the facts beside it, in the class given. */
export const RelatedFacts = <F extends object>(type: () => new () => F, relation: Relation, description: string): FieldDecorator =>
  define(() => [type()], () => relation, description, {}, ({ row, id: _id, ...facts }) => Object.assign(new (type())(), { node: hydrate(row as Row) }, facts));

/** Of such a class: the thing at the other end. */
export const End = (type: TypeThunk, description: string): FieldDecorator => (prototype, name) => {
  method(prototype, name, function resolve(this: unknown, root: { node: unknown }) { return root.node; }, { type, description }, { kind: 'end' });
};

/** Worked out of stored properties of the row, and of those of what a relation leads to. */
export const WorkedOutWith = <A extends Arguments>(
  type: TypeThunk, lines: Record<string, FieldLine>, { of, relation, related }: { of: readonly string[]; relation: Relation; related: readonly string[] }, from: (row: Row, related: Row[], given: A) => unknown, description: string,
): FieldDecorator => (prototype, name) => {
  const cypher = statementOf(relation);
  relationStatements.set(`${prototype.constructor.name}.${name}`, { cypher, params: {} });
  const resolve = async (root: Row, context: RequestContext, given: A): Promise<unknown> => from(root, (await context.rowsOf(cypher, root.id as string)).map(({ row }) => row as Row), given);
  method(prototype, name, resolve, { type, description }, { kind: 'worked-out', of, related: { relation, of: related }, from: (row, found, given) => from(row, found, given as A) }, lines);
};

/** The thing whose id stands here under a name of its own; null when none does. */
export const Reference = (type: TypeThunk, property: string, description: string): FieldDecorator => (prototype, name) => {
  method(prototype, name, (root: Row, context: RequestContext) => (root[property] ? context.byId(root[property] as string) : null), { type, description, nullable: true }, { kind: 'reference', property });
};

function define(type: TypeThunk, relation: (given: Arguments) => Relation, description: string, { nullable = false }: { nullable?: boolean }, read: (row: Row) => unknown, lines?: Record<string, FieldLine>): FieldDecorator {
  return (prototype, name) => {
    const { params = {}, ...plain } = relation({});
    relationStatements.set(`${prototype.constructor.name}.${name}`, { cypher: statementOf(plain), params });
    const resolve = async (root: { id: string }, context: RequestContext, given: Arguments = {}): Promise<unknown> => {
      const asked = relation(given);
      const rows = await context.rowsOf(statementOf(asked), root.id, asked.params);
      if (Array.isArray(type())) return rows.map(read);
      return rows[0] ? read(rows[0]) : null;
    };
    method(prototype, name, resolve, { type, description, nullable }, { kind: 'relation', relation }, lines);
  };
}

/** The field's method has a name of its own: a row may carry a stored property of the field's name. */
function method(prototype: object, name: string, resolve: unknown, { type, ...options }: FieldLine, meaning: Parameters<typeof means>[0], lines?: Record<string, FieldLine>): void {
  const own = `${name}Field`;
  Object.defineProperty(prototype, own, { value: resolve, configurable: true, writable: true });
  Root()(prototype, own, 0);
  Ctx()(prototype, own, 1);
  if (lines) {
    const Given = classOf(`${prototype.constructor.name}_${name}`, ArgsType(), lines);
    Args(() => Given)(prototype, own, 2);
  }
  Field(type as () => typeof String, { name, ...options })(prototype, own, Object.getOwnPropertyDescriptor(prototype, own) as PropertyDescriptor);
  means(meaning)(prototype, own);
}
