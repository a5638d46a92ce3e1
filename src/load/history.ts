import { question } from '../store/cypher';
import type { Write } from '../store/store';
import { batches, grouped } from './batches';
import type { Graph, GraphNode } from './graph';

const KEEP_PAST_FACTS = question('load/keep-past-facts');
const KEEP_PAST_DOCUMENTS = question('load/keep-past-documents');
const KEEP_DOCUMENT_VALUES = question('load/keep-document-values');
const ADD_CHANGE_SET = question('load/add-change-set');

/** What the graph held of a thing before this load; `element` is what the database calls it, `owner` what a part belongs to. */
export interface Stored { id: string; element: string; hash: string | null; label: string; name: string | null; file: string | null; owner: string | null }

/** What is needed to make an old report again is kept with the time until which it was recorded. */
export async function keepPast(write: Write, changing: readonly string[], gone: readonly Stored[], at: string): Promise<void> {
  for (const batch of batches([...changing, ...gone.map(({ id }) => id)])) await write(KEEP_PAST_FACTS, { ids: batch, at });
  for (const batch of batches(changing)) await write(KEEP_DOCUMENT_VALUES, { ids: batch, at });
  for (const batch of batches(gone.filter(({ label }) => label === 'Document'))) await write(KEEP_PAST_DOCUMENTS, { ids: batch.map(({ id }) => id), at });
}

/** They say something of the thing that they belong to: a change of theirs is a change of that thing. */
const PARTS = new Set(['Alias', 'Boundary', 'Participation']);

interface Changes { graph: Graph; nodes: readonly GraphNode[]; isOld: (id: string) => boolean; gone: readonly Stored[]; at: string; version: string; gazette: string; always: boolean }
interface Entry { gazette: string; type: 'ADDED' | 'CHANGED' | 'RETIRED'; id: string; label: string; name: string; file: string }

/** What came, what changed, what went, from which file: one change set for each gazette that a transaction concerns. Whether there was any. */
export async function recordChanges(write: Write, { graph, nodes, isOld, gone, gazette, at, version, always }: Changes): Promise<boolean> {
  const entries = new Map<string, Entry>();
  const add = (entry: Entry): void => void (entries.has(entry.id) || entries.set(entry.id, entry));
  const told = (node: GraphNode, type: Entry['type']): Entry => ({ gazette, type, id: node.id, label: node.label, name: String(node.properties.name ?? ''), file: node.file });
  for (const node of nodes) if (!PARTS.has(node.label)) add(told(node, isOld(node.id) ? 'CHANGED' : 'ADDED'));
  for (const { id, label, name, file } of gone) if (!PARTS.has(label)) add({ gazette: gazetteOf(file ?? ''), type: 'RETIRED', id, label, name: name ?? '', file: file ?? '' });
  for (const owner of [...nodes.filter(({ label }) => PARTS.has(label)).map(({ edges }) => edges[0]?.to), ...gone.map((stored) => stored.owner)]) {
    const node = graph.nodes.get(owner ?? '');
    if (node && isOld(node.id)) add(told(node, 'CHANGED'));
  }
  const groups = grouped([...entries.values()], (entry) => entry.gazette);
  // A load that only renames changes nothing but ids; it is a load all the same.
  const sets: [string, Entry[]][] = groups.length === 0 && always ? [[gazette, []]] : groups;
  for (const [concerned, group] of sets) {
    const count = (type: string): number => group.filter((entry) => entry.type === type).length;
    await write(ADD_CHANGE_SET, {
      at, version, gazette: concerned, added: count('ADDED'), changed: count('CHANGED'), retired: count('RETIRED'),
      entries: group.map(({ type, id, label, name, file }) => JSON.stringify([type, id, label, name, file])),
    });
  }
  return sets.length > 0;
}

/** Files of a gazette lie in its folder; what lies in none is from outside. */
const gazetteOf = (file: string): string => (file.includes('/') ? file.split('/')[0] ?? '' : 'outside');
