// Which issues of the gazette are loaded?
MATCH (n:GazetteIssue) RETURN n{.*} AS row ORDER BY n.sort
