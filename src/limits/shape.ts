import { type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql';
import { tooCostly } from '../errors';
import type { Limits } from './limits';

/** Refuses a document with too many aliases, or an operation with too many root fields. The document was validated. */
export function checkShape(document: DocumentNode, root: SelectionSetNode, { aliases, rootFields }: Limits): void {
  let found = 0;
  visit(document, { Field: ({ alias }) => { if (alias) found += 1; } });
  if (found > aliases) throw tooCostly('query', `use at most ${aliases} aliases`);
  if (count(document, root, rootFields) > rootFields) throw tooCostly('query', `ask for at most ${rootFields} root fields at once`);
}

/** Root fields, fragments counted; none is missing, none spreads itself. */
function count(document: DocumentNode, { selections }: SelectionSetNode, most: number): number {
  let fields = 0;
  for (const selection of selections) {
    if (fields > most) break;
    if (selection.kind === Kind.FIELD) fields += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) fields += count(document, selection.selectionSet, most);
    else {
      const fragment = document.definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value);
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) fields += count(document, fragment.selectionSet, most);
    }
  }
  return fields;
}
