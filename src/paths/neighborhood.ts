import { question } from '../store/cypher';
import type { Params, Reader } from '../store/reader';

const FIRST_BESIDE = question('paths/first-beside');

/** The thing in the middle may fill the picture; any other adds at most so many, so that a hub at its edge does not. */
export const FAN_OUT = 30;

export interface Around { ids: string[]; truncated: boolean }

/** What stands around a thing, layer by layer, each in printed order, until there are `first` things. */
export async function around(store: Reader, centre: string, { depth, first }: { depth: number; first: number }, walked: Params): Promise<Around> {
  const shown = new Set([centre]);
  let truncated = false;
  let layer = [centre];
  for (let distance = 1; distance <= depth; distance += 1) {
    const most = distance === 1 ? first : FAN_OUT;
    const rows = await store.run(FIRST_BESIDE, { ids: layer, seen: [...shown], limit: most + 1, ...walked });
    const given = new Map<string, number>();
    layer = [];
    for (const { id, beside } of rows as { id: string; beside: string }[]) {
      given.set(id, (given.get(id) ?? 0) + 1);
      if (given.get(id) === most + 1) truncated = true;
      else if (!shown.has(beside)) {
        if (shown.size === first) return { ids: [...shown], truncated: true };
        shown.add(beside);
        layer.push(beside);
      }
    }
  }
  return { ids: [...shown], truncated };
}
