// What does the graph hold, and in which state?
MATCH (n:Node) RETURN n.id AS id, n.hash AS hash
