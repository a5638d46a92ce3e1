import type { ServerName } from '../servers/start';
import { type Bench, mean, originOf, sum } from './bench';
import type { Loaded, Prepared } from './load';
import { cpuMs, residentMb } from './processes';
import type { Measured } from './row';

/** Loads one server for a while. */
export type Load = (origin: string, requests: readonly Prepared[], seconds: number) => Promise<Loaded>;
export type Timed = Omit<Measured, 'statements' | 'dbHits' | 'rows'>;

/** For the plans and the compilers to have seen the shape; the servers as a whole are warm before. */
const WARM_UP_SECONDS = 1;

/** A B C A B C …, so that whatever else the machine does meets all of them. */
export async function inTurns({ servers, databasePid, flags }: Bench, sent: Map<ServerName, Prepared[]>, load: Load): Promise<Map<ServerName, Timed>> {
  const spent = new Map<ServerName, { loaded: Loaded[]; server: number | null; database: number | null }>();
  for (const [name, requests] of sent) await load(originOf(servers[name]), requests, WARM_UP_SECONDS);
  for (let turn = 0; turn < flags.turns; turn += 1) {
    for (const [name, requests] of sent) {
      const { pid } = servers[name];
      const [server, database] = [cpuMs(pid), cpuMs(databasePid)];
      const loaded = await load(originOf(servers[name]), requests, flags.seconds);
      const so = spent.get(name) ?? { loaded: [], server: 0, database: 0 };
      spent.set(name, { loaded: [...so.loaded, loaded], server: added(so.server, server, cpuMs(pid)), database: added(so.database, database, cpuMs(databasePid)) });
    }
  }
  return new Map([...spent].map(([name, { loaded, server, database }]) => {
    const [requests, errors] = [sum(loaded, ({ requests: each }) => each), sum(loaded, ({ errors: each }) => each)];
    const each = (total: number | null): number | null => (total === null ? null : total / Math.max(1, requests));
    return [name, {
      rate: (requests - errors) / sum(loaded, ({ seconds }) => seconds), errors, firstError: loaded.find(({ firstError }) => firstError)?.firstError,
      // A turn's percentiles, averaged.
      p50: mean(loaded, ({ p50 }) => p50), p95: mean(loaded, ({ p95 }) => p95), p99: mean(loaded, ({ p99 }) => p99),
      bytesPerAnswer: sum(loaded, ({ bytes }) => bytes) / Math.max(1, requests), serverCpuMs: each(server), databaseCpuMs: each(database), residentMb: residentMb(servers[name].pid),
    }];
  }));
}

const added = (total: number | null, before: number | null, after: number | null): number | null => (total === null || before === null || after === null ? null : total + after - before);
