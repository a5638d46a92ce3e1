// Write down that other records, or another program, made the same graph.
MATCH (g:GraphVersion {name: 'graph', version: $version}) SET g.source = $source
