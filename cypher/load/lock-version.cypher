// Which version does the graph have, and who announced to change it? Nobody else can until this transaction ends.
MERGE (g:GraphVersion {name: 'graph'}) SET g.lockedAt = timestamp() RETURN g.version AS version, g.announced AS announced
