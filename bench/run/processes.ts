import { existsSync, readFileSync } from 'node:fs';

/** Of /proc: processor time is counted there in hundredths of a second. */
const TICK_MS = 10;
const known = (pid: number): boolean => existsSync(`/proc/${pid}/stat`);

/** Processor time of a process so far, all its threads together; null where /proc does not tell. */
export function cpuMs(pid: number): number | null {
  if (!known(pid)) return null;
  // The second field is the name in brackets, and may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Memory of a process that is resident now, in MB. */
export function residentMb(pid: number): number | null {
  if (!known(pid)) return null;
  const [, kb] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return kb === undefined ? null : Number(kb) / 1024;
}
