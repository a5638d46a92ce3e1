// Through which things does each of these lead to one of those in two steps, the first printed first?
CALL () { UNWIND $few AS id MATCH (:Node {id: id})-[:!ALIAS_OF&!NOW]-(n) RETURN collect(DISTINCT n) AS touched }
CALL (touched) {
  UNWIND $many AS id MATCH (:Node {id: id})-[:!ALIAS_OF&!NOW]-(n)
  WHERE n IN touched AND NOT n:Past AND NOT (n:Responsibility AND n.view = $hidden) AND NOT (n:LegalEffect AND n.withdrawnOn IS NOT NULL) AND NOT n.label IN $avoid
  RETURN collect(DISTINCT n) AS between
}
WITH between WHERE between <> []
UNWIND $ids AS id
CALL (id, between) {
  MATCH (:Node {id: id})-[:!ALIAS_OF&!NOW]-(n) WHERE n IN between
  WITH DISTINCT n ORDER BY n.sort LIMIT $limit
  RETURN collect(n.id) AS through
}
WITH id, through WHERE through <> []
RETURN id, through
