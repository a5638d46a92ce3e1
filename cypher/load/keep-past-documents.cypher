// Keep documents that are no longer recorded, for the sake of what was once recorded of them.
UNWIND $ids AS wanted
MATCH (n:Node:Document {id: wanted})
SET n.recordedTo = $at, n.thing = n.id, n.id = n.id + '@' + n.recordedFrom, n:Past REMOVE n:Document:Entity
RETURN count(n) AS kept
