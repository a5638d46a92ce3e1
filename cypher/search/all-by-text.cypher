// Which named things speak of this, in any order?
CALL db.index.fulltext.queryNodes('search', $query, {limit: $most}) YIELD node AS n
WITH n WHERE $types IS NULL OR n.label IN $types
RETURN n
