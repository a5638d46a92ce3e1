import { type DocumentNode, type ExecutionResult, getVariableValues, GraphQLError, type GraphQLSchema, Kind, locatedError, type OperationDefinitionNode } from 'graphql';
import { Gone } from '../../errors';
import type { Reader } from '../../store/reader';
import { Unplanned } from './complete';
import { Planner } from './plan';
import { RootColumns, Statement } from './statement';
import { type Asked, selectionOf } from './selection';

export interface Request { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Record<string, unknown> }

export interface Plan {
  cypher: string;
  params: Record<string, unknown>;
  /** The data of the answer, in the order of the request. */
  read: (values: unknown[]) => Record<string, unknown>;
}

/**
 * A whole request as one statement, when every field of it says what it asks of the database (`means`); null when one
 * does not, when the input is wrong, or when it may come to too much: then its resolvers answer it, which also know how to
 * say what is wrong. Both ways must answer the same.
 */
export function planOf({ schema, document, operation, variables: given }: Request, mostShown: number): Plan | null {
  const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  const query = schema.getQueryType();
  if (!variables || !query) return null;
  const asked: Asked = { schema, variables, fragments: {} };
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) asked.fragments[definition.name.value] = definition;
  const statement = new Statement(mostShown);
  const columns = new RootColumns();
  const planner = new Planner(asked, statement);
  const fields = [...selectionOf(asked, query, [operation.selectionSet])].map(([key, nodes]) => {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return [key, () => query.name] as const;
    const field = query.getFields()[name];
    if (!field) throw new Unplanned(name);
    return [key, planner.root(field, nodes, columns)] as const;
  });
  if (columns.empty) return null;
  return {
    cypher: columns.statement(), params: statement.params,
    read: (values) => Object.fromEntries(fields.map(([key, make]) => [key, make(values)])),
  };
}

/** What the resolvers would answer; null when they have to. */
export async function answerAhead(store: Reader, request: Request, mostShown: number): Promise<ExecutionResult | null> {
  try {
    const plan = planOf(request, mostShown);
    if (!plan) return null;
    const [values = []] = await store.values(plan.cypher, plan.params).catch((error: unknown) => { throw new NotAnswered(error); });
    return { data: plan.read(values) };
  } catch (error) {
    // What does not fit, and what is wrong with the request, is for the resolvers to say.
    if (error instanceof Unplanned || error instanceof GraphQLError) return null;
    // Too much together may not be too much one by one.
    if (error instanceof NotAnswered && request.operation.selectionSet.selections.length > 1 && !inVain(error.cause)) return null;
    if (error instanceof NotAnswered) return { data: null, errors: failed(request, error.cause) };
    throw error;
  }
}

/** Nothing would be answered the second time either. */
const inVain = (cause: unknown): boolean => cause instanceof Gone || (cause instanceof GraphQLError && cause.extensions.code === 'STORE_UNAVAILABLE');

/** The database did not answer; asking it again, piece by piece, would only take longer. */
class NotAnswered extends Error {
  constructor(cause: unknown) { super('not answered', { cause }); }
}

/** As if every field of the request had failed by itself. */
const failed = ({ operation }: Request, cause: unknown): GraphQLError[] =>
  operation.selectionSet.selections.slice(0, 1).map((node) => locatedError(cause, node, node.kind === Kind.FIELD ? [node.alias?.value ?? node.name.value] : []));
