// Which version does the graph have? Nobody else can change it until this transaction ends.
MERGE (g:GraphVersion {name: 'graph'}) SET g.lockedAt = timestamp() RETURN g.version AS version
