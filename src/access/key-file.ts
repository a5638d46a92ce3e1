import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ROLES } from './caller';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const entry = z.strictObject({
  /** The part of a key that says which it is; the rest is kept only as its hash. */
  id: z.string(), name: z.string(), role: z.enum(ROLES), created: day, revoked: day.optional(), salt: z.string(), hash: z.string(),
});
const format = z.strictObject({ keys: z.array(entry) });
export type KeyEntry = z.infer<typeof entry>;

/** All keys; none when there is no file. What is no file of keys is an error, so that nobody is let in or kept out by mistake. */
export function readKeys(file: string): KeyEntry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const read = format.safeParse(parsed(text));
  if (!read.success) throw new Error(`GAZETTE_KEYS_FILE: ${file} is no file of keys (${read.error.issues[0]?.path.join('.') ?? ''}); restore it, or remove it and make new keys`);
  return read.data.keys;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Replaces the file in one step, readable by its owner only. The new file is there first, so that two changes at once cannot undo each other. */
export function changeKeys(file: string, change: (keys: KeyEntry[]) => KeyEntry[]): void {
  const next = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let opened: number;
  try {
    opened = openSync(next, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(`${next} is there: another change is under way; if none is, remove that file`);
    throw error;
  }
  try {
    writeSync(opened, `${JSON.stringify({ keys: change(readKeys(file)) }, null, 2)}\n`);
    fsyncSync(opened);
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  } finally {
    closeSync(opened);
  }
}
