import type { Graph } from './graph';

/**
 * The relations of which a thing of a label never has more than one, because its own id is made of it or its record has one
 * field for it. Their other end is written on the thing itself (CITED as `citedId`), with an index on it and the printed
 * order, so that the first page of what belongs to a hub is read without reading the whole of it. What is kept as past keeps those of its time.
 */
export const PARENT_IDS: readonly (readonly [label: string, type: string])[] = [
  ['Alias', 'ALIAS_OF'], ['Boundary', 'BOUNDS_BLOCK'], ['Boundary', 'BOUNDED_BY'], ['Provision', 'PROVISION_OF'], ['Task', 'TASK_OF'], ['TaskPart', 'PART_OF'],
  ['Responsibility', 'DUTY_FOR'], ['Responsibility', 'HELD_BY'], ['Responsibility', 'VIA'], ['Milestone', 'MILESTONE_OF'], ['Milestone', 'OF_PART'], ['Target', 'TARGET_OF'], ['Target', 'OF_PART'],
  ['Citation', 'CITING'], ['Citation', 'CITED'], ['Citation', 'IN_PROVISION'], ['Citation', 'IN_TASK'], ['PersonnelChange', 'OF_PERSON'], ['PersonnelChange', 'TO_POST'], ['PersonnelChange', 'ORDERED_BY'],
  ['Post', 'POST_IN'], ['Membership', 'IN_BODY'], ['Membership', 'SEAT_OF_PERSON'], ['Membership', 'SEAT_OF'], ['Event', 'TOLD_IN'], ['Participation', 'AT_EVENT'], ['Participation', 'BY_PERSON'],
  ['LegalEffect', 'AFFECTS'], ['LegalEffect', 'CAUSED_BY'],
];

/** HELD_BY → heldById */
export const parentIdOf = (type: string): string => `${type.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`;

/** Before anything is hashed: a thing that moves to another parent has changed. */
export function keepParentIds(graph: Graph): void {
  const typesOf = new Map<string, string[]>();
  for (const [label, type] of PARENT_IDS) typesOf.set(label, [...(typesOf.get(label) ?? []), type]);
  for (const { id, label, file, properties, edges } of graph.nodes.values()) {
    for (const type of typesOf.get(label) ?? []) {
      const [first, second] = edges.filter((edge) => edge.type === type);
      if (first) properties[parentIdOf(type)] = first.to;
      if (second) graph.problems.push(`${file}: ${Buffer.from(id, 'base64url').toString()} has more than one ${type}, of which it can have one`);
    }
  }
}
