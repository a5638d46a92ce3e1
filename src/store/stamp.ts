import { question } from './cypher';
import type { Store } from './store';

const GRAPH_STAMP = question('provenance/graph-stamp');

/** Tells one state of the graph from every other; undefined while nothing is loaded. */
export const stampOf = async (store: Store): Promise<string | undefined> => (await store.values(GRAPH_STAMP))[0]?.[0] as string | undefined;
