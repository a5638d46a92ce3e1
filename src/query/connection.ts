import { Int, ObjectType } from 'type-graphql';
import { type Class, classOf } from './class';
import { PageInfo } from './page';

/** Makes XEdge and XConnection for a row class, as the Relay specification words them. */
export function connectionOf(name: string, node: () => unknown): Class {
  const Edge = classOf(`${name}Edge`, ObjectType({ description: `One ${name} in a list, with its cursor.`, simpleResolvers: true }), {
    cursor: { type: () => String, description: 'Where this edge stands in this list; opaque.' },
    node: { type: node, description: `The ${name} itself.` },
  });
  return classOf(`${name}Connection`, ObjectType({ description: `A page of a list of ${name}.`, simpleResolvers: true }), {
    edges: { type: () => [Edge], description: 'The page, each with its cursor.' },
    nodes: { type: () => [node()], description: 'The page without cursors.' },
    pageInfo: { type: () => PageInfo, description: 'Where this page stands.' },
    totalCount: { type: () => Int, description: 'How many there are on all pages; counted only when asked for.' },
  });
}
