import neo4j, { type Node, type Path, type Point, type Relationship } from 'neo4j-driver';
import { cypherRefused } from '../errors';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const DEEPEST = 30;

/** A value of the database as docs/cypher.md says; `idOf` answers the global id of a node from the database's own. */
export function toJson(value: unknown, idOf: (element: string) => Json, depth = 0): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (depth > DEEPEST) throw cypherRefused(`lists and maps may be returned at most ${DEEPEST} deep`);
  const inside = (item: unknown): Json => toJson(item, idOf, depth + 1);
  if (Array.isArray(value)) return value.map(inside);
  const entries = (items: object): Json => Object.fromEntries(Object.entries(items).map(([key, item]) => [key, inside(item)]));
  const object = value as object;
  if (neo4j.isNode(object)) {
    const { labels, properties } = object as Node;
    return { id: inside((properties as Record<string, unknown>).id), labels, properties: entries(properties) };
  }
  if (neo4j.isRelationship(object)) {
    const { type, startNodeElementId, endNodeElementId, properties } = object as Relationship;
    return { type, startId: idOf(startNodeElementId), endId: idOf(endNodeElementId), properties: entries(properties) };
  }
  if (neo4j.isPath(object)) {
    const { start, segments } = object as Path;
    return { nodes: [start, ...segments.map(({ end }) => end)].map(inside), relationships: segments.map(({ relationship }) => inside(relationship)) };
  }
  if (neo4j.isPoint(object)) {
    const { srid, x, y, z } = object as Point;
    return { srid: inside(srid), x, y, ...(z === undefined ? {} : { z }) };
  }
  // Dates, times and durations: their text is ISO 8601.
  return Object.getPrototypeOf(object) === Object.prototype ? entries(object) : (object as Date).toString();
}
