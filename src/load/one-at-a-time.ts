import { setTimeout as pause } from 'node:timers/promises';
import { question } from '../store/cypher';
import type { Store } from '../store/store';
import { NOTICE_MS } from '../store/watch';

const STORED_VERSION = question('load/stored-version');
const ANNOUNCE = question('load/announce');

/** A load says so before it waits, and again with every transaction. One that was silent for so long is taken for ended; should it go on all the same, it finds that another took its place. */
const SILENT_MS = NOTICE_MS + 7_000;
const LOOK_MS = 250;
const PATIENCE_MS = 1_000;

/** What is in the graph; `announced` by which load, and how many milliseconds ago it said so last. */
export interface StoredVersion { version: string; source: string | null; announced: string | null; since: number | null }
export const storedVersion = async (store: Store): Promise<StoredVersion | null> => (await store.run(STORED_VERSION) as unknown as StoredVersion[])[0] ?? null;

/** What the graph has once no load but one's own is under way. */
export async function whenNobodyLoads(store: Store, own: string): Promise<StoredVersion | null> {
  for (;;) {
    const found = await storedVersion(store);
    if (found === null || found.announced === null || found.announced === own) return found;
    if (found.since !== null && found.since < SILENT_MS) await pause(LOOK_MS);
    else await say(store, own, null);
  }
}

/** Says that the graph is going to change; false when another load said so before. */
export const announce = (store: Store, own: string): Promise<boolean> => say(store, own, own);

/** Says that it will not change any more after all, if the database hears it soon. */
export const withdraw = (store: Store, own: string): Promise<unknown> => Promise.race([say(store, own, null).catch(() => undefined), pause(PATIENCE_MS)]);

async function say(store: Store, by: string, token: string | null): Promise<boolean> {
  let said = false;
  await store.write(async (write) => { said = (await write(ANNOUNCE, { by, token, silent: SILENT_MS })).length > 0; });
  return said;
}
