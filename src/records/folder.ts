import { join } from 'node:path';

/** Where the records lie: one folder per gazette issue. */
export const SEEDS = join(__dirname, '../../seeds');
