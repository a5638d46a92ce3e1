// Which version does the graph have, of what was it made, and did somebody announce to change it?
MATCH (g:GraphVersion {name: 'graph'}) RETURN g.version AS version, g.source AS source, g.announced AS announced
