// What decides the force of every document, as it was recorded at that time?
MATCH (d:Document|Past)
WHERE d.label = 'Document' AND coalesce(d.firstRecorded, '') <= $at AND coalesce(d.recordedTo, '~') > $at
RETURN d.id AS id, d.sort AS sort, d.held AS held, d.signedOn AS signedOn, d.evidence AS evidence,
  COLLECT { MATCH (d)<-[:AFFECTS]-(e:LegalEffect|Past) WHERE coalesce(e.recordedFrom, '') <= $at AND coalesce(e.recordedTo, '~') > $at
    RETURN e{.type, .effectiveFrom, .basis, .checkedOn, .reason, .evidence, .withdrawnOn} } AS effects
