// Which version does the graph have?
MATCH (g:GraphVersion {name: 'graph'}) RETURN g.version AS version
