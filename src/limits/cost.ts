import {
  getArgumentValues, getNamedType, getNullableType, type GraphQLCompositeType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isAbstractType, isCompositeType, isInputObjectType, isInterfaceType, isIntrospectionType, isListType,
  isObjectType, SchemaMetaFieldDef, type SelectionSetNode, TypeMetaFieldDef,
} from 'graphql';
import { meaningOf } from '../query/meaning';
import { type Asked, below, selectionOf } from '../query/ahead/selection';

/** A page when nobody says how long it shall be. */
const USUAL_PAGE = 20;
/** A list without pages, such as the duties of a task. */
const USUAL_LIST = 5;
/** A list that stands on a row itself, such as its evidence. */
const USUAL_PARTS = 2;
/** More is not told apart: what has no end, times none, would be no number, which is neither too much nor little enough. */
const MOST = Number.MAX_SAFE_INTEGER;
/** A list that is only cut where `first` says so, such as groups. */
const USUAL_UNCUT = 100;

/**
 * What a request may come to, in points: one for each thing that is shown, a connection its page times what is asked of
 * each thing in it, and on top of that what a field says it costs by itself (`complexity`). Values of things are free.
 * Counted as it will be answered: what stands under the same response key is one, what is skipped costs nothing.
 */
export function costOf(asked: Asked, root: GraphQLObjectType, sets: readonly SelectionSetNode[]): number {
  return Math.max(1, Math.round(new Counter(asked).all(root, sets)));
}

class Counter {
  constructor(private readonly asked: Asked) {}

  all(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): number {
    if (isAbstractType(type)) return Math.max(0, ...this.asked.schema.getPossibleTypes(type).map((possible) => this.all(possible, sets)));
    let sum = 0;
    for (const [, nodes] of selectionOf(this.asked, type, sets)) {
      const name = nodes[0]?.name.value ?? '';
      const field = type.getFields()[name] ?? [SchemaMetaFieldDef, TypeMetaFieldDef].find((meta) => meta.name === name);
      if (field) sum += this.field(type, field, nodes);
    }
    return Math.min(MOST, sum);
  }

  private field(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: Parameters<typeof below>[0]): number {
    const named = getNamedType(field.type);
    const own = (field.extensions.complexity as number | undefined) ?? 0;
    const node = nodes[0];
    if (!isCompositeType(named) || !node) return own;
    // An argument that is wrong is said to be so when the field is answered.
    const given = attempt(() => getArgumentValues(field, node, this.asked.variables)) ?? {};
    if (isConnection(named)) return own + 1 + length(given, USUAL_PAGE) * this.page(named, below(nodes));
    return own + this.sizeOf(parent, field, given) * (1 + this.all(named, below(nodes)));
  }

  /** Of one thing of a page: its nodes, and its edges where they are asked for too. */
  private page(connection: GraphQLObjectType, sets: readonly SelectionSetNode[]): number {
    let sum = 0;
    for (const [, nodes] of selectionOf(this.asked, connection, sets)) {
      const name = nodes[0]?.name.value;
      const item = name === 'nodes' || name === 'edges' ? getNamedType((connection.getFields()[name] as GraphQLField<unknown, unknown>).type) : undefined;
      if (isCompositeType(item)) sum += name === 'nodes' ? 1 + this.all(item, below(nodes)) : this.all(item, below(nodes));
    }
    return sum;
  }

  private sizeOf(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, given: Record<string, unknown>): number {
    if (!isListType(getNullableType(field.type))) return 1;
    if (isIntrospectionType(parent)) return sizesOf(this.asked.schema)[`${parent.name}.${field.name}`] ?? 1;
    if (Array.isArray(given.ids)) return given.ids.length;
    if (field.args.some(({ name }) => name === 'first')) return length(given, USUAL_UNCUT);
    return meaningOf(field)?.kind === 'relation' ? USUAL_LIST : USUAL_PARTS;
  }
}

const isConnection = (type: GraphQLCompositeType): type is GraphQLObjectType => isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();

/** How long a page can be; a length that is none is refused when the field is answered. */
function length(given: Record<string, unknown>, usual: number): number {
  const said = given.first ?? given.last;
  return typeof said === 'number' ? Math.max(0, said) : usual;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const sizes = new WeakMap<GraphQLSchema, Record<string, number>>();

/** How long the lists of the introspection of this schema are, on average. */
function sizesOf(schema: GraphQLSchema): Record<string, number> {
  const known = sizes.get(schema);
  if (known) return known;
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []));
  const args = fields.reduce((sum, field) => sum + field.args.length, 0);
  const inputs = types.reduce((sum, type) => sum + (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0), 0);
  const made = {
    '__Schema.types': types.length, '__Schema.directives': schema.getDirectives().length,
    '__Type.fields': fields.length / types.length, '__Field.args': args / fields.length, '__Type.inputFields': inputs / types.length, '__Type.enumValues': USUAL_LIST, '__Type.interfaces': 1, '__Type.possibleTypes': 1,
  };
  sizes.set(schema, made);
  return made;
}
