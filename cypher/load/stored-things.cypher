// What does the graph hold, in which state, and to what does a part belong? What is only kept as past is left out.
MATCH (n:Node) WHERE NOT n:Past
RETURN n.id AS id, elementId(n) AS element, n.hash AS hash, n.label AS label, n.name AS name, n.file AS file,
  CASE WHEN n.label IN ['Alias', 'Boundary', 'Participation'] THEN head([(n)-[:ALIAS_OF|BOUNDS_BLOCK|AT_EVENT]->(owner) | owner.id]) END AS owner
