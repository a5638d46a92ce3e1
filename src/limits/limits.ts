import { Line } from '../store/line';

/** What one request may be, and how much is done at a time; README says what each variable of the same name bounds. */
export interface Limits {
  /** Bytes of a body. */
  body: number;
  tokens: number;
  /** Brackets inside brackets, of a query and of its variables. */
  depth: number;
  aliases: number;
  rootFields: number;
  /** Fields, fragments counted as often as they are spread. */
  selections: number;
  /** Points, see cost.ts. */
  cost: number;
  /** Requests that are executed at a time, those that may wait, and for how many milliseconds. */
  executions: number;
  waiting: number;
  waitMs: number;
}

/** What is executed at a time, and what may wait for that. */
export const lineOf = ({ executions, waiting, waitMs }: Limits): Line => new Line({ places: executions, longest: waiting, patienceMs: waitMs });
