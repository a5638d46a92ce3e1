// Take out all former ids; those that the records still give are written afterwards.
MATCH (f:FormerId) DETACH DELETE f
