import { execute, type GraphQLObjectType, type GraphQLSchema, parse } from 'graphql';
import type { RequestContext } from '../query/context';
import type { Row } from './row';
import { type Fact, pageOf, selectionOf, type Shape, shapeOf } from './shape';

export interface Version { version: string; loadedAt: string }
/** Answers one operation, or throws its first error. A context of its own each time: loaders remember all that they loaded. */
export type Ask = <T>(query: string, variables?: Record<string, unknown>) => Promise<T>;

const PAGE = 100;
interface Page { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

/** The graph became another one under way: what was read and what is still to come do not belong together. */
export class VersionChanged extends Error {
  constructor(from: string, to: string) {
    super(`the graph changed from ${from} to ${to} during the export`);
  }
}

export const askOf = (schema: GraphQLSchema, context: () => RequestContext): Ask => async <T>(query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await execute({ schema, document: parse(query), variableValues: variables, contextValue: context() });
  if (errors?.[0]) throw errors[0];
  return data as T;
};

export async function versionOf(ask: Ask): Promise<Version> {
  const { graph } = await ask<{ graph: { version: string; loadedAt: unknown } }>('{ graph { version loadedAt } }');
  return { version: graph.version, loadedAt: new Date(graph.loadedAt as string | Date).toISOString() };
}

/** What is asked of a root connection: its rows in full, page after page. */
export interface Plan { connection: string; shape: Shape; query: string; nested: { fact: Fact; query: string }[] }

export function planOf(schema: GraphQLSchema, connection: string, row: GraphQLObjectType): Plan {
  const shape = shapeOf(row);
  const args = schema.getQueryType()?.getFields()[connection]?.args.filter(({ name }) => name !== 'last' && name !== 'before') ?? [];
  const query = `query Export(${args.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ')}) {
    page: ${connection}(${args.map(({ name }) => `${name}: $${name}`).join(', ')}) { nodes { ${selectionOf(schema, shape)} } pageInfo { hasNextPage endCursor } } }`;
  const nested = shape.fields.filter((field): field is Fact => field.kind === 'fact' && field.paged).map((fact) => ({
    fact, query: `query ExportMore($id: ID!, $after: String!) { node(id: $id) { ... on ${row.name} { ${pageOf(fact.name, selectionOf(schema, fact.shape), true, ', after: $after')} } } }`,
  }));
  return { connection, shape, query, nested };
}

/**
 * The rows of a connection, a page in memory at a time. The version is read before the first page and again after each one,
 * so that a page read while a load went through is never handed on.
 */
export async function* walk(ask: Ask, plan: Plan, variables: Record<string, unknown>, version: Version): AsyncGenerator<Row[]> {
  let after: string | null = null;
  for (let more = true; more;) {
    const { page }: { page: Page } = await ask<{ page: Page }>(plan.query, { ...variables, first: PAGE, after });
    for (const { fact, query } of plan.nested) {
      for (const row of page.nodes) row[fact.name] = await wholeList(ask, query, fact.name, row);
    }
    const now = await versionOf(ask);
    if (now.version !== version.version || now.loadedAt !== version.loadedAt) throw new VersionChanged(version.version, now.version);
    yield page.nodes;
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
}

/** A connection inside a row as a plain list: the page that came with the row, and all that follow. */
async function wholeList(ask: Ask, query: string, name: string, row: Row): Promise<Row[]> {
  let page = row[name] as Page;
  const found = [...page.nodes];
  while (page.pageInfo.hasNextPage) {
    const { node } = await ask<{ node: Record<string, Page> }>(query, { id: row.id, after: page.pageInfo.endCursor });
    page = node[name] as Page;
    found.push(...page.nodes);
  }
  return found;
}
