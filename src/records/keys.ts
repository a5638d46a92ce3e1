/**
 * What a thing is called inside the graph: `Type:key`. The key is made of what the source calls it, so an id survives a
 * reload; the id is only its opaque form.
 */
export function idOf(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`, 'utf8').toString('base64url');
}

export const taskKey = (task: { kind: string; number: number }): string => `${task.kind} ${task.number}`;
export const provisionKey = (document: string, path: string): string => `${document}|${path}`;
export const numbered = (owner: string, number: number): string => `${owner}|${number}`;
export const boundaryKey = (block: string, side: string, position: number): string => `${block}|${side}|${position}`;
