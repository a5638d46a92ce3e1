import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Finding, FindingAll } from './found';
import type { CompiledPage } from './page';
import type { Relation } from './relation';

export type Arguments = Record<string, unknown>;
type Row = Record<string, unknown>;

/**
 * What a field asks of the database, as data: so that a whole request can be put to it in one statement
 * (src/query/ahead). A field that says nothing here is answered by its resolver.
 */
export type Meaning =
  /** The stored property of the field's name. */
  | { kind: 'column' }
  /** Worked out of these stored properties, and of what a relation leads to, as `related`. */
  | { kind: 'worked-out'; of: readonly string[]; related?: { relation: Relation; of: readonly string[] }; from: (row: Row, related: Row[], given: Arguments) => unknown }
  /**
   * Of what was worked out of a stored text or list of texts: the thing of a label that it names by a property. `names` is
   * Cypher for the names in what is stored.
   */
  | { kind: 'named'; label: string; property: string; names: (stored: string) => string; name: (part: object) => string }
  /** Of a fact that stands on a relationship: the thing at its end. */
  | { kind: 'end' }
  /** The thing whose id is stored here under this name; null when none is. */
  | { kind: 'reference'; property: string }
  | { kind: 'relation'; relation: (given: Arguments) => Relation }
  | { kind: 'list'; compile: (given: Arguments) => CompiledPage }
  | { kind: 'found'; find: (given: Arguments) => Finding }
  | { kind: 'found-all'; find: (given: Arguments) => FindingAll };

/** Lets a field say what it asks of the database. */
export const means = (meaning: Meaning): PropertyDecorator => Extensions({ meaning }) as PropertyDecorator;

export const meaningOf = (field: GraphQLField<unknown, unknown>): Meaning | undefined => field.extensions.meaning as Meaning | undefined;
