import { question } from './cypher';
import type { Store } from './store';

const GRAPH_STATE = question('provenance/graph-state');
const INDEXES = "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name";

/** What is missing before questions can be answered: an end of the process, its database, a graph, the indexes of it. */
export type Readiness = 'ready' | 'stopping' | 'database' | 'graph' | 'indexes';

/** Whether questions can be answered, at one statement each time; indexes that were all there once are not looked after again. */
export class GraphReadiness {
  private indexed = false;
  private asking: Promise<Readiness> | undefined;

  constructor(private readonly store: Pick<Store, 'values'>, private readonly indexes: readonly string[]) {}

  /** Who asks while an answer is on its way waits for that. */
  now(): Promise<Readiness> {
    return this.asking ??= this.look().finally(() => { this.asking = undefined; });
  }

  private async look(): Promise<Readiness> {
    try {
      const [state] = await this.store.values(GRAPH_STATE);
      if (!state) this.indexed = false;
      if (!state) return 'graph';
      if (!this.indexed) {
        const online = new Set((await this.store.values(INDEXES)).map(([name]) => name));
        this.indexed = this.indexes.every((name) => online.has(name));
      }
      return this.indexed ? 'ready' : 'indexes';
    } catch {
      return 'database';
    }
  }
}
