import { Ctx, Field, Int, ObjectType, Root } from 'type-graphql';
import { Basis, Node, Proved } from '../provenance/node.row';
import type { RequestContext } from '../query/context';
import { Column, Optional } from '../query/row';

const byIds = (context: RequestContext, ids: readonly string[]): Promise<(Node | null)[]> => Promise.all(ids.map((id) => context.byId<Node>(id)));

@ObjectType({ description: '`relation` as the graph names it, in its own direction from `start` to `end`; a path may walk it either way. Several of one name between the same two things are one step, that of the first printed.' })
export class PathStep {
  startId!: string;
  endId!: string;
  @Column(() => String, 'The type of the relationship, such as WITHIN, HELD_BY or OF_PERSON.')
  relation!: string;
  @Field(() => Node, { description: 'What it starts from.' })
  start(@Root() root: PathStep, @Ctx() context: RequestContext): Promise<Node | null> { return context.byId<Node>(root.startId); }
  @Field(() => Node, { description: 'What it leads to.' })
  end(@Root() root: PathStep, @Ctx() context: RequestContext): Promise<Node | null> { return context.byId<Node>(root.endId); }
  @Column(() => Basis, 'How it is known: the basis of the relationship, of the fact that it belongs to, or of the thing that it starts from.')
  basis!: Basis;
  @Optional(() => String, 'Why, when it is INFERRED or COMPUTED, or who tells it; null when it is printed.')
  reason!: string | null;
  @Proved('The words that prove it: its own (a place within another, a member of a group, a place of a task), or those of the fact or thing that it starts from. Empty only when basis is EXTERNAL.')
  evidence!: string[];
}

@ObjectType({ description: 'One connection between two things, from the first to the second.' })
export class Path {
  nodeIds!: string[];
  @Field(() => Int, { description: 'Number of steps; 0 from a thing to itself.' })
  length(@Root() root: Path): number { return root.steps.length; }
  @Field(() => [Node], { description: 'The things on the way, both ends included: one more than there are steps.' })
  nodes(@Root() root: Path, @Ctx() context: RequestContext): Promise<(Node | null)[]> { return byIds(context, root.nodeIds); }
  @Field(() => [PathStep], { description: 'What joins each thing on the way to the next, in the order of the way.', simple: true })
  steps!: PathStep[];
}

@ObjectType({ description: 'What stands around a thing, as much of it as was asked for: for drawing.' })
export class Neighborhood {
  nodeIds!: string[];
  @Field(() => [Node], { description: 'The thing itself, then what stands nearest, in printed order where it stands equally near.' })
  nodes(@Root() root: Neighborhood, @Ctx() context: RequestContext): Promise<(Node | null)[]> { return byIds(context, root.nodeIds); }
  @Field(() => [PathStep], { description: 'Whatever joins any two of these things.', simple: true })
  steps!: PathStep[];
  @Field(() => Boolean, { description: 'Whether more stands around it within this depth than is shown.', simple: true })
  truncated!: boolean;
}
