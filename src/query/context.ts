import DataLoader from 'dataloader';
import type { ExecutionResult } from 'graphql';
import type { AuditLog } from '../access/audit-log';
import { ANYBODY, type Caller } from '../access/caller';
import type { AnalystStore } from '../store/analyst';
import type { Params, Reader, Row } from '../store/reader';
import { tooCostly } from '../errors';
import { question } from '../store/cypher';
import { answerAhead, type Request } from './ahead/answer';
import { hydrate } from './row';

export const THINGS_BY_IDS = question('provenance/things-by-ids');
const ROWS_BY_IDS = `CALL () {\n${THINGS_BY_IDS}\n} RETURN id, n{.*} AS row`;

/** Lists inside lists multiply: what they may add up to in one request, the same thing counted as often as it is shown. */
const MOST_ROWS = 20_000;

/** What only some callers may use, and what records that they do. */
export interface Privileged { analysts: AnalystStore; audit: AuditLog }

/** What one request shares: who sends it, the store, and the loaders that turn many single look-ups into one statement. */
export class RequestContext {
  private readonly loaders = new Map<string, DataLoader<string, Row[]>>();
  private handed = 0;
  private most = MOST_ROWS;

  constructor(readonly store: Reader, readonly caller: Caller = ANYBODY, readonly privileged?: Privileged) {}

  /**
   * The rows that one statement answers for one parent; all parents of a request are asked for at once. The statement
   * takes `$ids` and returns `id` in every row. One loader for each statement and set of parameters.
   */
  async rowsOf(cypher: string, id: string, params: Params = {}): Promise<Row[]> {
    this.refuseMore();
    const rows = await this.walked(cypher, id, params);
    // The only thing of a list multiplies nothing.
    this.handed += Math.max(0, rows.length - 1);
    this.refuseMore();
    return rows;
  }

  /** The same for a walk of our own, which has bounds of its own and shows little of what it reads. */
  walked(cypher: string, id: string, params: Params = {}): Promise<Row[]> {
    const key = `${cypher}\n${JSON.stringify(params)}`;
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = new DataLoader<string, Row[]>(async (ids) => {
        const found = new Map<string, Row[]>(ids.map((each) => [each, []]));
        for (const row of await this.store.run(cypher, { ...params, ids: [...ids] })) found.get(row.id as string)?.push(row);
        return ids.map((each) => found.get(each) ?? []);
      });
      this.loaders.set(key, loader);
    }
    return loader.load(id);
  }

  /** The data of a whole request by one statement; null when it has to be answered field by field. */
  answerAhead(request: Request): Promise<ExecutionResult | null> {
    return answerAhead(this.store, request, this.most);
  }

  /** The same caller once more, with nothing read yet. */
  anew(): RequestContext {
    return new RequestContext(this.store, this.caller, this.privileged);
  }

  /** For questions of our own that are as large as they must be. */
  unbounded(): this {
    this.most = Infinity;
    return this;
  }

  private refuseMore(): void {
    if (this.handed > this.most) throw tooCostly('query', `this shows more than ${this.most} things in lists inside lists; ask for smaller pages, or for less inside them`);
  }

  /** The thing with a global id, or with one that it had before; null when there is none. */
  async byId<T>(id: string): Promise<T | null> {
    const [found] = await this.rowsOf(ROWS_BY_IDS, id);
    return found ? hydrate<T>(found.row as Row) : null;
  }
}
