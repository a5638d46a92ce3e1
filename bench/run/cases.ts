import type { Case, Shape, World } from '../shapes/shape';

/** What each shape asks on this graph, chosen once for all that is measured on it; or why nothing could be chosen. */
export type Cases = Map<string, Case[] | Error>;

export async function chooseCases(world: World, shapes: readonly Shape[]): Promise<Cases> {
  const chosen: Cases = new Map();
  for (const shape of shapes) chosen.set(shape.key, await shape.cases(world).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))));
  return chosen;
}

/** Those of a shape; none where there was nothing to choose. */
export function casesOf(cases: Cases, shape: Shape): Case[] {
  const found = cases.get(shape.key) ?? [];
  return found instanceof Error ? [] : found;
}
