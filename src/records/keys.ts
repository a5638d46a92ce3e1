import { fold } from './fold';

/**
 * What a thing is called inside the graph: `Type:key`, of which the id is the opaque form. The key is made of what the
 * source calls the thing, or of where the source prints it, so an id survives a reload and an insertion elsewhere.
 */
export function idOf(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`, 'utf8').toString('base64url');
}

/** Width, spaces and brackets do not make another thing. */
export const nameKey = (name: string): string => fold(name);
export const provisionKey = (document: string, path: string): string => `${nameKey(document)}|${path}`;
/** A row of a table by its number; a duty of a clause by its name. */
export const taskKey = (task: { document: string; kind: string; number: number | null; name: string }): string =>
  `${nameKey(task.document)}|${task.kind} ${task.number ?? nameKey(task.name)}`;
/** What records call a task among themselves: `TRANSPORT 8`, or the name of a clause's duty. */
export const taskReference = (task: { kind: string; number: number | null; name: string }): string =>
  (task.number === null ? task.name : `${task.kind} ${task.number}`);
export const postKey = (unit: string, title: string): string => `${nameKey(unit)}|${nameKey(title)}`;
/** One effect is told once: the same document, the same sort, the same day or condition, by the same cause. A withdrawn record stays beside the one that is told anew. */
export const effectKey = (effect: { affected: string; type: string; effectiveFrom: string | null; condition: string | null; affecting: string | null; withdrawn?: { on: string } | null }): string =>
  [nameKey(effect.affected), effect.type, effect.effectiveFrom ?? effect.condition ?? '', nameKey(effect.affecting ?? ''), ...(effect.withdrawn ? [`withdrawn ${effect.withdrawn.on}`] : [])].join('|');
