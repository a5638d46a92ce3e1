// Which documents have this 文号, printed with their title or known as another name of theirs?
CALL () {
  MATCH (n:Document {docNumberFolded: $number}) RETURN n
  UNION
  MATCH (:Alias {folded: $number})-[:ALIAS_OF]->(n:Document) RETURN n
}
RETURN n, 0 AS distance ORDER BY n.sort
