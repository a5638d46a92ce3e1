import DataLoader from 'dataloader';
import type { Row, Store } from '../store/store';
import { hydrate, project } from './row';

/** What one request shares: the store and the loaders that turn many single look-ups into one statement. */
export class RequestContext {
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(readonly store: Store) {}

  /** One loader for each question, made when first asked for. */
  loader<T>(question: string, load: (ids: readonly string[]) => Promise<Map<string, T>>, missing: T): DataLoader<string, T> {
    let loader = this.loaders.get(question) as DataLoader<string, T> | undefined;
    if (!loader) {
      loader = new DataLoader<string, T>(async (ids) => {
        const found = await load(ids);
        return ids.map((id) => found.get(id) ?? missing);
      });
      this.loaders.set(question, loader as DataLoader<string, unknown>);
    }
    return loader;
  }
}

/**
 * Related nodes of one parent, all parents of a request in one statement.
 * `pattern` runs from (p) to (n); `extra` names further columns, by expression, that ride on the row.
 */
export async function related<T>(context: RequestContext, parent: { id: string }, pattern: string, options: { order?: string; extra?: Record<string, string>; where?: string } = {}): Promise<T[]> {
  const extra = Object.entries(options.extra ?? {}).map(([name, expression]) => `, ${name}: ${expression}`).join('');
  const cypher = `UNWIND $ids AS pid MATCH (p:Node {id: pid}) MATCH ${pattern}
    ${options.where ? `WHERE ${options.where}` : ''}
    WITH pid, n, ${options.order ?? 'n.sort'} AS position, {row: ${project('n')}${extra}} AS item
    ORDER BY position, n.id RETURN pid, collect(item) AS items`;
  const loader = context.loader<T[]>(cypher, async (ids) => {
    const rows = await context.store.run(cypher, { ids: [...ids] });
    return new Map(rows.map((row) => [row.pid as string, (row.items as Row[]).map(unpack<T>)]));
  }, []);
  return loader.load(parent.id);
}

function unpack<T>(item: Row): T {
  const { row, ...extra } = item;
  const node = hydrate<T>(row as Row);
  return Object.keys(extra).length === 0 ? node : ({ ...extra, node } as T);
}

export async function relatedOne<T>(context: RequestContext, parent: { id: string }, pattern: string): Promise<T | null> {
  return (await related<T>(context, parent, pattern))[0] ?? null;
}

/** Nodes by global id, null where there is none. */
export function byId<T>(context: RequestContext, id: string): Promise<T | null> {
  const cypher = `UNWIND $ids AS id MATCH (n:Node {id: id}) RETURN id, ${project('n')} AS row`;
  return context.loader<T | null>(cypher, async (ids) => {
    const rows = await context.store.run(cypher, { ids: [...ids] });
    return new Map(rows.map((row) => [row.id as string, hydrate<T>(row.row as Row)]));
  }, null).load(id);
}
