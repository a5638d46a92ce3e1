// Which named things speak of this, best score first, after a given place in that order?
CALL db.index.fulltext.queryNodes('search', $query, {limit: $most}) YIELD node AS n, score
WITH n, score WHERE ($types IS NULL OR n.label IN $types) AND ($score IS NULL OR score < $score OR (score = $score AND n.sort > $sort))
RETURN n{.*} AS row, score ORDER BY score DESC, n.sort LIMIT $limit
