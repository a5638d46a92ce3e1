// Which content does the graph have, and since when?
MATCH (g:GraphVersion {name: 'graph'}) RETURN g.version + ' ' + g.loadedAt AS stamp
