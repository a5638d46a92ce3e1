// Which named things speak of this, best score first, after a given place in that order?
CALL db.index.fulltext.queryNodes('search', $query, {limit: $most}) YIELD node AS n, score
WITH n, score AS key WHERE ($types IS NULL OR n.label IN $types) AND ($score IS NULL OR key < $score OR (key = $score AND n.sort > $sort))
RETURN n, key ORDER BY key DESC, n.sort LIMIT $limit
