import { join } from 'node:path';

/** Where the records lie: one folder per gazette issue, and beside them what is known from outside records. */
export const SEEDS = join(__dirname, '../../seeds');
export const OUTSIDE = 'effects.yaml';
