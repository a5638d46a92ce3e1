// Say that these things and all their relationships are written.
UNWIND $rows AS row MATCH (n:Node {id: row.id}) SET n.hash = row.hash
