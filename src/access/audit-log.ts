import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { auditFailures } from '../signals';
import type { Caller } from './caller';

/** What one line says; never a key, a parameter or data. */
export interface AuditEntry {
  action: 'cypher' | 'key';
  requestId: string;
  role: string;
  caller: string | null;
  /** SHA-256 of what was asked. */
  digest?: string;
  /** OK, or the code that the caller got. */
  outcome: string;
  ms?: number;
  rows?: number;
}

/**
 * One line of JSON for everything that only some may do, and for every key that is refused; only ever appended to. It is
 * written before the answer is sent, and there is no answer when it cannot be: a full disk lets nobody pass unseen.
 */
export class AuditLog {
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
  }

  /** Does something privileged, and records how it ended. */
  async witness<T extends { rows: unknown[] }>(action: AuditEntry['action'], { role, name, requestId }: Caller, subject: string, work: () => Promise<T>): Promise<T> {
    const begun = Date.now();
    const tell = (outcome: string, rows: number): void => this.record({
      action, requestId, role, caller: name, digest: createHash('sha256').update(subject).digest('hex'), outcome, ms: Date.now() - begun, rows,
    });
    let done: T;
    try {
      done = await work();
    } catch (error) {
      tell(codeOf(error), 0);
      throw error;
    }
    tell('OK', done.rows.length);
    return done;
  }
}

const codeOf = (error: unknown): string => (error as { extensions?: { code?: string } }).extensions?.code ?? 'INTERNAL';
