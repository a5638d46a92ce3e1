import type { Params } from '../../store/reader';
import { renamed, renamedKeys } from './rename';
import { Unplanned } from './complete';

/** Lists inside lists multiply; what may come to more than this is answered level by level, which stops in time. */
const MOST_MULTIPLIED = 200_000;

/** The database plans a statement before any time limit holds for it, and needs some 15 ms for each list inside it. */
const MOST_LISTS = 40;

/** One statement while it is put together. */
export class Statement {
  readonly params: Params = {};
  private places = 0;
  private multiplied = 1;
  private shown = 0;

  constructor(private readonly mostShown: number) {}

  /** A part with names of its own, below `parent`. */
  place(params: Params, parent = ''): Place {
    if (this.places >= MOST_LISTS) throw new Unplanned('too many lists');
    const suffix = `_${this.places++}`;
    Object.assign(this.params, renamedKeys(params, suffix));
    return { own: (cypher) => renamed(cypher, suffix, parent), variable: (name) => name + suffix };
  }

  deeper(limit: number): void {
    this.multiplied *= limit;
    if (this.multiplied > MOST_MULTIPLIED) throw new Unplanned('pages inside pages');
  }

  shallower(limit: number): void {
    this.multiplied /= limit;
  }

  /** Counts what a list inside a list shows, as RequestContext does. */
  shows(rows: number): void {
    this.shown += Math.max(0, rows - 1);
    if (this.shown > this.mostShown) throw new Unplanned('too much to show');
  }
}

/** Gives a piece of Cypher names that are used nowhere else in the statement. */
export interface Place {
  own: (cypher: string) => string;
  variable: (name: string) => string;
}

/** What a part of the statement returns: a list of values for each thing, the same expression only once. */
export class Columns {
  private readonly expressions = new Map<string, number>();

  index(expression: string): number {
    const known = this.expressions.get(expression);
    if (known !== undefined) return known;
    this.expressions.set(expression, this.expressions.size);
    return this.expressions.size - 1;
  }

  /** A list inside: for each thing that `text` binds, its columns. */
  collect(text: string, inner: Columns, order = '', limit = ''): number {
    return this.index(`COLLECT { ${text}${order ? '' : ` ${limit}`} RETURN ${inner.packed()}${order ? ` AS row ${order} ${limit}` : ''} }`);
  }

  /** How many (n) this binds. */
  count(place: Place, text: string): number {
    return this.index(`COUNT { ${place.own(`${text} RETURN n`)} }`);
  }

  packed(): string {
    return `[${[...this.expressions.keys()].join(', ')}]`;
  }
}

/** The columns of the statement itself: each a part of its own, so that it is planned by itself. */
export class RootColumns extends Columns {
  private readonly parts: string[] = [];

  override collect(text: string, inner: Columns): number {
    return this.part(`${text} RETURN collect(${inner.packed()})`);
  }

  override count(place: Place, text: string): number {
    return this.part(place.own(`${text} RETURN count(n)`));
  }

  get empty(): boolean {
    return this.parts.length === 0;
  }

  /** Each part takes the one before along: else the database would plan them as a product. */
  statement(): string {
    return `${this.parts.map((part, at) => `CALL (${at === 0 ? '' : `part${at - 1}`}) { ${part} AS part${at} }`).join('\n')}\nRETURN ${this.parts.map((_part, at) => `part${at}`).join(', ')}`;
  }

  private part(text: string): number {
    return this.parts.push(text) - 1;
  }
}
