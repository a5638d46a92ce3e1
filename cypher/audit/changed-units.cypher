// Which units were renamed, merged, split, taken over or ended, or show a succession?
MATCH (u:Unit)<-[:FROM_UNIT]-(c:UnitChange)
RETURN u.id AS unit, c.id AS change, c.sort AS sort ORDER BY c.sort, u.sort
