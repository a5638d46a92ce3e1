import type { Level, Logger } from 'pino';
import { STATUS } from '../errors';
import { type RequestEnded, requests } from '../signals';
import { Bound } from './bound';
import { listen } from './listen';

/** Names come from callers, and GraphQL sets no bound to them. */
const LONGEST_NAME = 100;

/** One line for every request that ended, repeated ones bounded; answers it how to stop. */
export function logRequests(log: Logger): () => void {
  const bound = new Bound((outcome, leftOut) => log[levelOf(outcome)]({ outcome, leftOut }, 'requests left out of the log'));
  const stop = listen<RequestEnded>(requests, ({ traceparent: _, operation, ...told }) => {
    const level = levelOf(told.outcome);
    if (!log.isLevelEnabled(level) || !bound.allows(told.outcome)) return;
    log[level]({ ...told, operation: operation?.slice(0, LONGEST_NAME) ?? null, ms: Math.round(told.ms * 10) / 10 }, 'request');
  });
  return () => {
    stop();
    bound.end();
  };
}

/** Answers are what is expected; what callers do wrong is for them to mend, what we cannot do is for the operator. */
function levelOf(outcome: string): Level {
  if (outcome === 'OK') return 'debug';
  if (outcome === 'INTERNAL') return 'error';
  return ((STATUS as Record<string, number>)[outcome] ?? 0) >= 500 ? 'warn' : 'info';
}
