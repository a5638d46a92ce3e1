// On what did each document with a day of its own rest when it was signed, as it was recorded at that time?
MATCH (citing:Document|Past)<-[:CITING]-(c:Citation|Past WHERE c.role IN $roles AND coalesce(c.recordedFrom, '') <= $at AND coalesce(c.recordedTo, '~') > $at)-[:CITED]->(cited:Document|Past)
WHERE citing.signedOn IS NOT NULL
RETURN c.id AS citation, c.sort AS sort, citing.signedOn AS signedOn, cited.id AS cited ORDER BY sort
