import { setTimeout as pause } from 'node:timers/promises';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What is asked at every look. What a server has not got is not given, and not shown. */
export interface Sources {
  ready: () => Promise<boolean>;
  /** Undefined while the database does not say. */
  graph: () => Promise<{ version: string; loadedAt: string } | undefined>;
  cache?: () => { hits: number; misses: number; entries: number; bytes: number };
  executions?: () => { running: number; waiting: number };
  /** What is sent and not ended takes a connection or waits for one; `most` is how many there can be. */
  connections?: { most: number; sent: () => number };
}

/** A look waits no longer than this for a database that says nothing: that is when it is wanted most. */
const PATIENCE_MS = 1_000;

/** Puts what the sources say into a registry; what has to be asked for first is asked by the function that is answered. */
export function watchSources(registry: Registry, { ready, graph, cache, executions, connections }: Sources): () => Promise<void> {
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number): void => void new Gauge({ registers, name, help, collect() { this.set(value()); } });
  const counter = (name: string, help: string, value: () => number): void => void new Counter({ registers, name, help, collect() { this.reset(); this.inc(value()); } });
  if (cache) {
    counter('gazette_cache_hits_total', 'Requests that were given a kept answer.', () => cache().hits);
    counter('gazette_cache_misses_total', 'Requests whose answer was looked for among those that are kept, and was not there.', () => cache().misses);
    gauge('gazette_cache_entries', 'Answers that are kept.', () => cache().entries);
    gauge('gazette_cache_bytes', 'What the kept answers take.', () => cache().bytes);
  }
  if (executions) {
    gauge('gazette_executions_running', 'Requests that are being answered.', () => executions().running);
    gauge('gazette_executions_waiting', 'Requests that wait for their turn.', () => executions().waiting);
  }
  if (connections) {
    const { most, sent } = connections;
    gauge('gazette_connections_max', 'Connections to the database that there can be, those for analysts apart.', () => most);
    gauge('gazette_connections_used', 'Connections to the database on which a statement runs.', () => Math.min(sent(), most));
    gauge('gazette_connections_waiting', 'Statements that wait for a connection.', () => Math.max(0, sent() - most));
  }

  const isReady = new Gauge({ registers, name: 'gazette_ready', help: '1 when requests can be answered, as /readyz says it.' });
  const version = new Gauge({ registers, name: 'gazette_graph_info', help: '1, for the version that the graph was last seen in.', labelNames: ['version'] });
  let [loadedAt, seenAt] = [NaN, Date.now()];
  gauge('gazette_graph_age_seconds', 'Since the graph was last loaded; NaN before it was seen.', () => (Date.now() - loadedAt) / 1_000);
  gauge('gazette_graph_unseen_seconds', 'Since the database last said which graph it has, or since the start.', () => (Date.now() - seenAt) / 1_000);
  return async () => {
    const [yes, found] = await Promise.all([soon(ready()), soon(graph())]);
    isReady.set(yes ? 1 : 0);
    if (!found) return;
    version.reset();
    version.set({ version: found.version }, 1);
    [loadedAt, seenAt] = [Date.parse(found.loadedAt), Date.now()];
  };
}

const soon = <T>(asked: Promise<T>): Promise<T | undefined> => {
  const patience = new AbortController();
  return Promise.race([asked.catch(() => undefined), pause(PATIENCE_MS, undefined, { ref: false, signal: patience.signal }).catch(() => undefined)]).finally(() => patience.abort());
};
