import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processStamp } from './platform';
import { writePrivate, type Home } from './home';

/**
 * Which process looks after the database of a data folder (owner.json), and where that database
 * answers (runtime.json). The owner keeps its file for as long as it lives, also while it restarts
 * a database that died, so that a second process never starts one beside it.
 */

export interface Running {
  pid: number;
  stamp: string;
  uri: string;
  /** The kernel ends it together with its owner. */
  bound: boolean;
}

interface Owner {
  pid: number;
  stamp: string;
}

const ownerFile = (home: Home): string => join(home.root, 'owner.json');
const runtimeFile = (home: Home): string => join(home.root, 'runtime.json');

function readJson<T>(file: string): Partial<T> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : undefined;
  } catch {
    // Missing or torn: the same as not being there.
    return undefined;
  }
}

function readOwner(home: Home): Owner | undefined {
  const { pid, stamp } = readJson<Owner>(ownerFile(home)) ?? {};
  return typeof pid === 'number' ? { pid, stamp: stamp ?? '' } : undefined;
}

/** The pid of the live process that owns the folder, or undefined. */
export function liveOwner(home: Home): number | undefined {
  const owner = readOwner(home);
  return owner !== undefined && isAlive(owner.pid, owner.stamp) ? owner.pid : undefined;
}

/** Makes this process the owner; false when another live one is (or was quicker just now). */
export function takeOwnership(home: Home): boolean {
  if (liveOwner(home) !== undefined) return false;
  const file = ownerFile(home);
  const mine = `${file}.${process.pid}`;
  const stale = `${mine}.stale`;
  try {
    // Moved aside and not deleted: when another process has just replaced the dead owner's file, it is put back.
    renameSync(file, stale);
    const moved = readJson<Owner>(stale);
    if (typeof moved?.pid === 'number' && isAlive(moved.pid, moved.stamp ?? '')) linkSync(stale, file);
  } catch {
    // There was none.
  } finally {
    rmSync(stale, { force: true });
  }
  try {
    // Written first and linked then: the file appears complete, and only for the first who comes.
    writeFileSync(mine, JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) }), { mode: 0o600 });
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

export function giveUpOwnership(home: Home): void {
  rmSync(runtimeFile(home), { force: true });
  rmSync(ownerFile(home), { force: true });
}

export function recordRunning(home: Home, pid: number, uri: string, bound: boolean): void {
  const running: Running = { pid, stamp: processStamp(pid), uri, bound };
  writePrivate(runtimeFile(home), `${JSON.stringify(running)}\n`);
}

/** The database that was recorded last, when its process still lives. */
export function readRunning(home: Home): Running | undefined {
  const { pid, stamp, uri, bound } = readJson<Running>(runtimeFile(home)) ?? {};
  if (typeof pid !== 'number' || typeof uri !== 'string') return undefined;
  return isAlive(pid, stamp ?? '') ? { pid, stamp: stamp ?? '', uri, bound: bound === true } : undefined;
}
