import type { ServerName } from '../servers/start';
import type { Loaded } from './load';

/** What one server did with one shape. */
export interface Measured extends Omit<Loaded, 'seconds' | 'requests' | 'bytes'> {
  /** Answers a second, over all turns. */
  rate: number;
  bytesPerAnswer: number;
  /** Processor time per answer, of the server and of the database; null where /proc does not tell. */
  serverCpuMs: number | null;
  databaseCpuMs: number | null;
  residentMb: number | null;
  /** Per request, over all cases: statements sent, and what PROFILE says of them. Null for an answer from a cache. */
  statements: number | null;
  dbHits: number | null;
  rows: number | null;
}

/** One row of the report. */
export interface ShapeResult {
  shape: string; title: string; cases: number;
  /** Which way of asking the peer was its best. */
  peerForm: string | null;
  /** What the servers did not answer alike, or why somebody was left out. */
  notes: string[];
  /** Nobody who answers otherwise is in it. */
  measured: Partial<Record<ServerName, Measured>>;
}

export interface Result {
  size: number; concurrency: number; seconds: number; turns: number; nodes: number; relationships: number;
  at: string; commit: string; machine: string; versions: Record<string, string>;
  databaseResidentMb: number | null;
  shapes: ShapeResult[];
}
