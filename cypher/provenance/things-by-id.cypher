// Which things have these global ids, now or before they were recorded under another name?
UNWIND $ids AS id
OPTIONAL MATCH (now:Node {id: id})
OPTIONAL MATCH (:FormerId {id: id})-[:NOW]->(renamed:Node)
WITH id, coalesce(now, renamed) AS n WHERE n IS NOT NULL
RETURN id, n{.*} AS row
