import { type Compiler, IN_ORDER, whereAll } from './compiler';

/** How a list is sorted by a property that has an index together with the printed order, and after which row it goes on. */
export interface InOrder { label: string; property: string; descending: boolean; after?: [value: string | number | null, sort: string] }

/**
 * Cypher that binds (n) to the first things of a sorted list, and one more than are shown, by walking the index: those of
 * the same value that are printed later, those beyond it, and, only where these do not fill the page, those without a value.
 */
export function inOrder({ label, property, descending, after }: InOrder, conditions: readonly string[], compiler: Compiler): string {
  const [key, direction] = [`n.${property}`, descending ? 'DESC' : 'ASC'];
  const found = (bounds: string[], order: string): string => `MATCH (n:${label})${whereAll([...bounds, ...conditions])} RETURN n ORDER BY ${order} LIMIT $limit`;
  if (after?.[0] === null) return `CALL () { ${found([`n.sort > ${compiler.param(after[1])}`, `${key} IS NULL`], 'n.sort')} }`;
  const value = after && compiler.param(after[0]);
  const beyond = found([value ? `${key} ${descending ? '<' : '>'} ${value}` : `${key} IS NOT NULL`, IN_ORDER], `${key} ${direction}, n.sort`);
  const parts = after && value ? [found([`${key} = ${value}`, `n.sort > ${compiler.param(after[1])}`], 'n.sort'), beyond] : [beyond];
  const missing = `UNWIND CASE WHEN size(full) < $limit THEN [1] ELSE [] END AS more ${found([IN_ORDER, `${key} IS NULL`], 'n.sort')}`;
  return `CALL () { ${parts.join(' UNION ALL ')} } WITH n ORDER BY ${key} ${direction}, n.sort LIMIT $limit
    WITH collect(n) AS full CALL (full) { UNWIND full AS n RETURN n UNION ALL ${missing} }`;
}
