// Which things have these global ids, now or before they were recorded under another name?
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Node {id: id}) RETURN n
  UNION ALL
  MATCH (:FormerId {id: id})-[:NOW]->(n:Node) RETURN n
}
RETURN id, n
