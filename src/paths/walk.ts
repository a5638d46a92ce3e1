import type { GraphQLInterfaceType, GraphQLResolveInfo } from 'graphql';
import { badUserInput } from '../errors';
import type { RequestContext } from '../query/context';
import { question } from '../store/cypher';
import type { Params } from '../store/reader';
import { PathStep } from './path.row';

const FACTS_AMONG = question('paths/facts-among');

/** Which view of a group's duties is not walked: its members are never assumed silently, and never seen twice. */
export const hidden = (expandGroups: boolean | null): Params => ({ hidden: expandGroups ? 'PLAIN' : 'EXPANDED' });

/** All relationships among these things, in printed order of what they start from. */
export async function factsAmong(context: RequestContext, ids: readonly string[]): Promise<PathStep[]> {
  const rows = await context.store.run(FACTS_AMONG, { ids: [...new Set(ids)] });
  return rows.map((row) => Object.assign(new PathStep(), row));
}

/** Refuses what is no type of a thing that can stand on a path. */
export function checkTypes(argument: string, given: readonly string[] | null | undefined, { schema }: GraphQLResolveInfo): void {
  const known = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType).map(({ name }) => name).sort();
  const unknown = given?.find((type) => !known.includes(type));
  if (unknown !== undefined) throw badUserInput(argument, `there is no type ${unknown}; use ${known.join(', ')}`);
}
