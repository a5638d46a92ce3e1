// Which things of this type have this name, or this alias?
CALL () {
  MATCH (n:Entity {folded: $name}) RETURN n, 0 AS distance
  UNION ALL
  MATCH (:Alias {folded: $name})-[:ALIAS_OF]->(n:Entity) RETURN n, 1 AS distance
}
WITH n, min(distance) AS distance
WHERE n.label = $type AND ($kind IS NULL OR n.kind = $kind)
RETURN n, distance ORDER BY distance, n.sort
