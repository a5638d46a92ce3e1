// What stands one step from each of these things and was not seen yet, and how many relationships has it all together?
UNWIND $ids AS id
MATCH (:Node {id: id})-[:!ALIAS_OF&!NOW]-(n:!Past)
WHERE NOT (n:Responsibility AND n.view = $hidden) AND NOT (n:LegalEffect AND n.withdrawnOn IS NOT NULL) AND NOT n.label IN $avoid AND NOT n.id IN $seen
RETURN id, collect(n.id) AS beside, sum(COUNT { (n)--() }) AS breadth
