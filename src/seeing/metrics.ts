import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { STATUS } from '../errors';
import { auditFailures, beginnings, type RequestEnded, requests, type StatementBegins, type StatementEnded, statements } from '../signals';
import { type Sources, watchSources } from './gauges';
import { listen } from './listen';

/** Callers can ask for any path and name operations as they like; only what the server knows becomes a label, or they could make any number of them. */
const GRAPHQL = '/graphql';
const ROUTES = new Set([GRAPHQL, '/export', '/load']);
const OTHER = 'other';
/** They have connections of their own. */
const ANALYST = 'ANALYST';
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface MetricsOptions extends Omit<Sources, 'connections'> {
  /** Names of operations that the server knows. */
  operations: ReadonlySet<string>;
  /** How many connections to the database there can be. */
  connections?: number;
}

/** What a server does, in numbers, as Prometheus reads them. */
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly registry = new Registry();
  private readonly look: () => Promise<void>;
  private readonly stops: (() => void)[];

  constructor({ operations, connections, ...sources }: MetricsOptions) {
    const registers = [this.registry];
    const ended = new Counter({ registers, name: 'gazette_requests_total', help: 'Requests that ended, by what became of them: OK, a code, or GONE.', labelNames: ['route', 'outcome'] });
    // What was never counted would be missing, and its first time no increase.
    for (const route of ROUTES) for (const outcome of ['OK', 'GONE', ...Object.keys(STATUS)]) ended.inc({ route, outcome }, 0);
    const asked = new Counter({ registers, name: 'gazette_operations_total', help: 'GraphQL requests that ended, by the name of their operation, where the server knows it.', labelNames: ['operation', 'outcome'] });
    const duration = new Histogram({ registers, name: 'gazette_request_duration_seconds', help: 'From the first byte of a request to the last of its answer.', labelNames: ['route', 'kept'], buckets: SECONDS });
    const cost = new Histogram({ registers, name: 'gazette_request_cost_points', help: 'What requests cost, of those that were not refused before it was counted.', labelNames: ['route'], buckets: [1, 10, 100, 1_000, 10_000, 50_000, 100_000, 200_000] });
    const perRequest = new Histogram({ registers, name: 'gazette_request_statements', help: 'Statements that a request sent to the database; kept answers, which send none, are left out.', labelNames: ['operation'], buckets: [0, 1, 2, 3, 5, 10, 20, 50, 100] });
    const statement = new Histogram({ registers, name: 'gazette_statement_duration_seconds', help: 'From sending a statement to having its whole result.', labelNames: ['mode', 'outcome'], buckets: SECONDS });
    const unaudited = new Counter({ registers, name: 'gazette_audit_failures_total', help: 'Lines that could not be written to the audit log.' });
    let sent = 0;
    this.look = watchSources(this.registry, { ...sources, connections: connections === undefined ? undefined : { most: connections, sent: () => sent } });
    this.stops = [
      listen<RequestEnded>(requests, (told) => {
        const route = ROUTES.has(told.route) ? told.route : OTHER;
        ended.inc({ route, outcome: told.outcome });
        duration.observe({ route, kept: String(told.kept) }, told.ms / 1_000);
        if (told.cost !== null) cost.observe({ route }, told.cost);
        if (route !== GRAPHQL) return;
        const operation = told.operation !== null && operations.has(told.operation) ? told.operation : OTHER;
        asked.inc({ operation, outcome: told.outcome });
        if (!told.kept) perRequest.observe({ operation }, told.statements);
      }),
      listen<StatementBegins>(beginnings, ({ mode }) => { if (mode !== ANALYST) sent += 1; }),
      listen<StatementEnded>(statements, ({ mode, outcome, ms }) => {
        // Some may have been sent before anybody listened.
        if (mode !== ANALYST && sent > 0) sent -= 1;
        statement.observe({ mode, outcome }, ms / 1_000);
      }),
      listen(auditFailures, () => unaudited.inc()),
    ];
  }

  async text(): Promise<string> {
    await this.look();
    return `${await ofProcess().metrics()}\n${await this.registry.metrics()}`;
  }

  stop(): void {
    for (const stop of this.stops) stop();
  }
}

let shared: Registry | undefined;
/** Memory, processor and event loop are of the process, however many servers are in it. */
function ofProcess(): Registry {
  if (!shared) collectDefaultMetrics({ register: (shared = new Registry()) });
  return shared;
}
