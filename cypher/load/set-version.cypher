// Write down which version the graph has now, of what it was made when it is whole, and whether more of this load is to come.
MATCH (g:GraphVersion {name: 'graph'})
SET g.version = $version, g.source = $source, g.loadedAt = $loadedAt, g.nodeCount = $nodeCount, g.relationshipCount = $relationshipCount,
  g.announced = $token, g.announcedAt = datetime.realtime().epochMillis
