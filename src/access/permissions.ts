import type { Role } from './caller';

/** What goes beyond reading public data: read-only Cypher, and loading the records. */
export type Permission = 'cypher' | 'load';

/** Who may do what; how much each may ask for in a minute is no permission but a budget. */
export const PERMISSIONS: Record<Role, Record<Permission, boolean>> = {
  anonymous: { cypher: false, load: false },
  reader: { cypher: false, load: false },
  analyst: { cypher: true, load: false },
  curator: { cypher: true, load: true },
};

export const may = (role: Role, permission: Permission): boolean => PERMISSIONS[role][permission];
