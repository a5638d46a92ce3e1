import type { Logger } from 'pino';
import { Metrics, type MetricsOptions } from './metrics';
import { logRequests } from './request-log';
import { type TracesOptions, traceRequests } from './traces';

export interface SeeingOptions {
  log: Logger;
  /** Without them nothing is counted. */
  metrics?: MetricsOptions;
  /** Without them nothing is traced. */
  traces?: TracesOptions;
}

export interface Seeing { metrics?: Metrics; stop: () => Promise<void> }

/** Hears what is told of requests and statements, and lets an operator see it: a log, numbers to scrape, traces. */
export async function see({ log, metrics: counted, traces }: SeeingOptions): Promise<Seeing> {
  const metrics = counted && new Metrics(counted);
  const endLog = logRequests(log);
  const endTraces = traces && (await traceRequests(traces));
  return {
    metrics,
    stop: async () => {
      metrics?.stop();
      endLog();
      await endTraces?.();
    },
  };
}
