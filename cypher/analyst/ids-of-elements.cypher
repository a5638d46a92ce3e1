// Which global ids have the nodes that the database knows by ids of its own?
UNWIND $elements AS element
MATCH (n) WHERE elementId(n) = element
RETURN element, n.id AS id
