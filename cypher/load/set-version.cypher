// Write down which version the graph has now, and of what it was made when it is whole.
MATCH (g:GraphVersion {name: 'graph'})
SET g.version = $version, g.source = $source, g.loadedAt = $loadedAt, g.nodeCount = $nodeCount, g.relationshipCount = $relationshipCount
