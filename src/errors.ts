import { GraphQLError } from 'graphql';

/** The codes a client can meet, each with the HTTP status of a request that failed as a whole because of it. */
export const STATUS = {
  BAD_USER_INPUT: 400,
  AMBIGUOUS_NAME: 200,
  TOO_COSTLY: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  CYPHER_REFUSED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  OPERATION_NOT_TRUSTED: 403,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  STORE_UNAVAILABLE: 503,
  TIMEOUT: 504,
  INTERNAL: 500,
} as const;
export type Code = keyof typeof STATUS;

const failure = (code: Code, message: string, more: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...more } });

/** Names the argument and the repair. */
export const badUserInput = (argument: string, repair: string): GraphQLError =>
  failure('BAD_USER_INPUT', `${argument}: ${repair}.`, { argument, repair });

/** Names the argument and the repair, like badUserInput: the question is right, but too large. */
export const tooCostly = (argument: string, repair: string): GraphQLError =>
  failure('TOO_COSTLY', `${argument}: ${repair}.`, { argument, repair });

/** The records themselves are wrong: all that is to be mended, each with its file, line and field. */
export const recordsRefused = (problems: readonly string[]): GraphQLError =>
  failure('BAD_USER_INPUT', 'The records have problems, and nothing was loaded.', { argument: 'records', repair: 'mend what `problems` lists', problems });

/** Where in a text: both from 1. */
export interface Position { line: number; column: number }
/** Says in our own words what is wrong with an analyst's query and, where that is known, at which place. */
export const cypherRefused = (what: string, place?: Position): GraphQLError =>
  failure('CYPHER_REFUSED', `query${place ? `, line ${place.line}, column ${place.column}` : ''}: ${what}.`, { argument: 'query', ...place });

export const unauthenticated = (): GraphQLError => failure('UNAUTHENTICATED', 'Authorization: this key or token is not accepted, or no longer; send “Bearer KEY” with one that is, or no such header.');
/** Not the caller's doing: nobody is told that a token is wrong which may be right. */
export const notChecked = (seconds: number): GraphQLError => failure('STORE_UNAVAILABLE', 'Authorization: tokens cannot be checked at the moment, as their issuer cannot be reached. Try again shortly, or send a key.', { retryAfter: seconds });
export const forbidden = (repair: string): GraphQLError => failure('FORBIDDEN', `${repair}.`);
export const operationNotTrusted = (): GraphQLError => failure('OPERATION_NOT_TRUSTED', 'query: only operations that its operator knows are answered here; ask for yours to be added to the manifest.');
/** `seconds` until there are points again. */
export const rateLimited = (seconds: number): GraphQLError => failure('RATE_LIMITED', `The points of this minute are used up. Ask again in ${seconds} s, or for less.`, { retryAfter: seconds });
export const loading = (seconds: number): GraphQLError => failure('OVERLOADED', 'A load is under way. Try again when it has ended.', { retryAfter: seconds });
export const overloaded = (): GraphQLError => failure('OVERLOADED', 'Too many ask at the same time. Try again shortly.');

export interface Candidate { id: string; name: string; type: string }
export const ambiguousName = (candidates: Candidate[]): GraphQLError =>
  failure('AMBIGUOUS_NAME', 'Several things have this name; ask for one of the candidates by its id or full name.', { candidates });

/** `cause` is for the operator's log; it never reaches a client. */
export const storeUnavailable = (cause?: Error): GraphQLError =>
  Object.assign(failure('STORE_UNAVAILABLE', 'The graph cannot be reached at the moment. Try again shortly.'), { cause });
export const timeout = (): GraphQLError => failure('TIMEOUT', 'The question took too long. Ask for less, or narrow the filter.');
export const internal = (requestId: string): GraphQLError => failure('INTERNAL', 'Something went wrong on our side.', { requestId });

/** The client did not wait for its answer: only records say so, for nobody is told, and nothing went wrong. */
export class Gone extends Error {
  readonly extensions = { code: 'GONE' };
  constructor() { super('the client went away'); }
}
