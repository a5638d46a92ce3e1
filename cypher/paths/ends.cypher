// Which things have these ids, now or before they were recorded under another name, and how many relationships does each have?
UNWIND $ids AS id
OPTIONAL MATCH (now:Node {id: id})
OPTIONAL MATCH (:FormerId {id: id})-[:NOW]->(renamed:Node)
WITH id, coalesce(now, renamed) AS n WHERE n IS NOT NULL AND NOT n:Alias
RETURN id, n.id AS thing, COUNT { (n)--() } AS degree
