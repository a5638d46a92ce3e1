// Which relationships join these things, one of each type for the same two, how is it known, and which words prove it: its own, or those of the fact or thing that it starts from?
UNWIND $ids AS id
MATCH (start:Node {id: id})-[r:!ALIAS_OF&!NOW]->(end) WHERE end.id IN $ids
WITH start, end, type(r) AS relation, r ORDER BY r.position, r.evidence
WITH start, end, relation, collect(r)[0] AS r
WITH start, end, relation, r, r.evidence IS NOT NULL AS itself ORDER BY start.sort, end.sort, relation
RETURN relation, start.id AS startId, end.id AS endId, CASE WHEN itself THEN r.evidence ELSE start.evidence END AS evidence,
  CASE WHEN itself THEN r.basis ELSE coalesce(start.basis, 'STATED') END AS basis, CASE WHEN itself THEN r.reason ELSE start.reason END AS reason
