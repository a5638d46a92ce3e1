import { Args, ArgsType, Ctx, Query } from 'type-graphql';
import { ambiguousName } from '../errors';
import { fold } from '../records/fold';
import { question } from '../store/cypher';
import type { Params } from '../store/reader';
import { classOf, type FieldLine } from './class';
import type { RequestContext } from './context';
import { type Arguments, means } from './meaning';
import { hydrate } from './row';

/** What may be meant, as it is chosen from. */
export interface Candidate { id: string; name: string; label: string; distance: number }

/** A search for one thing. */
export interface Finding {
  /** A question that returns `n`, and how far it is from what was asked, `distance`, nearest first. */
  cypher: string;
  params: Params;
  /** Which of those found is meant; null when none is. Throws when that is not certain. */
  choose: (found: Candidate[]) => Candidate | null;
}

/** A search for several things, each by an id of its own. */
export interface FindingAll {
  ids: readonly string[];
  /** Takes `$ids`, returns each of them that is found as `id`, with what it is the id of as `n`. */
  cypher: string;
  /** Whether a thing of this label may be answered. */
  fits: (label: string) => boolean;
}

const THINGS_BY_NAME = question('provenance/things-by-name');
const THINGS_BY_ONE_ID = question('provenance/things-by-one-id');

/**
 * The one thing of a type with this name or alias. A canonical name wins over an alias of something else;
 * several of the same standing are ambiguous.
 */
export const byName = (type: string, name: string, kind?: string | null): Finding => ({ cypher: THINGS_BY_NAME, params: { name: fold(name), type, kind: kind ?? null }, choose: nearest });

/** The one thing with this id, or that had it before; null when it is not one of these types. */
export const byOwnId = (id: string, types?: readonly string[]): Finding => ({ cypher: THINGS_BY_ONE_ID, params: { id, types: types ?? null }, choose: nearest });

export function nearest(found: Candidate[]): Candidate | null {
  const best = found.filter(({ distance }) => distance === found[0]?.distance);
  if (best.length > 1) throw ambiguousName(best.map(({ id, name, label }) => ({ id, name, type: label })));
  return best[0] ?? null;
}

type Find<A> = (given: A) => Finding;
type FindDecorator = <A extends object>(prototype: object, name: string, descriptor: TypedPropertyDescriptor<Find<A>>) => void;

/** A root field that answers one thing: the method says, given the arguments, how to find it. */
export function Finds(type: () => unknown, lines: Record<string, FieldLine>, description: string): FindDecorator {
  return (prototype, name, descriptor) => {
    const find = descriptor.value as Find<Arguments>;
    const own = `${name}Found`;
    const Given = classOf(`${prototype.constructor.name}_${name}`, ArgsType(), lines);
    const resolve = async (given: Arguments, context: RequestContext): Promise<unknown> => {
      const { cypher, params, choose } = find(given);
      const rows = await context.store.run(`CALL () {\n${cypher}\n} RETURN n{.*} AS row, distance`, params);
      const found = rows.map(({ row, distance }) => ({ ...(row as Candidate), distance: distance as number, row: row as Arguments }));
      const chosen = choose(found);
      return chosen ? hydrate((chosen as Candidate & { row: Arguments }).row) : null;
    };
    Object.defineProperty(prototype, own, { value: resolve, configurable: true, writable: true });
    Args(() => Given)(prototype, own, 0);
    Ctx()(prototype, own, 1);
    Query(type as () => typeof String, { name, nullable: true, description })(prototype, own, Object.getOwnPropertyDescriptor(prototype, own) as PropertyDescriptor);
    means({ kind: 'found', find })(prototype, own);
  };
}
