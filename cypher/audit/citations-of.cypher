// What cited these documents in one of these roles, as it was recorded at that time?
UNWIND $ids AS wanted
MATCH (:Node {id: wanted})<-[:CITED]-(c:Citation|Past WHERE c.role IN $roles AND coalesce(c.recordedFrom, '') <= $at AND coalesce(c.recordedTo, '~') > $at)-[:CITING]->(other:Document|Past)
RETURN wanted AS id, c.id AS citation, other.id AS other ORDER BY c.sort
