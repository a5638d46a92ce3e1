/** The roles that a key can have; one more is one more word here. */
export const ROLES = ['reader', 'analyst', 'curator'] as const;
export type KeyRole = (typeof ROLES)[number];
/** Without a key everybody is anonymous. */
export type Role = 'anonymous' | KeyRole;

/** Who sends a request. */
export interface Caller { role: Role; name: string | null; requestId: string }
export const ANYBODY: Caller = { role: 'anonymous', name: null, requestId: '' };
