import type { RunningServer, ServerName } from '../servers/start';
import type { World } from '../shapes/shape';
import type { Cases } from './cases';
import type { Flags } from './flags';

export type Servers = Record<ServerName, RunningServer>;
/** What every measuring needs. */
export interface Bench { servers: Servers; world: World; cases: Cases; databasePid: number; flags: Flags; concurrency: number }

export const originOf = (server: RunningServer): string => new URL(server.url).origin;
export const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((total, item) => total + of(item), 0);
export const mean = <T>(items: readonly T[], of: (item: T) => number): number => sum(items, of) / Math.max(1, items.length);
