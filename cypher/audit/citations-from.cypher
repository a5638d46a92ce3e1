// What did these documents cite in one of these roles, as it was recorded at that time, under whatever name they had then?
UNWIND $ids AS wanted
CALL (wanted) {
  MATCH (d:Node {id: wanted}) RETURN d
  UNION MATCH (d:Past {thing: wanted}) RETURN d
  UNION MATCH (:Node {id: wanted})<-[:NOW]-(former:FormerId) MATCH (d:Past {thing: former.id}) RETURN d
}
MATCH (d)<-[:CITING]-(c:Citation|Past WHERE c.role IN $roles AND coalesce(c.recordedFrom, '') <= $at AND coalesce(c.recordedTo, '~') > $at)-[:CITED]->(other:Document|Past)
WITH wanted, c, coalesce(other.thing, other.id) AS thing
OPTIONAL MATCH (:FormerId {id: thing})-[:NOW]->(now:Node)
RETURN wanted AS id, c.id AS citation, coalesce(now.id, thing) AS other ORDER BY c.sort
