// Which named things share some of these words, best score first, with all their names?
CALL db.index.fulltext.queryNodes('search', $query, {limit: $most}) YIELD node AS n, score
WITH n, score WHERE $types IS NULL OR n.label IN $types
RETURN [n.name] + COLLECT { MATCH (n)<-[:ALIAS_OF]-(a:Alias) RETURN a.name ORDER BY a.sort } AS names ORDER BY score DESC, n.sort
