import { GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { may } from '../access/permissions';
import { badUserInput, cypherRefused, forbidden } from '../errors';
import type { RequestContext } from '../query/context';
import { type AnalystStore, type Answer, MOST_ROWS } from '../store/analyst';
import { StatementRefused } from '../store/driver';
import type { Json } from '../store/json';
import type { Reader } from '../store/reader';
import { readQuery } from './clause';
import { acceptPlan, NO_SHORTEST_PATH } from './plan';

const FORMS = 'Whole numbers beyond 2^53 and NaN, Infinity, -Infinity are strings; dates, times and durations are ISO 8601; a node is {id, labels, properties}, a relationship {type, startId, endId, properties} and a path {nodes, relationships}, with the global ids of things; a point is {srid, x, y} with z where it has one.';

@ObjectType({ description: 'What a query in Cypher found.', simpleResolvers: true })
export class CypherResult {
  @Field(() => [String], { description: 'The columns, as RETURN names them.' })
  columns!: string[];
  @Field(() => [GraphQLJSON], { description: `Each row is an array in the order of \`columns\`. ${FORMS}` })
  rows!: Json[][];
  @Field(() => Boolean, { description: `Whether there was more than is sent: at most ${MOST_ROWS} rows and 1 MB.` })
  truncated!: boolean;
}

@Resolver()
export class CypherResolver {
  @Query(() => CypherResult, {
    complexity: 1_000,
    description: 'Read-only Cypher for analysts (docs/cypher.md). Needs a key or a token with the role analyst or curator, FORBIDDEN otherwise. Only reading is accepted, and only what stays small: anything else is CYPHER_REFUSED and says what and where. Ends with TIMEOUT after five seconds, with TOO_COSTLY when it needs too much memory, with OVERLOADED when too many ask at once.',
  })
  cypher(
    @Arg('query', () => String, { description: 'One query of at most 10,000 characters, made of MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION, CALL { … } and CALL db.index.fulltext.queryNodes(\'search\', …).' }) query: string,
    @Arg('parameters', () => GraphQLJSONObject, { nullable: true, description: 'The values of the $names in the query; whole numbers are integers.' }) parameters: Record<string, unknown> | undefined,
    @Ctx() context: RequestContext,
  ): Promise<CypherResult> {
    const { caller, privileged } = context;
    if (!privileged) throw forbidden(FOR_ANALYSTS);
    return privileged.audit.witness('cypher', caller, query, async () => {
      if (!may(caller.role, 'cypher')) throw forbidden(FOR_ANALYSTS);
      return ask(privileged.analysts, context.store, query, parameters ?? {});
    }, ({ rows }) => rows.length);
  }
}

const FOR_ANALYSTS = 'cypher is for analysts; an operator makes a key with npm run keys, to be sent as “Authorization: Bearer KEY”';

async function ask(analysts: AnalystStore, reader: Reader, query: string, parameters: Record<string, unknown>): Promise<Answer> {
  for (const name of Object.keys(parameters)) if (!/^[\w\p{Script=Han}]+$/u.test(name)) throw badUserInput('parameters', 'name them in letters, figures, _ and Chinese characters');
  const read = readQuery(query, parameters);
  try {
    return await analysts.ask(read.written(), parameters, acceptPlan, reader);
  } catch (error) {
    if (!(error instanceof StatementRefused)) throw error;
    throw Object.assign(cypherRefused(REASONS[error.why], error.offset === null ? undefined : read.placeOf(error.offset)), { cause: error });
  }
}

/** What only the database finds out, in our words. */
const REASONS: Record<StatementRefused['why'], string> = {
  statement: 'something here does not fit together: a value of another type is needed, a name is used twice or comes too late, or what is counted stands beside what is not',
  value: 'while it ran, a value was of the wrong type or out of range for what is done with it',
  search: 'the text that is searched for is none that the full-text index understands',
  path: NO_SHORTEST_PATH,
};
