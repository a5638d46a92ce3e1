// What does the graph hold, and in which state? What is only kept as past is left out.
MATCH (n:Node) WHERE NOT n:Past RETURN n.id AS id, n.hash AS hash, n.label AS label, n.name AS name, n.file AS file
