// What is loaded, since when, and how much of it?
MATCH (g:GraphVersion)
RETURN g.version AS version, g.loadedAt AS loadedAt, g.nodeCount AS nodeCount, g.relationshipCount AS relationshipCount
