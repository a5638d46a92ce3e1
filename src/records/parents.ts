/**
 * Paged lists whose things have one parent each, because their own id is made of it or their record has one field for it.
 * The parent's id is written on the thing itself (CITED as `citedId`), with an index on it and the printed order, so that
 * the first page of what belongs to a hub is read without reading the whole of it. What is kept as past keeps those of its
 * time.
 */
export const PARENT_IDS: readonly (readonly [label: string, type: string])[] = [
  ['Provision', 'PROVISION_OF'], ['Task', 'TASK_OF'], ['Responsibility', 'HELD_BY'], ['Citation', 'CITING'], ['Citation', 'CITED'], ['Citation', 'IN_PROVISION'],
];

/** HELD_BY → heldById */
export const parentIdOf = (type: string): string => `${type.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`;
