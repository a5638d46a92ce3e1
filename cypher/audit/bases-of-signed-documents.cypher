// On what did each document with a day of its own rest when it was signed, as it was recorded at that time?
MATCH (citing:Document|Past)<-[:CITING]-(c:Citation|Past WHERE c.role IN $roles AND coalesce(c.recordedFrom, '') <= $at AND coalesce(c.recordedTo, '~') > $at)-[:CITED]->(cited:Document|Past)
OPTIONAL MATCH (then:DocumentThen {thing: coalesce(citing.thing, citing.id)}) WHERE then.recordedFrom <= $at AND then.recordedTo > $at
OPTIONAL MATCH (:FormerId {id: coalesce(cited.thing, cited.id)})-[:NOW]->(now:Node)
WITH c, coalesce(then, citing).signedOn AS signedOn, coalesce(now.id, cited.thing, cited.id) AS cited
WHERE signedOn IS NOT NULL
RETURN c.id AS citation, c.sort AS sort, signedOn, cited ORDER BY sort
