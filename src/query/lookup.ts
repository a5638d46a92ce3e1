import { ambiguousName } from '../errors';
import { fold } from '../records/fold';
import { question } from '../store/cypher';
import type { Row } from '../store/store';
import type { RequestContext } from './context';
import { hydrate } from './row';

const THINGS_BY_NAME = question('provenance/things-by-name');

/**
 * The one thing of a type with this name or alias. A canonical name wins over an alias of something else;
 * several of the same standing are ambiguous.
 */
export async function byName<T>(context: RequestContext, type: string, name: string, kind?: string | null): Promise<T | null> {
  const rows = await context.store.run(THINGS_BY_NAME, { name: fold(name), type, kind: kind ?? null });
  const best = rows.filter((row) => row.distance === rows[0]?.distance).map((row) => row.row as Row);
  if (best.length > 1) throw ambiguousName(best.map((row) => ({ id: row.id as string, name: row.name as string, type })));
  return best[0] ? hydrate<T>(best[0]) : null;
}
