// Take out what the records no longer say.
UNWIND $ids AS id MATCH (n:Node {id: id}) DETACH DELETE n
