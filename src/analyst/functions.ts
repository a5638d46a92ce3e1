import { ENTITY, inside, larger, listOf, PROPERTIES, plain, type Size } from './size';

/** How large a function's answer is, of the sizes of its arguments. */
type Answer = (args: Size[]) => Size;

const small: Answer = () => plain();
const short: Answer = () => plain(200);
/** No larger than the largest argument. */
const same: Answer = ([first = plain(), ...others]) => others.reduce(larger, first);
const element: Answer = ([list = plain()]) => inside(list);
const entity: Answer = () => ENTITY;
/** Of a path; no pattern makes a longer one. */
const things: Answer = () => listOf(LONGEST_PATH + 1, ENTITY);

export const MOST_HOPS = 20;
const LONGEST_PATH = 30 * MOST_HOPS;

/** Every function that an analyst may call. `range` and `collect` have rules of their own, and what could make a text much longer (replace) is not here. */
export const FUNCTIONS = new Map<string, Answer>(Object.entries({
  ...named(small, `abs ceil floor round sign rand sqrt exp log log10 pi e isNaN toInteger toIntegerOrNull toFloat toFloatOrNull toBoolean toBooleanOrNull
    count sum avg stDev stDevP percentileCont percentileDisc size length char_length character_length isEmpty timestamp point point.distance`),
  ...named(short, `type date datetime localdatetime localtime time duration date.truncate datetime.truncate localdatetime.truncate localtime.truncate time.truncate
    duration.between duration.inMonths duration.inDays duration.inSeconds`),
  ...named(same, 'coalesce nullIf min max tail reverse substring left right trim ltrim rtrim btrim toUpper toLower upper lower toString toStringOrNull'),
  ...named(element, 'head last'),
  ...named(entity, 'startNode endNode'),
  ...named(() => listOf(10, plain(200)), 'labels'),
  ...named(([map = plain()]) => listOf(Math.max(100, map.length), plain(Math.max(200, map.bytes))), 'keys'),
  ...named(things, 'nodes relationships'),
  // As many pieces as it has characters, or one that is all of it.
  ...named(([text = plain()]) => ({ ...listOf(Math.ceil(text.bytes / 2), text), bytes: text.bytes * 32 }), 'split'),
  ...named(([thing = ENTITY]) => (thing === ENTITY ? PROPERTIES : larger(PROPERTIES, thing)), 'properties'),
}));

/** These look at no element, however long the list. */
export const AT_ONCE = new Set(['size', 'head', 'last', 'isempty', 'coalesce', 'count', 'nodes', 'relationships', 'length']);

function named(answer: Answer, text: string): Record<string, Answer> {
  return Object.fromEntries(text.split(/\s+/).map((name) => [name.toLowerCase(), answer]));
}
