import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Response } from 'express';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { type Code, internal, STATUS } from '../errors';
import type { Caller } from '../access/caller';
import { serveExports } from '../export/serve';
import type { RequestContext } from '../query/context';
import type { GraphWatch } from '../store/watch';
import { type Access, callerOf, identify } from './identify';
import type { AnswerCache } from './answer-cache';
import { boundedServer, type Connections } from './connections';
import { gatewayOf } from './execute';
import { explainInput } from './input-errors';
import { refuseDeepQuery, tooDeep } from './depth';
import { jsonBody, plainFirst } from './plain';
import { serveGraphiql } from './page';
import { fewRootFields } from './root-fields';

export interface ApiOptions {
  schema: GraphQLSchema;
  context: (caller: Caller) => RequestContext;
  /** Without it no key is known, and everybody is anonymous. */
  access?: Access;
  /** Without it an answer may be of two states of the graph, when a load lands in between. */
  watch?: GraphWatch;
  /** Without it every request is answered anew. */
  cache?: AnswerCache;
  ready: () => Promise<boolean>;
  /** Without it the usual ones. */
  connections?: Connections;
  host: string;
  port: number;
  log: Logger;
}

export interface Api { url: string; stop: () => Promise<void> }

/** The HTTP side: GraphQL at /graphql, the page at /, health at /livez and /readyz. */
export async function startApi({ schema, context, access, watch, cache, ready, connections, host, port, log }: ApiOptions): Promise<Api> {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  const states = new WeakMap<Caller, string>();
  const http = boundedServer(connections);
  const apollo = new ApolloServer<RequestContext>({
    gateway: gatewayOf(schema, watch, states),
    introspection: true,
    // Nothing is stored between requests, so there is nothing to be persisted.
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: 4_000 },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }), ApolloServerPluginLandingPageDisabled(),
      // It would wrap the resolver of every field.
      ApolloServerPluginCacheControlDisabled(), explainInput(schema), fewRootFields, wholeRequestStatus,
    ],
    formatError: (formatted, error) => mask(formatted, unwrapResolverError(error), log),
  });
  await apollo.start();
  app.get('/livez', (_request, response) => void response.type('text').send('live'));
  app.get('/readyz', (_request, response, next) => {
    ready().then((yes) => response.status(yes ? 200 : 503).type('text').send(yes ? 'ready' : 'not ready')).catch(next);
  });
  app.use(['/graphql', '/export'], identify(access));
  app.use('/graphql', jsonBody);
  app.use(['/graphql', '/export'], refuseDeepQuery);
  app.use('/graphql', expressMiddleware(apollo, { context: ({ res }) => Promise.resolve(context(callerOf(res))) }));
  serveExports(app, { schema, context: (response) => context(callerOf(response)), log });
  serveGraphiql(app);
  const failed = failure(log);
  // Last: whatever Express itself refuses (a body that is no JSON, or too long) is answered as GraphQL is.
  app.use((error: unknown, _request: express.Request, response: express.Response, next: express.NextFunction) => (response.headersSent ? next(error) : failed(error, response)));
  http.on('request', plainFirst({
    app, apollo, context, cache, stateOf: (caller) => (caller ? states.get(caller) : undefined), callerOf: (response) => (response as Response).locals?.caller as Caller | undefined, failed,
  }));
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(port, host, resolve));
  const shown = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host;
  return { url: `http://${shown}:${(http.address() as AddressInfo).port}`, stop: () => apollo.stop() };
}

/** What goes wrong before or after GraphQL, answered as GraphQL is. */
const failure = (log: Logger) => (error: unknown, response: ServerResponse): void => {
  if (response.headersSent) return void response.destroy();
  const { status = 500, type } = error as { status?: number; type?: string };
  const known = status >= 400 && status < 500;
  const id = randomUUID();
  if (!known) log.error({ requestId: id, err: error }, 'request failed');
  const told = type === 'entity.verify.failed' ? tooDeep().toJSON() : known
    ? { message: status === 413 ? 'body: send at most 100 kB.' : 'body: send a JSON object with a query.', extensions: { code: 'BAD_USER_INPUT' } }
    : internal(id).toJSON();
  response.statusCode = type === 'entity.verify.failed' ? 400 : status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ errors: [told] }));
};

/** Known codes pass; anything else becomes INTERNAL with a request id, and the cause stays in the log. */
function mask(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && code in STATUS && code !== 'INTERNAL') return formatted;
  if (/^Schema is not configured to execute/.test(formatted.message)) return { ...formatted, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  if (code === 'OPERATION_RESOLUTION_FAILURE' || code === 'BAD_REQUEST' || String(code).startsWith('PERSISTED_QUERY')) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  const requestId = randomUUID();
  log.error({ requestId, err: error instanceof GraphQLError ? error.originalError ?? error : error }, 'request failed');
  return { ...internal(requestId).toJSON(), path: formatted.path };
}

/** A request that failed as a whole has the status of its first error; an error beside data is 200. */
const wholeRequestStatus: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        if (response.body.kind !== 'single') return;
        // GraphQL over HTTP: to a client that knows only application/json every well-formed request is 200.
        const accept = request.http?.headers.get('accept') ?? '*/*';
        if (accept.includes('application/json') && !/graphql-response\+json|\*\/\*|application\/\*/.test(accept) && request.query) {
          response.http.status = 200;
          return;
        }
        const { data, errors } = response.body.singleResult;
        const code = errors?.[0]?.extensions?.code as Code | undefined;
        const empty = data === null || data === undefined || Object.values(data).every((value) => value === null);
        if (code && empty) response.http.status = STATUS[code] ?? 500;
      },
    };
  },
};
