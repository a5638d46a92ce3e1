import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { auditFailures, type RequestEnded, requests, type StatementEnded, statements } from '../signals';
import { type Sources, watchSources } from './gauges';
import { listen } from './listen';

/** Callers can ask for any path and name operations as they like; only what the server knows becomes a label, or they could make any number of them. */
const ROUTES = new Set(['/graphql', '/export', '/load']);
const OTHER = 'other';
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface MetricsOptions extends Sources {
  /** Names of operations that the server knows. */
  operations: ReadonlySet<string>;
}

/** What a server does, in numbers, as Prometheus reads them. */
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly registry = new Registry();
  private readonly look: () => Promise<void>;
  private readonly stops: (() => void)[];

  constructor({ operations, ...sources }: MetricsOptions) {
    const registers = [this.registry];
    const ended = new Counter({ registers, name: 'gazette_requests_total', help: 'Requests that ended, by what became of them: OK, a code, or GONE.', labelNames: ['route', 'operation', 'outcome'] });
    const duration = new Histogram({ registers, name: 'gazette_request_duration_seconds', help: 'From the first byte of a request to the last of its answer.', labelNames: ['route', 'kept'], buckets: SECONDS });
    const cost = new Histogram({ registers, name: 'gazette_request_cost_points', help: 'What requests cost, of those that were not refused before it was counted.', labelNames: ['route'], buckets: [1, 10, 100, 1_000, 5_000, 10_000, 50_000, 100_000] });
    const sent = new Histogram({ registers, name: 'gazette_request_statements', help: 'Statements that a request sent to the database; kept answers, which send none, are left out.', labelNames: ['operation'], buckets: [0, 1, 2, 3, 5, 10, 20, 50, 100] });
    const statement = new Histogram({ registers, name: 'gazette_statement_duration_seconds', help: 'From sending a statement to having its whole result.', labelNames: ['mode', 'outcome'], buckets: SECONDS });
    const unaudited = new Counter({ registers, name: 'gazette_audit_failures_total', help: 'Lines that could not be written to the audit log.' });
    this.look = watchSources(this.registry, sources);
    this.stops = [
      listen<RequestEnded>(requests, (told) => {
        const route = ROUTES.has(told.route) ? told.route : OTHER;
        const operation = told.operation !== null && operations.has(told.operation) ? told.operation : OTHER;
        ended.inc({ route, operation, outcome: told.outcome });
        duration.observe({ route, kept: String(told.kept) }, told.ms / 1_000);
        if (told.cost !== null) cost.observe({ route }, told.cost);
        if (!told.kept) sent.observe({ operation }, told.statements);
      }),
      listen<StatementEnded>(statements, ({ mode, outcome, ms }) => statement.observe({ mode, outcome }, ms / 1_000)),
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
