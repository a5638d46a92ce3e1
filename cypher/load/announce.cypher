// Say that this load will change the graph, or that it will not after all.
MATCH (g:GraphVersion {name: 'graph'}) SET g.announced = $token
