import { question } from '../store/cypher';
import type { Write } from '../store/store';
import { batches, grouped } from './batches';
import type { GraphNode } from './graph';

const KEEP_PAST_FACTS = question('load/keep-past-facts');
const KEEP_PAST_DOCUMENTS = question('load/keep-past-documents');
const ADD_CHANGE_SET = question('load/add-change-set');

/** What the graph held of a thing before this load. */
export interface Stored { id: string; hash: string | null; label: string; name: string | null; file: string | null }

/** Citations and effects that change or go away, and documents that go away, are kept with the time until which they were recorded. */
export async function keepPast(write: Write, ids: readonly string[], gone: readonly Stored[], at: string): Promise<void> {
  for (const batch of batches(ids)) await write(KEEP_PAST_FACTS, { ids: batch, at });
  for (const batch of batches(gone.filter(({ label }) => label === 'Document'))) await write(KEEP_PAST_DOCUMENTS, { ids: batch.map(({ id }) => id), at });
}

/** They are answered only with the thing that they belong to, and so are its changes. */
const PARTS = new Set(['Alias', 'Boundary', 'Participation']);

interface Changes { nodes: readonly GraphNode[]; isOld: (id: string) => boolean; gone: readonly Stored[]; at: string; version: string; gazette: string }
interface Entry { gazette: string; type: 'ADDED' | 'CHANGED' | 'RETIRED'; id: string; label: string; name: string; file: string }

/** What came, what changed, what went, from which file: one change set for each gazette that a transaction concerns. */
export async function recordChanges(write: Write, { nodes, isOld, gone, gazette, at, version }: Changes): Promise<void> {
  const entries: Entry[] = [
    ...nodes.map((node): Entry => ({ gazette, type: isOld(node.id) ? 'CHANGED' : 'ADDED', id: node.id, label: node.label, name: String(node.properties.name ?? ''), file: node.file })),
    ...gone.map(({ id, label, name, file }): Entry => ({ gazette: gazetteOf(file ?? ''), type: 'RETIRED', id, label, name: name ?? '', file: file ?? '' })),
  ].filter(({ label }) => !PARTS.has(label));
  for (const [concerned, group] of grouped(entries, (entry) => entry.gazette)) {
    const count = (type: string): number => group.filter((entry) => entry.type === type).length;
    await write(ADD_CHANGE_SET, {
      at, version, gazette: concerned, added: count('ADDED'), changed: count('CHANGED'), retired: count('RETIRED'),
      entries: group.map(({ type, id, label, name, file }) => JSON.stringify([type, id, label, name, file])),
    });
  }
}

/** Files of a gazette lie in its folder; what lies in none is from outside. */
const gazetteOf = (file: string): string => (file.includes('/') ? file.split('/')[0] ?? '' : 'outside');
