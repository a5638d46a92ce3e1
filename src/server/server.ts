import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import type { GraphQLSchema } from 'graphql';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { badUserInput } from '../errors';
import { serveExports } from '../export/serve';
import { Budget } from '../limits/budget';
import { DepthLimit } from '../limits/depth';
import type { Limits } from '../limits/limits';
import type { RequestContext } from '../query/context';
import { Line } from '../store/line';
import type { Readiness } from '../store/readiness';
import type { GraphWatch } from '../store/watch';
import { admit, refuse } from './admit';
import type { AnswerCache } from './answer-cache';
import { boundedServer, type Connections } from './connections';
import { crossOrigin } from './cross-origin';
import { gatewayOf } from './execute';
import { type Access, identify } from './identify';
import { explainInput } from './input-errors';
import { type Loaded, serveLoad } from './load';
import { PAGE_POLICY, serveGraphiql } from './page';
import { jsonBody, plainFirst, refuseDeepQuery } from './plain';
import { failure, mask, nameUnforeseen, wholeRequestStatus } from './told';
import { ApolloOfTrusted, type TrustedDocuments } from './trusted-documents';
import { begin, type Visit, visitOf } from './visit';
import { withinLimits } from './within-limits';

export interface ApiOptions {
  schema: GraphQLSchema;
  context: (visit: Visit) => RequestContext;
  /** Without it no key is known, and everybody is anonymous. */
  access?: Access;
  /** Without it any operation is answered. */
  trusted?: TrustedDocuments;
  /** Without it curators cannot load. */
  load?: () => Promise<Loaded>;
  /** Without it an answer may be of two states of the graph, when a load lands in between. */
  watch?: GraphWatch;
  /** Without it every request is answered anew. */
  cache?: AnswerCache;
  limits: Limits;
  budget: Budget;
  /** What is executed at a time, and what waits for that. */
  line: Line;
  /** Pages of these origins may ask from a browser; `*` for all. */
  origins: readonly string[];
  /** Where a request comes from. */
  addressOf: (request: IncomingMessage) => string;
  /** What is still missing, in one word; ready when nothing is. */
  readiness: () => Promise<Readiness>;
  /** How long running requests may go on once it is stopped. */
  drainMs?: number;
  /** What /metrics answers; without it there is no such address. */
  metrics?: { contentType: string; text: () => Promise<string> };
  /** Without it the usual ones. */
  connections?: Connections;
  host: string;
  port: number;
  log: Logger;
}

export interface Api { url: string; stop: () => Promise<void> }

/** Exports take long, so few of them run at a time, apart from all other questions. */
const EXPORTS = { places: 4, longest: 20, patienceMs: 30_000 };
const POINTS_OF_AN_EXPORT = 5_000;
/** Connections that wait to be taken up: the system's usual 511 are gone in half a second of a flood. */
const BACKLOG = 4_096;

/** The HTTP side: GraphQL at /graphql, files at /export, the page at /, health at /livez and /readyz. */
export async function startApi({ schema, context, access, trusted, load, watch, cache, limits, budget, line, origins, addressOf, readiness, drainMs, metrics, connections, host, port, log }: ApiOptions): Promise<Api> {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  // Other spellings of a path would be other ones to whoever goes by them.
  app.enable('case sensitive routing');
  const http = boundedServer(connections);
  const depth = new DepthLimit(limits.depth);
  const letIn = (response: ServerResponse, points?: number): Promise<boolean> => admit(budget, response, points);
  const apollo = new ApolloOfTrusted({
    gateway: gatewayOf(schema, line, watch),
    introspection: true,
    // Nothing is stored between requests, so there is nothing to be persisted.
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: limits.selections,
    parseOptions: { maxTokens: limits.tokens },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: drainMs }), ApolloServerPluginLandingPageDisabled(),
      // It would wrap the resolver of every field.
      ApolloServerPluginCacheControlDisabled(), explainInput(schema), withinLimits(schema, limits, budget), wholeRequestStatus, nameUnforeseen(log),
    ],
    formatError: (formatted) => mask(formatted),
  }, trusted);
  await apollo.start();
  app.use(helmet({ contentSecurityPolicy: PAGE_POLICY, strictTransportSecurity: false }));
  app.get('/livez', (_request, response) => void response.type('text').send('live'));
  app.get('/readyz', (_request, response, next) => {
    readiness().then((word) => response.status(word === 'ready' ? 200 : 503).type('text').send(word)).catch(next);
  });
  if (metrics) app.get('/metrics', (_request, response, next) => void metrics.text().then((text) => response.type(metrics.contentType).send(text)).catch(next));
  // Health, metrics and the page are asked for all the time and tell nothing about callers.
  app.use(['/graphql', '/export', '/load'], (request, response, next) => {
    visitOf(response).route = request.baseUrl;
    next();
  }, identify(access, letIn), (request, response, next) => {
    letIn(response, request.baseUrl === '/export' ? POINTS_OF_AN_EXPORT : undefined).then((yes) => { if (yes) next(); }).catch(next);
  });
  app.use('/graphql', jsonBody(limits, depth));
  app.use(['/graphql', '/export'], refuseDeepQuery(depth));
  app.use('/graphql', expressMiddleware(apollo, { context: ({ res }) => Promise.resolve(context(visitOf(res))) }));
  serveExports(app, { schema, context: (response) => context(visitOf(response)), line: new Line(EXPORTS), log });
  if (load && access) serveLoad(app, { load, audit: access.audit, log });
  // Its editor asks for the schema, and for whatever is typed.
  if (!trusted) serveGraphiql(app);
  app.use((_request, response) => refuse(response, badUserInput('path', 'there is nothing at this address; README says what there is'), {}, 404));
  const failed = failure(log);
  // Last: whatever Express itself refuses (a body that is no JSON, or too long) is answered as GraphQL is.
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => failed(error, response));
  const plain = plainFirst({ app: app as RequestListener, apollo, context, cache, edition: () => trusted?.edition() ?? '', limits, depth, admit: letIn, failed });
  const shared = crossOrigin(origins);
  http.on('request', (request, response) => {
    begin(request, response, addressOf);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    shared(request, response, () => plain(request, response));
  });
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen({ port, host, backlog: BACKLOG }, resolve));
  const shown = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host;
  return { url: `http://${shown}:${(http.address() as AddressInfo).port}`, stop: () => apollo.stop() };
}
