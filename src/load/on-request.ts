import { recordsRefused } from '../errors';
import type { Store } from '../store/store';
import { type Loaded, loadGazettes, RecordProblems } from './load';

/** A load for a curator, who is told what is wrong with the records. */
export const loadOnRequest = (store: Store, seeds?: string) => async (): Promise<Loaded> => {
  try {
    return await loadGazettes(store, seeds);
  } catch (error) {
    throw error instanceof RecordProblems ? recordsRefused(error.problems) : error;
  }
};
