// Which version does the graph have, of what was it made, and who announced to change it, how long ago?
MATCH (g:GraphVersion {name: 'graph'})
RETURN g.version AS version, g.source AS source, g.announced AS announced, abs(datetime.realtime().epochMillis - g.announcedAt) AS since
