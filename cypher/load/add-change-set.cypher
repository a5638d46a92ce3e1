// Write down what this load added, changed and retired.
CREATE (s:ChangeSet {at: $at, version: $version, gazette: $gazette, added: $added, changed: $changed, retired: $retired, entries: $entries})
