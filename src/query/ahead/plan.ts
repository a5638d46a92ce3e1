import {
  type FieldNode, getArgumentValues, getNamedType, getNullableType, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, isAbstractType, isListType, isNonNullType, isObjectType, type SelectionSetNode,
} from 'graphql';
import type { Candidate, FindingAll } from '../found';
import { type Meaning, meaningOf } from '../meaning';
import type { CompiledPage, Key } from '../page';
import type { Relation } from '../relation';
import { Columns, type Statement } from './statement';
import { complete, Unplanned } from './complete';
import { type Asked, below, selectionOf } from './selection';

/** Makes the answer of a selection from the values that the database returned for it. */
type Make = (values: unknown[]) => unknown;

/** Where the values of one thing come from. */
interface Source {
  /** The thing's variable, which its relations start from. */
  node: string;
  column: (property: string) => string;
  /** When this is a fact on a relationship: the thing at its end. */
  end?: Source;
}

const nowhere = (field: GraphQLField<unknown, unknown>): never => { throw new Unplanned(field.name); };
const ofNode = (node: string): Source => ({ node, column: (property) => `${node}.${property}` });

/** How many things a list without pages is taken to have. */
const USUAL_LIST = 5;

/** Turns what is selected of things into columns of one statement, and its rows into the answer. */
export class Planner {
  constructor(private readonly asked: Asked, private readonly statement: Statement) {}

