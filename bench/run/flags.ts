import { parseArgs } from 'node:util';

export interface Flags {
  sizes: number[]; concurrency: number[];
  /** Keys of shapes; empty: all. */
  shapes: string[];
  /** Of each turn; every server has `turns` of them. */
  seconds: number; turns: number;
  /** Arrivals a second of the mix. */
  rate: number;
  /** Whether the rows are kept in bench/results, and the report is written anew. */
  keep: boolean;
}

/** `quick` is a smoke test; everything can be chosen otherwise by flag. */
export function readFlags(args: string[]): Flags {
  const { values } = parseArgs({ args, options: {
    quick: { type: 'boolean', default: false }, sizes: { type: 'string' }, concurrency: { type: 'string', default: '16' }, shapes: { type: 'string' },
    seconds: { type: 'string', default: '1.5' }, turns: { type: 'string', default: '2' }, rate: { type: 'string', default: '25' }, keep: { type: 'boolean' },
  } });
  const { quick } = values;
  return {
    sizes: numbers('sizes', values.sizes ?? (quick ? '1' : '1,10,100')), concurrency: numbers('concurrency', values.concurrency),
    shapes: (values.shapes ?? (quick ? '1,2,3,4' : '')).split(',').filter(Boolean),
    seconds: number('seconds', values.seconds), turns: number('turns', values.turns), rate: number('rate', values.rate), keep: values.keep ?? !quick,
  };
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name}: ${text} is no number above 0`);
  return value;
}

const numbers = (name: string, text: string): number[] => text.split(',').map((item) => number(name, item));
