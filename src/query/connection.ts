import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './page';

type Class = new () => object;

/** Makes XEdge and XConnection for a row class, as the Relay specification words them. */
export function connectionOf(name: string, node: () => unknown): Class {
  const Edge = { [`${name}Edge`]: class {} }[`${name}Edge`] as Class;
  ObjectType({ description: `One ${name} in a list, with its cursor.`, simpleResolvers: true })(Edge);
  Field(() => String, { description: 'Where this edge stands in this list; opaque.' })(Edge.prototype as object, 'cursor');
  Field(node as () => typeof String, { description: `The ${name} itself.` })(Edge.prototype as object, 'node');
  const Connection = { [`${name}Connection`]: class {} }[`${name}Connection`] as Class;
  ObjectType({ description: `A page of a list of ${name}.`, simpleResolvers: true })(Connection);
  const prototype = Connection.prototype as object;
  Field(() => [Edge], { description: 'The page, each with its cursor.' })(prototype, 'edges');
  Field((() => [node()]) as unknown as () => typeof String, { description: 'The page without cursors.' })(prototype, 'nodes');
  Field(() => PageInfo, { description: 'Where this page stands.' })(prototype, 'pageInfo');
  Field(() => Int, { description: 'How many there are on all pages; counted only when asked for.' })(prototype, 'totalCount');
  return Connection;
}
