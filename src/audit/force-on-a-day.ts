import { type EffectFacts, type Status, statusOn } from '../documents/force';
import type { RequestContext } from '../query/context';
import { question } from '../store/cypher';

const FORCE_OF_ALL_DOCUMENTS = question('audit/force-of-all-documents');

/** Later than anything that was ever recorded. */
export const NOW = '9999';

/** The force of every document on one day, and on others when asked for. */
export interface Force { sortOf: (id: string) => string; on: (id: string, day: string) => Status; ids: string[] }

/** `at`: as it was recorded at that time; NOW for what is recorded now. */
export async function forceOfAllDocuments(context: RequestContext, at: string): Promise<Force> {
  const rows = new Map((await context.store.run(FORCE_OF_ALL_DOCUMENTS, { at })).map((row) => [row.id as string, row]));
  return {
    ids: [...rows.keys()],
    sortOf: (id) => (rows.get(id)?.sort as string | undefined) ?? '~',
    on: (id, day) => {
      const row = rows.get(id);
      const effects = ((row?.effects as object[] | undefined) ?? []).map((effect) => ({ effectiveFrom: null, checkedOn: null, reason: null, withdrawnOn: null, ...effect }) as EffectFacts);
      return statusOn({ held: row?.held === true, signedOn: (row?.signedOn as string | null | undefined) ?? null, evidence: (row?.evidence as string[] | undefined) ?? [] }, effects, day);
    },
  };
}
