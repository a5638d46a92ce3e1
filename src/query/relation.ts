import { Ctx, Field, Root } from 'type-graphql';
import type { Row } from '../store/store';
import type { RequestContext } from './context';
import { hydrate } from './row';

/** Where a relation leads: from this row, (p), to the other, (n), and how it is ordered and cut down. */
export interface Relation {
  pattern: string;
  where?: string;
  /** Printed order when left out. */
  order?: string;
  /** When several paths lead to the same thing. */
  distinct?: boolean;
  /** Further columns by expression, for facts that stand on the relationship itself. */
  facts?: Record<string, string>;
}

/** Every statement that a relation of the schema can send, by `Type.field`: for the guards that EXPLAIN them. */
export const relationStatements = new Map<string, string>();

function statementOf({ pattern, where, order = 'n.sort', distinct = false, facts = {} }: Relation): string {
  const columns = ['p.id AS id', 'n{.*} AS row', ...Object.entries(facts).map(([name, expression]) => `${expression} AS ${name}`)];
  return `UNWIND $ids AS wanted MATCH (p:Node {id: wanted}) MATCH ${pattern}${where ? ` WHERE ${where}` : ''}
WITH ${distinct ? 'DISTINCT ' : ''}${columns.join(', ')}, ${order} AS position, n.sort AS tie ORDER BY position, tie
RETURN id, row${Object.keys(facts).map((name) => `, ${name}`).join('')}`;
}

/**
 * A field that leads to related things, all parents of a request in one statement: a list where the type is a list,
 * otherwise the first or null. A room of a higher order adds one to a lower type by calling it on the type's prototype.
 */
export function Related(type: () => unknown, relation: Relation, description: string, options: { nullable?: boolean } = {}): (prototype: object, name: string) => void {
  return define(type, relation, description, options, (row) => hydrate(row.row as Row));
}

/** The same for facts that stand on the relationship: the thing is `node`, the facts beside it, in the class given. */
export function RelatedFacts<F extends object>(type: () => new () => F, relation: Relation, description: string): (prototype: object, name: string) => void {
  return define(() => [type()], relation, description, {}, ({ row, id: _id, ...facts }) => Object.assign(new (type())(), { node: hydrate(row as Row) }, facts));
}

function define(type: () => unknown, relation: Relation, description: string, { nullable = false }: { nullable?: boolean }, read: (row: Row) => unknown) {
  const cypher = statementOf(relation);
  return (prototype: object, name: string): void => {
    relationStatements.set(`${prototype.constructor.name}.${name}`, cypher);
    // The field's method has a name of its own: a row may carry a stored property of the field's name.
    const method = `${name}Field`;
    const resolve = async (root: { id: string }, context: RequestContext): Promise<unknown> => {
      const rows = await context.rowsOf(cypher, root.id);
      if (Array.isArray(type())) return rows.map(read);
      return rows[0] ? read(rows[0]) : null;
    };
    Object.defineProperty(prototype, method, { value: resolve, configurable: true, writable: true });
    Root()(prototype, method, 0);
    Ctx()(prototype, method, 1);
    Field(type as () => typeof String, { name, description, nullable })(prototype, method, Object.getOwnPropertyDescriptor(prototype, method) as PropertyDescriptor);
  };
}
