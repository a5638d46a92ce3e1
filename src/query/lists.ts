import { Args, Ctx, FieldResolver, Query, Root } from 'type-graphql';
import type { RequestContext } from './context';
import type { ListArgs } from './list-args';
import { type Arguments, means } from './meaning';
import { page, type PageArgs, type PageQuestion } from './page';

type Ask<A> = (given: A) => PageQuestion;
type ListDecorator = <A extends PageArgs>(prototype: object, name: string, descriptor: TypedPropertyDescriptor<Ask<A>>) => void;

/** A paged list of the whole graph: the method says, given the arguments, what to list. */
export const RootList = (type: () => unknown, Given: () => new () => ListArgs | PageArgs, description: string): ListDecorator => define(Query, type, Given, description);

/** A paged list of one thing, by a pattern from it, (p), to what is listed, (n); the class names the thing: `@Resolver(() => Thing)`. */
export const List = (type: () => unknown, Given: () => new () => ListArgs | PageArgs, description: string): ListDecorator => define(FieldResolver, type, Given, description);

function define(kind: typeof Query | typeof FieldResolver, type: () => unknown, Given: () => new () => object, description: string): ListDecorator {
  return (prototype, name, descriptor) => {
    const ask = descriptor.value as Ask<PageArgs>;
    const own = `${name}Page`;
    const resolve = (root: { id: string }, given: PageArgs, context: RequestContext): Promise<unknown> => page(context, ask(given), given, kind === Query ? undefined : root);
    Object.defineProperty(prototype, own, { value: resolve, configurable: true, writable: true });
    Root()(prototype, own, 0);
    Args(Given)(prototype, own, 1);
    Ctx()(prototype, own, 2);
    kind(type as () => typeof String, { name, description })(prototype, own, Object.getOwnPropertyDescriptor(prototype, own) as PropertyDescriptor);
    means({ kind: 'list', question: (given: Arguments) => ask(given as PageArgs) })(prototype, own);
  };
}
