import { ArgsType } from 'type-graphql';
import { classOf } from './class';
import type { Input } from './compiler';
import type { FilterDefinition } from './filters';
import type { OrderDefinition, OrderInput } from './order';
import { PageArgs, type PageQuestion } from './page';

export interface ListArgs extends PageArgs { where?: Input | null; orderBy?: OrderInput | null }
export interface ListDefinition {
  Args: new () => ListArgs;
  /** What the arguments ask of a page. */
  asked: (args: ListArgs) => Pick<PageQuestion, 'filter' | 'where' | 'order'>;
}

/** The arguments of every list of one type: which of them, in what order, which page. */
export function listOf(name: string, plural: string, filter: FilterDefinition, order: OrderDefinition): ListDefinition {
  const Args = classOf(`${name}ListArgs`, ArgsType(), {
    where: { type: () => filter.input, nullable: true, description: `Only ${plural} that satisfy this.` },
    orderBy: { type: () => order.input, nullable: true, description: 'How to sort; as printed when left out.' },
  }, PageArgs);
  return { Args: Args as new () => ListArgs, asked: ({ where, orderBy }) => ({ filter, where, order: order.of(orderBy) }) };
}
