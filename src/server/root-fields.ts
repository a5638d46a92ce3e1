import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { tooCostly } from '../errors';

/** Each root field is a question of its own to the database, and one caller shall not take all its connections. */
const MOST = 30;

/** Refuses a request with too many root fields, aliases and fragments counted. */
export const fewRootFields: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation }) {
        if (operation && count(document, operation.selectionSet) > MOST) throw tooCostly('query', `ask for at most ${MOST} root fields at once`);
      },
    };
  },
};

/** Fragments were validated: none is missing, none spreads itself. */
function count(document: DocumentNode, { selections }: SelectionSetNode): number {
  let fields = 0;
  for (const selection of selections) {
    if (fields > MOST) break;
    if (selection.kind === Kind.FIELD) fields += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) fields += count(document, selection.selectionSet);
    else {
      const fragment = document.definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value);
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) fields += count(document, fragment.selectionSet);
    }
  }
  return fields;
}
