// Say that this load will change the graph ($token), or that none will after all (null), unless somebody else said so not long ago.
MATCH (g:GraphVersion {name: 'graph'}) SET g.lockedAt = timestamp()
WITH g WHERE coalesce(g.announced, $by) = $by OR abs(coalesce(datetime.realtime().epochMillis - g.announcedAt, $silent)) >= $silent
SET g.announced = $token, g.announcedAt = datetime.realtime().epochMillis
RETURN g.version AS version
