import { setTimeout as pause } from 'node:timers/promises';
import { type Context, isSpanContextValid, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { LRUCache } from 'lru-cache';
import { type RequestEnded, requests, type StatementEnded, statements } from '../signals';
import { listen } from './listen';

export interface TracesOptions {
  /** Where a collector takes OTLP over HTTP, without /v1/traces. */
  endpoint: string;
  service: string;
  /** Which part of the traces that begin here is recorded; those that a caller began are recorded when it records them. */
  ratio: number;
  /** How long spans are gathered before they are sent. */
  delayMs?: number;
}

const EXPORT_MS = 1_500;
/** At the end we wait no longer for a collector that does not answer. */
const FLUSH_MS = 2_000;
/** Of so many requests at a time the statements are remembered until the request ends, of each so many. */
const MOST_REQUESTS = 5_000;
const MOST_STATEMENTS = 200;
const LONGEST_NAME = 100;

type Ran = StatementEnded & { end: number };

/**
 * Makes a span of every request and one of each of its statements, after the fact: both are told when they ended and how
 * long they took, so nothing has to be carried along while they run. Answers how to stop.
 */
export async function traceRequests(options: TracesOptions): Promise<() => Promise<void>> {
  const provider = await providerFor(options);
  const tracer = provider.getTracer('gazette-graph');
  const ran = new LRUCache<string, Ran[]>({ max: MOST_REQUESTS });

  const stops = [
    listen<StatementEnded>(statements, (told) => {
      if (told.requestId === null) return;
      const before = ran.get(told.requestId);
      if (!before) ran.set(told.requestId, [{ ...told, end: now() }]);
      else if (before.length < MOST_STATEMENTS) before.push({ ...told, end: now() });
    }),
    listen<RequestEnded>(requests, (told) => {
      const end = now();
      const span = tracer.startSpan(`${told.method} ${told.route}`, { kind: SpanKind.SERVER, startTime: end - told.ms, attributes: attributesOf(told) }, callersContext(told.traceparent));
      const within = trace.setSpan(ROOT_CONTEXT, span);
      for (const { mode, outcome, ms, end: ended } of ran.get(told.requestId) ?? []) {
        const child = tracer.startSpan(`neo4j ${mode}`, { kind: SpanKind.CLIENT, startTime: ended - ms, attributes: { 'db.system.name': 'neo4j', 'gazette.statement.mode': mode } }, within);
        close(child, outcome, outcome !== 'OK', ended);
      }
      ran.delete(told.requestId);
      close(span, told.outcome, told.status >= 500, end);
    }),
  ];
  return async () => {
    for (const stop of stops) stop();
    await Promise.race([provider.shutdown().catch(() => undefined), pause(FLUSH_MS, undefined, { ref: false })]);
  };
}

/** Its packages are loaded here, as nobody needs them who has no collector. */
async function providerFor({ endpoint, service, ratio, delayMs = 2_000 }: TracesOptions): Promise<NodeTracerProvider> {
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, { BatchSpanProcessor, NodeTracerProvider, ParentBasedSampler, TraceIdRatioBasedSampler }] =
    await Promise.all([import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/resources'), import('@opentelemetry/sdk-trace-node')]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: EXPORT_MS });
  return new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    // What does not fit into its queue is dropped.
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: delayMs, exportTimeoutMillis: EXPORT_MS })],
  });
}

/** In milliseconds, with fractions: several statements end within one. */
const now = (): number => performance.timeOrigin + performance.now();

/** By OpenTelemetry's conventions for HTTP servers and GraphQL; no variables and no document. */
const attributesOf = ({ method, route, status, operation, requestId, role, cost, kept, hash, outcome }: RequestEnded): Record<string, string | number | boolean> => ({
  'http.request.method': method, 'http.route': route, 'url.path': route, 'url.scheme': 'http', 'http.response.status_code': status,
  // There are no others here.
  ...(route === '/graphql' ? { 'graphql.operation.type': 'query' } : {}),
  ...(operation === null ? {} : { 'graphql.operation.name': operation.slice(0, LONGEST_NAME) }),
  'gazette.request_id': requestId, 'gazette.role': role, 'gazette.outcome': outcome, 'gazette.kept': kept,
  ...(cost === null ? {} : { 'gazette.cost': cost }), ...(hash === null ? {} : { 'gazette.operation.hash': hash }),
});

function close(span: Span, outcome: string, failed: boolean, end: number): void {
  if (outcome !== 'OK') span.setAttribute('error.type', outcome);
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(end);
}

/** W3C Trace Context: version, trace, span, flags; a later version may say more behind them. */
function callersContext(traceparent: string | null): Context {
  const [, traceId = '', spanId = '', flags = ''] = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:$|-)/.exec(traceparent ?? '') ?? [];
  const context = { traceId, spanId, traceFlags: parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? trace.setSpanContext(ROOT_CONTEXT, context) : ROOT_CONTEXT;
}
