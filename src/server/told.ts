import type { ServerResponse } from 'node:http';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { badUserInput, type Code, internal, STATUS } from '../errors';
import type { RequestContext } from '../query/context';
import { refuse } from './admit';
import { type Visit, visitOf } from './visit';

/** What goes wrong before or after GraphQL, answered as GraphQL is. */
export const failure = (log: Logger) => (error: unknown, response: ServerResponse): void => {
  if (response.headersSent) return void response.destroy();
  const visit = visitOf(response);
  const { status = 500, type } = error as { status?: number; type?: string };
  // What a look at a body refuses has got another status on its way.
  if (error instanceof GraphQLError && isKnown(error.extensions.code)) return refuse(response, error, {}, type === 'entity.verify.failed' || status === 500 ? undefined : status);
  if (status >= 400 && status < 500) return refuse(response, badUserInput('request', status === 413 ? 'send less; README says how much' : 'send a well-formed address and, as its body, a JSON object with a query'), {}, status);
  if (!visit.signal.aborted) log.error({ requestId: visit.requestId, err: error }, 'request failed');
  refuse(response, internal(visit.requestId));
};

const isKnown = (code: unknown): code is Code => typeof code === 'string' && code in STATUS && code !== 'INTERNAL';

/** The code under which an error is told; undefined for what nobody foresaw. */
function codeOf({ message, extensions }: Pick<GraphQLFormattedError, 'message' | 'extensions'>): Code | undefined {
  const code = extensions?.code;
  if (isKnown(code)) return code;
  if (/^Schema is not configured to execute/.test(message)) return 'GRAPHQL_VALIDATION_FAILED';
  return code === 'OPERATION_RESOLUTION_FAILURE' || code === 'BAD_REQUEST' || String(code).startsWith('PERSISTED_QUERY') ? 'BAD_USER_INPUT' : undefined;
}

/** Whatever nobody foresaw becomes INTERNAL; nameUnforeseen says under which id. */
export function mask(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = codeOf(formatted);
  if (code === undefined) return { ...internal('').toJSON(), path: formatted.path };
  return code === formatted.extensions?.code ? formatted : { ...formatted, extensions: { code } };
}

/** What nobody foresaw is in the log, under the id that its caller is told; the work of callers who are gone is nobody's fault. */
export function nameUnforeseen(log: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue }) {
      const { requestId, signal } = contextValue.caller as Visit;
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors) if (codeOf(error) === undefined && !signal.aborted) log.error({ requestId, err: unwrapResolverError(error) }, 'request failed');
        },
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single') return;
          for (const { extensions } of response.body.singleResult.errors ?? []) if (extensions?.code === 'INTERNAL') Object.assign(extensions, { requestId });
        },
      };
    },
  };
}

/** Refused before anything was asked: these are no answers of GraphQL, so their status is the same for everybody. */
const REFUSED: ReadonlySet<Code> = new Set<Code>(['RATE_LIMITED', 'OVERLOADED', 'OPERATION_NOT_TRUSTED']);

/** A request that failed as a whole has the status of its first error; an error beside data is 200. */
export const wholeRequestStatus: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ contextValue }) {
    return {
      async willSendResponse({ request, response }) {
        if (response.body.kind !== 'single') return;
        const { data, errors } = response.body.singleResult;
        const code = errors?.[0]?.extensions?.code as Code | undefined;
        if (code) (contextValue.caller as Visit).failure = code;
        const empty = data === null || data === undefined || Object.values(data).every((value) => value === null);
        if (code === 'OVERLOADED') response.http.headers.set('retry-after', '1');
        // GraphQL over HTTP: to a client that knows only application/json every well-formed request is 200.
        const accept = request.http?.headers.get('accept') ?? '*/*';
        const plainJson = accept.includes('application/json') && !/graphql-response\+json|\*\/\*|application\/\*/.test(accept) && request.query;
        if (code && empty) response.http.status = plainJson && !REFUSED.has(code) ? 200 : STATUS[code] ?? 500;
        else if (plainJson) response.http.status = 200;
      },
    };
  },
};
