import { createHash } from 'node:crypto';
import type { Store } from '../../src/store/store';

/** What the database holds: equal before and after means that nothing was lost and nothing invented. */
export interface Holding { version: string | null; nodes: number; relationships: number; digest: string }

export async function holding(store: Store): Promise<Holding> {
  const [version] = await store.values("MATCH (g:GraphVersion {name: 'graph'}) RETURN g.version");
  const things = await store.values('MATCH (n:Node) RETURN n.id, n.hash ORDER BY n.id');
  const [relationships] = await store.values('MATCH ()-[r]->() RETURN count(r)');
  const hash = createHash('sha256');
  for (const [id, digest] of things) hash.update(`${String(id)} ${String(digest)}\n`);
  return { version: (version?.[0] as string | undefined) ?? null, nodes: things.length, relationships: relationships?.[0] as number, digest: hash.digest('hex').slice(0, 16) };
}

export const counted = ({ nodes, relationships, digest }: Holding): string => `${nodes} nodes, ${relationships} relationships, digest ${digest}`;
