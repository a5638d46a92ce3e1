// Keep what decides the force of documents that change, as it was recorded until now.
UNWIND $ids AS wanted
MATCH (n:Node:Document {id: wanted})
CREATE (:DocumentThen {thing: n.id, held: n.held, signedOn: n.signedOn, evidence: n.evidence, recordedFrom: n.recordedFrom, recordedTo: $at})
