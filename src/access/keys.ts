import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import type { GivenRole, Who } from './caller';
import { type KeyEntry, readKeys } from './key-file';
import { Refused } from './recognise';

const derive = promisify(scrypt) as (secret: string, salt: Buffer, length: number) => Promise<Buffer>;
const HASH_BYTES = 32;

/** Which key it is, and 256 bits that nobody guesses; the beginning lets scanners of repositories find a key that was leaked. */
const KEY = /^gazette_([\w-]{16})([\w-]{43})$/;

/** A new key; what is kept of it does not let anyone make it again. */
export async function newKey(name: string, role: GivenRole, created: string): Promise<{ key: string; entry: KeyEntry }> {
  const [id, secret, salt] = [randomBytes(12).toString('base64url'), randomBytes(32).toString('base64url'), randomBytes(16)];
  return { key: `gazette_${id}${secret}`, entry: { id, name, role, created, salt: salt.toString('base64'), hash: (await derive(secret, salt, HASH_BYTES)).toString('base64') } };
}

/** Recognises callers by the keys of a file. The file is looked at for every request, so that a key that was revoked is refused from then on. */
export class Keys {
  private entries = new Map<string, KeyEntry>();
  private stamp = '';
  /** Hashing takes a while, on purpose: what was right once is remembered, by a quick hash, as long as the file says the same of it. */
  private readonly known = new Map<KeyEntry, Buffer>();

  /** Fails when the file is none of keys. */
  constructor(private readonly file: string) {
    this.refresh();
  }

  /** The caller who has a key. */
  async recognise(key: string): Promise<Who> {
    this.refresh();
    const [, id = '', secret = ''] = KEY.exec(key) ?? [];
    const entry = this.entries.get(id);
    if (!entry) throw new Refused(null, 'no such key');
    if (entry.revoked !== undefined) throw new Refused(entry.name, 'a revoked key');
    if (!(await this.fits(entry, secret))) throw new Refused(entry.name, 'not the secret of this key');
    return { role: entry.role, name: entry.name };
  }

  private async fits(entry: KeyEntry, secret: string): Promise<boolean> {
    const quick = createHash('sha256').update(secret).digest();
    const known = this.known.get(entry);
    if (known) return timingSafeEqual(known, quick);
    const right = timingSafeEqual(await derive(secret, Buffer.from(entry.salt, 'base64'), HASH_BYTES), Buffer.from(entry.hash, 'base64'));
    if (right) this.known.set(entry, quick);
    return right;
  }

  private refresh(): void {
    const found = statSync(this.file, { throwIfNoEntry: false, bigint: true });
    const stamp = found ? `${found.ino} ${found.mtimeNs} ${found.size}` : '';
    if (stamp === this.stamp) return;
    this.known.clear();
    this.entries = new Map(readKeys(this.file).map((entry) => [entry.id, entry]));
    this.stamp = stamp;
  }
}
