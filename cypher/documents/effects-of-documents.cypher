// What happened to the force of these documents?
UNWIND $ids AS wanted MATCH (p:Node {id: wanted})<-[:AFFECTS]-(n:LegalEffect)
RETURN p.id AS id, n{.type, .effectiveFrom, .basis, .checkedOn, .reason, .evidence, .withdrawnOn} AS effect
