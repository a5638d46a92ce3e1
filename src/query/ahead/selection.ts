import {
  type FieldNode, type FragmentDefinitionNode, getDirectiveValues, GraphQLIncludeDirective, type GraphQLObjectType, type GraphQLSchema, GraphQLSkipDirective, isAbstractType, Kind, type SelectionSetNode,
} from 'graphql';

/** One request, as far as deciding what is selected needs it. The document was validated. */
export interface Asked {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

/** What is selected of an object type, by response key, in the order in which it is answered; same keys were merged. */
export type Selection = Map<string, FieldNode[]>;

export function selectionOf(asked: Asked, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selection {
  const found: Selection = new Map();
  const seen = new Set<string>();
  for (const set of sets) collect(asked, type, set, found, seen);
  return found;
}

/** The selections below fields of one response key. */
export const below = (nodes: readonly FieldNode[]): SelectionSetNode[] => nodes.flatMap(({ selectionSet }) => selectionSet ?? []);

function collect(asked: Asked, type: GraphQLObjectType, { selections }: SelectionSetNode, found: Selection, seen: Set<string>): void {
  for (const selection of selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, asked.variables)?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, selection, asked.variables)?.if === false) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const same = found.get(key);
      if (same) same.push(selection);
      else found.set(key, [selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (holds(asked, type, selection.typeCondition?.name.value)) collect(asked, type, selection.selectionSet, found, seen);
    } else {
      const fragment = asked.fragments[selection.name.value];
      if (!fragment || seen.has(selection.name.value)) continue;
      seen.add(selection.name.value);
      if (holds(asked, type, fragment.typeCondition.name.value)) collect(asked, type, fragment.selectionSet, found, seen);
    }
  }
}

function holds({ schema }: Asked, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}
