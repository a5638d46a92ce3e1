// What was loaded since then?
MATCH (s:ChangeSet) WHERE s.at >= $since
RETURN s{.at, .version, .gazette, .added, .changed, .retired, .entries} AS changeSet ORDER BY s.at, s.gazette
