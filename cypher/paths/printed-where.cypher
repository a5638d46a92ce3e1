// Where are these things printed?
UNWIND $ids AS id
MATCH (n:Node {id: id})
RETURN n.id AS id, n.sort AS sort
