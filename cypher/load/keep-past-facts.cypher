// Keep what citations and effects said until now, so that an old report can be made again.
UNWIND $ids AS wanted
MATCH (n:Node {id: wanted}) WHERE n.label IN ['Citation', 'LegalEffect']
CREATE (past:Node:Past) SET past = n{.*, id: n.id + '@' + n.recordedFrom, thing: n.id, recordedTo: $at}
WITH n, past
CALL (n, past) { MATCH (n)-[:CITING]->(d) CREATE (past)-[:CITING]->(d) }
CALL (n, past) { MATCH (n)-[:CITED]->(d) CREATE (past)-[:CITED]->(d) }
CALL (n, past) { MATCH (n)-[:IN_PROVISION]->(d) CREATE (past)-[:IN_PROVISION]->(d) }
CALL (n, past) { MATCH (n)-[:IN_TASK]->(d) CREATE (past)-[:IN_TASK]->(d) }
CALL (n, past) { MATCH (n)-[:AFFECTS]->(d) CREATE (past)-[:AFFECTS]->(d) }
CALL (n, past) { MATCH (n)-[:CAUSED_BY]->(d) CREATE (past)-[:CAUSED_BY]->(d) }
RETURN count(past) AS kept
