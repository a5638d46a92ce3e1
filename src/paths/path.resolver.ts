import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { Node } from '../provenance/node.row';
import type { RequestContext } from '../query/context';
import { checkRange } from '../query/range';
import { around, FAN_OUT } from './neighborhood';
import { Neighborhood, Path, type PathStep } from './path.row';
import { shortestWays } from './shortest';
import { checkTypes, factsAmong, hidden } from './walk';

@Resolver()
export class PathResolver {
  @Query(() => [Path], { complexity: 500, description: 'Shortest connections between two things, with the fact behind every step: all of one length, the first printed first. Facts stand between things, so that a person is two steps from a post. A single path of length 0 from a thing to itself; empty when they are not connected within `maxLength`, or when an id is unknown. TOO_COSTLY when both touch too much to look that far.' })
  async paths(
    @Arg('from', () => ID, { description: 'Global id of the thing to begin with.' }) from: string,
    @Arg('to', () => ID, { description: 'Global id of the thing to end with.' }) to: string,
    @Arg('maxLength', () => Int, { nullable: true, defaultValue: 6, description: 'How many steps a path may have, 1–10.' }) maxLength: number | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 3, description: 'The first N paths, 1–10.' }) first: number | null,
    @Arg('avoid', () => [String], { nullable: true, description: 'Types of things not to be passed through, such as Document or GazetteIssue; the two ends may be of them.' }) avoid: string[] | null | undefined,
    @Arg('expandGroups', () => Boolean, { nullable: true, defaultValue: false, description: 'Walk the duties of a group’s members in place of the group’s own.' }) expandGroups: boolean | null,
    @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Path[]> {
    const bounds = { maxLength: maxLength ?? 6, first: first ?? 3 };
    checkRange('maxLength', bounds.maxLength, 1, 10);
    checkRange('first', bounds.first, 1, 10);
    checkTypes('avoid', avoid, info);
    const walked = { avoid: avoid ?? [], ...hidden(expandGroups) };
    const ways = await shortestWays(context, { from, to }, bounds, walked);
    const facts = new Map<string, PathStep>();
    for (const step of await factsAmong(context, ways.flat())) {
      for (const pair of [[step.startId, step.endId], [step.endId, step.startId]].map(String)) if (!facts.has(pair)) facts.set(pair, step);
    }
    return ways.map((nodeIds) => Object.assign(new Path(), { nodeIds, steps: nodeIds.slice(1).map((id, at) => facts.get(String([nodeIds[at], id]))) }));
  }

  @Query(() => Neighborhood, { complexity: 300, nullable: true, description: 'What stands around a thing and how it hangs together, bounded, for drawing. Null when the id is unknown.' })
  async neighborhood(
    @Arg('id', () => ID, { description: 'Global id of the thing in the middle.' }) id: string,
    @Arg('depth', () => Int, { nullable: true, defaultValue: 1, description: `How many steps to go, 1–3. From things other than the middle only to their first ${FAN_OUT} neighbours in printed order.` }) depth: number | null,
    @Arg('types', () => [String], { nullable: true, description: 'Only things of these types, such as Unit or Responsibility, beside the one in the middle; others are not passed through either.' }) types: string[] | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 100, description: 'How many things at most, the middle counted, 1–300.' }) first: number | null,
    @Arg('expandGroups', () => Boolean, { nullable: true, defaultValue: false, description: 'Show the duties of a group’s members in place of the group’s own.' }) expandGroups: boolean | null,
    @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Neighborhood | null> {
    const bounds = { depth: depth ?? 1, first: first ?? 100 };
    checkRange('depth', bounds.depth, 1, 3);
    checkRange('first', bounds.first, 1, 300);
    checkTypes('types', types, info);
    const centre = await context.byId<object>(id);
    if (!(centre instanceof Node)) return null;
    const { ids, truncated } = await around(context.store, centre.id, bounds, { types: types ?? null, ...hidden(expandGroups) });
    return Object.assign(new Neighborhood(), { nodeIds: ids, truncated, steps: await factsAmong(context, ids) });
  }
}
