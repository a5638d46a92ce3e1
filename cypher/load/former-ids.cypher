// Let ids of earlier names go on resolving.
UNWIND $rows AS row MATCH (n:Node {id: row.now}) MERGE (f:FormerId {id: row.id}) MERGE (f)-[:NOW]->(n)
