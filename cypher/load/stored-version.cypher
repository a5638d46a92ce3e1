// Which version does the graph have, and of what was it made?
MATCH (g:GraphVersion {name: 'graph'}) RETURN g.version AS version, g.source AS source
