// What decides the force of every document, as it was recorded at that time?
MATCH (d:Document|Past)
WHERE d.label = 'Document' AND coalesce(d.firstRecorded, '') <= $at AND coalesce(d.recordedTo, '~') > $at
OPTIONAL MATCH (then:DocumentThen {thing: coalesce(d.thing, d.id)}) WHERE then.recordedFrom <= $at AND then.recordedTo > $at
OPTIONAL MATCH (:FormerId {id: coalesce(d.thing, d.id)})-[:NOW]->(now:Node)
WITH d, coalesce(then, d) AS facts, coalesce(now.id, d.thing, d.id) AS id
RETURN id, d.sort AS sort, facts.held AS held, facts.signedOn AS signedOn, facts.evidence AS evidence,
  COLLECT { MATCH (d)<-[:AFFECTS]-(e:LegalEffect|Past) WHERE coalesce(e.recordedFrom, '') <= $at AND coalesce(e.recordedTo, '~') > $at
    RETURN e{.type, .effectiveFrom, .basis, .checkedOn, .reason, .evidence, .withdrawnOn} } AS effects
