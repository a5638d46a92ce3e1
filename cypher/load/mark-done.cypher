// Say that these things and all their relationships are written.
UNWIND $rows AS row MATCH (n:Node) WHERE elementId(n) = row.element SET n.hash = row.hash
