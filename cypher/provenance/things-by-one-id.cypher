// Which thing has this global id, now or before it was recorded under another name?
CALL () {
  MATCH (n:Node {id: $id}) RETURN n, 0 AS distance
  UNION ALL
  MATCH (:FormerId {id: $id})-[:NOW]->(n:Node) RETURN n, 1 AS distance
}
WITH n, distance WHERE $types IS NULL OR n.label IN $types
RETURN n, distance ORDER BY distance
