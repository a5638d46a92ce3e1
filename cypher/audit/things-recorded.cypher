// Which things have these ids, or had them when they were last recorded?
UNWIND $ids AS id
OPTIONAL MATCH (now:Node {id: id})
OPTIONAL MATCH (:FormerId {id: id})-[:NOW]->(renamed:Node)
CALL (id) { OPTIONAL MATCH (past:Past {thing: id}) RETURN past ORDER BY past.recordedTo DESC LIMIT 1 }
WITH id, coalesce(now, renamed, past) AS n WHERE n IS NOT NULL
RETURN id, n{.*} AS row