  /** A field of Query. */
  root(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], columns: Columns): Make {
    const [meaning, given] = [meaningOf(field), this.given(field, nodes)];
    if (meaning?.kind === 'list') return this.list(field, nodes, meaning.compile(given), undefined, columns);
    if (meaning?.kind === 'found') return this.found(field, nodes, meaning.find(given), columns);
    if (meaning?.kind === 'found-all') return this.foundAll(field, nodes, meaning.find(given), columns);
    throw new Unplanned(`Query.${field.name}`);
  }

  private foundAll(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], { ids, cypher, fits }: FindingAll, columns: Columns): Make {
    this.statement.deeper(Math.max(1, ids.length));
    const place = this.statement.place({ ids });
    const inner = new Columns();
    const source = ofNode(place.variable('n'));
    const [id, label] = [inner.index(place.variable('id')), inner.index(source.column('label'))];
    const make = this.thing(field.type, below(nodes), source, inner);
    this.statement.shallower(Math.max(1, ids.length));
    const at = columns.collect(`CALL () {\n${place.own(cypher)}\n}`, inner);
    return (values) => {
      // What has an id now comes before what had it once.
      const found = new Map([...values[at] as unknown[][]].reverse().map((row) => [row[id] as string, row]));
      return ids.map((each) => { const row = found.get(each); return row && fits(row[label] as string) ? make(row) : null; });
    };
  }

  private found(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], finding: ReturnType<(Meaning & { kind: 'found' })['find']>, columns: Columns): Make {
    const place = this.statement.place(finding.params);
    const inner = new Columns();
    const source = ofNode(place.variable('n'));
    const [id, name, label] = ['id', 'name', 'label'].map((property) => inner.index(source.column(property))) as [number, number, number];
    const distance = inner.index(place.variable('distance'));
    const make = this.thing(field.type, below(nodes), source, inner);
    const at = columns.collect(`CALL () {\n${place.own(finding.cypher)}\n}`, inner);
    return (values) => {
      const rows = values[at] as unknown[][];
      const chosen = finding.choose(rows.map((row, index): Candidate & { index: number } => ({ id: row[id] as string, name: row[name] as string, label: row[label] as string, distance: row[distance] as number, index }))) as { index: number } | null;
      return chosen ? make(rows[chosen.index] as unknown[]) : null;
    };
  }

  /** What is selected of a thing, of one type or of whichever its label says. */
  private thing(type: GraphQLOutputType, sets: readonly SelectionSetNode[], source: Source, columns: Columns): Make {
    const named = getNamedType(type);
    if (isObjectType(named)) return this.object(named, sets, source, columns);
    if (!isAbstractType(named)) throw new Unplanned(String(named));
    const label = columns.index(source.column('label'));
    const makes = new Map(this.asked.schema.getPossibleTypes(named).map((possible) => [possible.name, this.object(possible, sets, source, columns)]));
    return (values) => {
      const make = makes.get(values[label] as string);
      if (!make) throw new Unplanned(`a ${String(values[label])} as ${named.name}`);
      return make(values);
    };
  }

  private object(type: GraphQLObjectType, sets: readonly SelectionSetNode[], source: Source, columns: Columns): Make {
    const fields = [...selectionOf(this.asked, type, sets)].map(([key, nodes]): [string, Make] => {
      const name = nodes[0]?.name.value ?? '';
      if (name === '__typename') return [key, () => type.name];
      const field = type.getFields()[name];
      if (!field) throw new Unplanned(`${type.name}.${name}`);
      return [key, this.field(field, nodes, source, columns)];
    });
    return (values) => {
      const answer: Record<string, unknown> = {};
      for (const [key, make] of fields) answer[key] = make(values);
      return answer;
    };
  }

  private field(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], source: Source, columns: Columns): Make {
    const meaning = meaningOf(field);
    switch (meaning?.kind) {
      case 'column': {
        const at = columns.index(source.column(field.name));
        const read = complete(this.asked, field.type, [], nowhere);
        return (values) => read(values[at], values);
      }
      case 'worked-out':
        return this.workedOut(field, nodes, meaning, source, columns);
      case 'end':
        if (!source.end) throw new Unplanned(field.name);
        return this.thing(field.type, below(nodes), source.end, columns);
      case 'reference': {
        const place = this.statement.place({});
        const node = place.variable('n');
        return this.related(field.type, nodes, { text: `MATCH (${node}:Node {id: ${source.column(meaning.property)}})`, source: ofNode(node) }, columns);
      }
      case 'relation':
        return this.related(field.type, nodes, this.relation(meaning.relation(this.given(field, nodes)), source), columns);
      case 'list':
        return this.list(field, nodes, meaning.compile(this.given(field, nodes)), source, columns);
      default:
        throw new Unplanned(field.name);
    }
  }

  private workedOut(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], { of, related, from }: Meaning & { kind: 'worked-out' }, source: Source, columns: Columns): Make {
    const given = this.given(field, nodes);
    const stored = of.map((property) => [property, columns.index(source.column(property))] as const);
    const row = (values: unknown[], from: readonly (readonly [string, number])[]): Record<string, unknown> => Object.fromEntries(from.map(([property, at]) => [property, values[at]]));
    // Only what is worked out of one stored text alone says which names it holds.
    const [only, more] = [of[0], of[1] ?? related];
    const read = complete(this.asked, field.type, below(nodes), only === undefined || more ? nowhere : (part, under) => this.named(part, under, source.column(only), columns));
    if (!related) return (values) => read(from(row(values, stored), [], given), values);
    const { text, source: other } = this.relation(related.relation, source);
    const inner = new Columns();
    const parts = related.of.map((property) => [property, inner.index(other.column(property))] as const);
    const at = columns.collect(text, inner);
    return (values) => {
      const rows = values[at] as unknown[][];
      this.statement.shows(rows.length);
      return read(from(row(values, stored), rows.map((each) => row(each, parts)), given), values);
    };
  }

  /** Things that stored texts name, found once for each thing that the texts stand on. */
  private named(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], stored: string, columns: Columns): (part: unknown, row: unknown[]) => unknown {
    const meaning = meaningOf(field);
    if (meaning?.kind !== 'named') throw new Unplanned(field.name);
    const node = this.statement.place({}).variable('n');
    const source = ofNode(node);
    const inner = new Columns();
    const name = inner.index(source.column(meaning.property));
    const make = this.thing(field.type, below(nodes), source, inner);
    const at = columns.collect(`MATCH (${node}:${meaning.label}) WHERE ${node}.${meaning.property} IN ${meaning.names(stored)}`, inner);
    return (part, values) => {
      const row = (values[at] as unknown[][]).find((each) => each[name] === meaning.name(part as object));
      if (!row) throw new Unplanned('named, and not there');
      return make(row);
    };
  }

  /** Cypher that binds what a relation leads to; with facts, the order comes after what is returned. */
  private relation({ pattern, where, params = {}, order = 'n.sort', distinct = false, facts }: Relation, { node }: Source): { text: string; order?: string; source: Source } {
    const place = this.statement.place(params, node);
    const end = ofNode(place.variable('n'));
    const match = place.own(`MATCH ${pattern}${where ? ` WHERE ${where}` : ''}`);
    if (!facts) return { text: `${match} ${place.own(`WITH ${distinct ? 'DISTINCT ' : ''}n, ${order} AS position ORDER BY position, n.sort`)}`, source: end };
    const source: Source = {
      node: end.node, end,
      column: (property) => {
        const expression = facts[property];
        if (expression === undefined) throw new Unplanned(property);
        return place.own(expression);
      },
    };
    return { text: match, order: place.own(`ORDER BY ${order}, n.sort`), source };
  }

  private related(type: GraphQLOutputType, nodes: readonly FieldNode[], { text, order, source }: { text: string; order?: string; source: Source }, columns: Columns): Make {
    const inner = new Columns();
    const many = isListType(getNullableType(type));
    if (many) this.statement.deeper(USUAL_LIST);
    const make = this.thing(type, below(nodes), source, inner);
    if (many) this.statement.shallower(USUAL_LIST);
    const at = columns.collect(text, inner, order, many ? undefined : 'LIMIT 1');
    if (many) {
      return (values) => {
        const rows = values[at] as unknown[][];
        this.statement.shows(rows.length);
        return rows.map(make);
      };
    }
    const required = isNonNullType(type);
    return (values) => {
      const [row] = values[at] as unknown[][];
      if (row) return make(row);
      if (required) throw new Unplanned('nothing where something must be');
      return null;
    };
  }

  /** A page of the whole graph, or of what hangs on `parent`. */
  private list(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], page: CompiledPage, parent: Source | undefined, columns: Columns): Make {
    this.statement.deeper(page.limit);
    const place = this.statement.place({ ...page.allParams, ...page.params }, parent?.node);
    const source = ofNode(place.variable('n'));
    const inner = new Columns();
    const connection = getNamedType(field.type) as GraphQLObjectType;
    let shown = false;
    const things = (thingNodes: readonly FieldNode[], name: 'nodes' | 'edges', type: GraphQLObjectType): Make => {
      shown = true;
      return this.thing((type.getFields()[name] as GraphQLField<unknown, unknown>).type, below(thingNodes), source, inner);
    };
    const cursor = (): Make => {
      shown = true;
      const [key, sort] = [inner.index(place.own(page.key)), inner.index(source.column('sort'))];
      return (row) => page.cursor(row[key] as Key[0], row[sort] as string);
    };
    interface Shown { kept: unknown[][]; hasNextPage: boolean; hasPreviousPage: boolean }
    const parts = [...selectionOf(this.asked, connection, below(nodes))].map(([key, under]): [string, (page: Shown, values: unknown[]) => unknown] => {
      const name = under[0]?.name.value;
      if (name === '__typename') return [key, () => connection.name];
      if (name === 'totalCount') {
        const at = columns.count(place, page.all);
        return [key, (_shown, values) => values[at]];
      }
      if (name === 'nodes') {
        const make = things(under, 'nodes', connection);
        return [key, ({ kept }) => kept.map(make)];
      }
      if (name === 'edges') {
        const make = this.edge(getNamedType((connection.getFields().edges as GraphQLField<unknown, unknown>).type) as GraphQLObjectType, under, cursor, (type, below) => { shown = true; return this.thing(type, below, source, inner); }, (name) => {
          const fact = page.beside?.[name];
          if (!fact) throw new Unplanned(name);
          shown = true;
          const at = inner.index(place.own(fact.of));
          return (row) => fact.from(row[at]);
        });
        return [key, ({ kept }) => kept.map(make)];
      }
      if (name === 'pageInfo') return [key, this.pageInfo(getNamedType((connection.getFields().pageInfo as GraphQLField<unknown, unknown>).type) as GraphQLObjectType, under, cursor, () => { shown = true; })];
      throw new Unplanned(`${connection.name}.${String(name)}`);
    });
    this.statement.shallower(page.limit);
    const at = shown ? columns.collect(place.own(page.select), inner) : undefined;
    return (values) => {
      const rows = at === undefined ? [] : values[at] as unknown[][];
      if (parent) this.statement.shows(rows.length);
      const cut = page.cut(rows);
      const answer: Record<string, unknown> = {};
      for (const [key, make] of parts) answer[key] = make(cut, values);
      return answer;
    };
  }

  private edge(type: GraphQLObjectType, nodes: readonly FieldNode[], cursor: () => Make, thing: (type: GraphQLOutputType, sets: readonly SelectionSetNode[]) => Make, beside: (name: string) => Make): Make {
    const fields = [...selectionOf(this.asked, type, below(nodes))].map(([key, under]): [string, Make] => {
      const name = under[0]?.name.value;
      if (name === '__typename') return [key, () => type.name];
      if (name === 'cursor') return [key, cursor()];
      if (name === 'node') return [key, thing((type.getFields().node as GraphQLField<unknown, unknown>).type, below(under))];
      return [key, beside(name ?? '')];
    });
    return (row) => Object.fromEntries(fields.map(([key, make]) => [key, make(row)]));
  }

  private pageInfo(type: GraphQLObjectType, nodes: readonly FieldNode[], cursor: () => Make, needed: () => void): (page: { kept: unknown[][]; hasNextPage: boolean; hasPreviousPage: boolean }) => unknown {
    needed();
    const fields = [...selectionOf(this.asked, type, below(nodes))].map(([key, under]): [string, (page: { kept: unknown[][]; hasNextPage: boolean; hasPreviousPage: boolean }) => unknown] => {
      const name = under[0]?.name.value;
      if (name === '__typename') return [key, () => type.name];
      if (name === 'hasNextPage' || name === 'hasPreviousPage') return [key, (page) => page[name]];
      const make = cursor();
      const at = name === 'startCursor' ? 0 : -1;
      return [key, ({ kept }) => { const row = kept.at(at); return row ? make(row) : null; }];
    });
    return (page) => Object.fromEntries(fields.map(([key, make]) => [key, make(page)]));
  }

  private given(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Record<string, unknown> {
    return field.args.length === 0 ? {} : getArgumentValues(field, nodes[0] as FieldNode, this.asked.variables);
  }
}
