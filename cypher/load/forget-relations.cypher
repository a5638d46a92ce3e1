// Take out what the changed things say of others; what they say now is written afterwards.
UNWIND $ids AS id MATCH (n:Node {id: id})-[r]->() DELETE r
