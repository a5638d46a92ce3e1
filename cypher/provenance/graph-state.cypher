// Which content does the graph have, since when, and has a load announced that it will change it?
MATCH (g:GraphVersion {name: 'graph'})
RETURN g.version + ' ' + g.loadedAt AS stamp, g.announced IS NOT NULL AS announced
