// Write down which version the graph has now.
MATCH (g:GraphVersion {name: 'graph'})
SET g.version = $version, g.loadedAt = $loadedAt, g.nodeCount = $nodeCount, g.relationshipCount = $relationshipCount
