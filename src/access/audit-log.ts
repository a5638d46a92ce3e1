import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Code } from '../errors';
import { auditFailures, type RequestEnded, requests } from '../signals';
import type { Caller } from './caller';

/** What one line says; never a key, a token, a parameter or data. */
export interface AuditEntry {
  /** A privileged one, a header that let nobody in, or any other refused request. */
  action: 'cypher' | 'load' | 'identify' | 'request';
  requestId: string;
  role: string;
  caller: string | null;
  /** What was asked for: /graphql, /export, /load. */
  route?: string;
  /** SHA-256 of the query text that was sent. */
  hash?: string | null;
  /** SHA-256 of the Cypher in it. */
  digest?: string;
  cost?: number | null;
  /** OK, or the code that the caller got. */
  outcome: string;
  /** Why, where the caller is told less. */
  reason?: string;
  ms?: number;
  rows?: number;
}

const REFUSALS: readonly Code[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'OPERATION_NOT_TRUSTED', 'RATE_LIMITED', 'TOO_COSTLY', 'OVERLOADED', 'CYPHER_REFUSED'];
/** Requests end soon after they were recorded. */
const REMEMBERED = 10_000;

/**
 * One line of JSON for everything that only some may do, and for every refusal; only ever appended to. What is privileged
 * is written before the answer is sent, and there is no answer when it cannot be: a full disk lets nobody pass unseen. The
 * file is opened for each line, so that it can be renamed at any time.
 */
export class AuditLog {
  private readonly recorded = new LRUCache<string, true>({ max: REMEMBERED });

  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    appendFileSync(file, '', { mode: 0o600 });
  }

  record(entry: AuditEntry): void {
    try {
      appendFileSync(this.file, `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`, { mode: 0o600 });
    } catch (error) {
      auditFailures.publish({});
      throw error;
    }
    this.recorded.set(entry.requestId, true);
  }

  /** Records, from now on, every request that ended refused, unless it is recorded already; answers how to stop that. */
  follow(failed: (error: unknown) => void): () => void {
    const hear = (message: unknown): void => {
      const { requestId, role, caller, route, hash, cost, outcome, ms } = message as RequestEnded;
      if (!REFUSALS.some((code) => code === outcome) || this.recorded.has(requestId)) return;
      try {
        this.record({ action: 'request', requestId, role, caller, route, hash, cost, outcome, ms });
      } catch (error) {
        failed(error);
      }
    };
    requests.subscribe(hear);
    return () => void requests.unsubscribe(hear);
  }

  /** Does something privileged, and records how it ended. */
  async witness<T>(action: 'cypher' | 'load', caller: Caller, subject: string | undefined, work: () => Promise<T>, countOf?: (done: T) => number): Promise<T> {
    const begun = Date.now();
    const { role, name, requestId, hash, cost } = caller;
    const digest = subject === undefined ? undefined : sha256(subject);
    const tell = (outcome: string, rows?: number): void => this.record({ action, requestId, role, caller: name, hash, digest, cost, outcome, ms: Date.now() - begun, rows });
    let done: T;
    try {
      done = await work();
    } catch (error) {
      tell(codeOf(error));
      throw error;
    }
    tell('OK', countOf?.(done));
    return done;
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const codeOf = (error: unknown): string => (error as { extensions?: { code?: string } }).extensions?.code ?? 'INTERNAL';
