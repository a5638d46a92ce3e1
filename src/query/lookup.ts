import { ambiguousName } from '../errors';
import { fold } from '../records/fold';
import type { Row } from '../store/store';
import type { RequestContext } from './context';
import { hydrate, project } from './row';

/**
 * The one thing of a type with this name or alias. A canonical name wins over an alias of something else;
 * several of the same standing are ambiguous.
 */
export async function byName<T>(context: RequestContext, type: string, name: string, kind?: string): Promise<T | null> {
  const wanted = fold(name);
  const rows = await context.store.run(`
    CALL () {
      MATCH (n:${type} {folded: $wanted}) RETURN n, 0 AS distance
      UNION
      MATCH (:Alias {folded: $wanted})-[:ALIAS_OF]->(n:${type}) RETURN n, 1 AS distance
    }
    WITH n, min(distance) AS distance WHERE $kind IS NULL OR n.kind = $kind
    RETURN ${project('n')} AS row, distance ORDER BY distance, n.sort`, { wanted, kind: kind ?? null });
  const best = rows.filter((row) => row.distance === rows[0]?.distance).map((row) => row.row as Row);
  if (best.length > 1) throw ambiguousName(best.map((row) => ({ id: row.id as string, name: row.name as string, type })));
  return best[0] ? hydrate<T>(best[0]) : null;
}
