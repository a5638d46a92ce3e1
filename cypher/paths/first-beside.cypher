// What stands beside each of these things and is not shown yet, the first printed first?
UNWIND $ids AS id
CALL (id) {
  MATCH (:Node {id: id})-[:!ALIAS_OF&!NOW]-(n:!Past)
  WHERE NOT (n:Responsibility AND n.view = $hidden) AND NOT (n:LegalEffect AND n.withdrawnOn IS NOT NULL) AND ($types IS NULL OR n.label IN $types) AND NOT n.id IN $seen
  WITH DISTINCT n ORDER BY n.sort LIMIT $limit
  RETURN n
}
RETURN id, n.id AS beside ORDER BY n.sort
