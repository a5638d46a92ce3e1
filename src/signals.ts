import { channel } from 'node:diagnostics_channel';
import type { Code } from './errors';

/** What is told of every request, once, when its answer was sent or its sender is gone; never a key, a parameter or data. */
export interface RequestEnded {
  requestId: string;
  method: string;
  /** What was asked for: /graphql, /export, /load. */
  route: string;
  role: string;
  /** The name of a key or of a token's subject; null for anybody. */
  caller: string | null;
  /** The operation's name as its sender gives it; null where there is none. */
  operation: string | null;
  /** SHA-256 of the query text, hexadecimal; null where none was read. */
  hash: string | null;
  /** Points, null where it was refused before they were counted. */
  cost: number | null;
  /** Statements that were sent to the database. */
  statements: number;
  /** Whether the answer was a kept one. */
  kept: boolean;
  status: number;
  /** OK, the first error's code, or GONE when the sender did not wait for the answer. */
  outcome: 'OK' | 'GONE' | Code;
  /** Milliseconds from the first byte that came to the last that went. */
  ms: number;
  /** The caller's W3C header of that name, as it came. */
  traceparent: string | null;
}

/** What is told of every statement that was sent to the database. */
export interface StatementEnded { mode: 'READ' | 'WRITE' | 'ANALYST'; outcome: 'OK' | 'GONE' | Code; ms: number; requestId: string | null }

/** Whoever wants to know subscribes (node:diagnostics_channel); who tells does not know who listens. */
export const requests = channel('gazette-graph:request');
export const statements = channel('gazette-graph:statement');
/** Told before a statement is sent, and so before a connection is free for it. */
export interface StatementBegins { mode: StatementEnded['mode'] }
export const beginnings = channel('gazette-graph:statement-begins');
/** Told when a line could not be written to the audit log. */
export const auditFailures = channel('gazette-graph:audit-failure');
