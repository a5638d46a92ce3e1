import {
  getNamedType, getNullableType, type GraphQLField, type GraphQLNamedOutputType, type GraphQLObjectType, type GraphQLSchema,
  isAbstractType, isEnumType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument,
} from 'graphql';

/** A value: a text, a number, a day, one of the named values. */
export interface Leaf { kind: 'leaf'; name: string; list: boolean; type: string; named: boolean }
/** A thing that is only pointed at: its type, its id and what it is called. */
export interface Reference { kind: 'reference'; name: string; list: boolean }
/** A fact that stands between things, told with what it joins; `paged` when the API answers it as a connection. */
export interface Fact { kind: 'fact'; name: string; list: boolean; shape: Shape; paged: boolean }
/** The printed words. */
export interface Proof { kind: 'evidence'; name: string }
export type Field = Leaf | Reference | Fact | Proof;
/** What an export tells of one type. */
export interface Shape { type: string; identified: boolean; fields: Field[] }

/** A connection inside a row that is followed to its end: without it a document would not say what it rests on. */
const FOLLOWED = new Set(['Document.citations']);
/** Told in full wherever it stands: the title of a post means nothing without its unit. */
const NEVER_ALONE = new Set(['Post']);
/** What a thing without a name is called where it is only pointed at, the first that its type has. */
const CALLED = ['name', 'title', 'summary', 'text', 'raw', 'path', 'note', 'role'];
const DEEPEST = 2;

const isEntity = (type: GraphQLObjectType): boolean => type.getInterfaces().some((each) => each.name === 'Entity');

/** The rows of a connection, or null for anything else. */
export function rowTypeOf(type: GraphQLNamedOutputType): GraphQLObjectType | null {
  if (!isObjectType(type) || !type.getFields().pageInfo) return null;
  const nodes = type.getFields().nodes;
  const row = nodes && getNamedType(nodes.type);
  return row && isObjectType(row) ? row : null;
}

/**
 * A row is told with its values and evidence, the things it leads to by id and name, and the facts about it in full. A fact
 * is told in the same way, less the lists of facts that hang on it: those have an export of their own.
 */
export function shapeOf(type: GraphQLObjectType, level = 0, path: string[] = []): Shape {
  const here = [...path, type.name];
  const fields = Object.values(type.getFields()).flatMap((field) => (field.args.some(isRequiredArgument) ? [] : fieldOf(type, field, level, here)));
  const first = (field: Field): number => ['id', 'name', 'title'].indexOf(field.name) + 1 || 9;
  return { type: type.name, identified: 'id' in type.getFields(), fields: fields.sort((a, b) => first(a) - first(b)) };
}

function fieldOf(owner: GraphQLObjectType, { name, type }: GraphQLField<unknown, unknown>, level: number, path: string[]): Field[] {
  const named = getNamedType(type);
  const list = isListType(getNullableType(type));
  if (isLeafType(named)) return [{ kind: 'leaf', name, list, type: named.name, named: isEnumType(named) }];
  if (named.name === 'Evidence') return [{ kind: 'evidence', name }];
  const row = rowTypeOf(named);
  if (row) return FOLLOWED.has(`${owner.name}.${name}`) && level === 0 ? [{ kind: 'fact', name, list: true, paged: true, shape: shapeOf(row, level + 1, path) }] : [];
  if (isAbstractType(named)) return [{ kind: 'reference', name, list }];
  if (!isObjectType(named)) return [];
  const identified = 'id' in named.getFields();
  if (identified && (isEntity(named) || path.includes(named.name))) return [{ kind: 'reference', name, list }];
  const told = level === 0 || !identified || NEVER_ALONE.has(named.name) || (!list && level < DEEPEST);
  if (told && level <= DEEPEST) return [{ kind: 'fact', name, list, paged: false, shape: shapeOf(named, level + 1, path) }];
  return list || !identified ? [] : [{ kind: 'reference', name, list }];
}

/** The selection that asks for a shape. */
export function selectionOf(schema: GraphQLSchema, shape: Shape): string {
  const type = schema.getType(shape.type);
  if (!isObjectType(type)) throw new Error(`${shape.type} is no object type`);
  return shape.fields.map((field) => {
    if (field.kind === 'leaf') return field.name;
    if (field.kind === 'evidence') return `${field.name} { issue { id name } line start end quote }`;
    if (field.kind === 'fact') return pageOf(field.name, selectionOf(schema, field.shape), field.paged);
    return `${field.name} { ${referenceOf(schema, getNamedType((type.getFields()[field.name] as GraphQLField<unknown, unknown>).type))} }`;
  }).join(' ');
}

/** One page of a connection inside a row; the walk asks for the ones that follow. */
export const pageOf = (name: string, selection: string, paged: boolean, after = ''): string =>
  (paged ? `${name}(first: 100${after}) { nodes { ${selection} } pageInfo { hasNextPage endCursor } }` : `${name} { ${selection} }`);

function referenceOf(schema: GraphQLSchema, type: GraphQLNamedOutputType): string {
  const members = isAbstractType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType];
  return `__typename ${members.map((member) => {
    const called = CALLED.map((name) => member.getFields()[name]).find((field) => field && isNonNullType(field.type) && getNamedType(field.type).name === 'String');
    return `... on ${member.name} { id ${called ? (called.name === 'name' ? 'name' : `name: ${called.name}`) : ''} }`;
  }).join(' ')}`;
}
