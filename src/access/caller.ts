/** The roles that a key or a token can give; one more is one more word here and one more row in permissions.ts. */
export const ROLES = ['reader', 'analyst', 'curator'] as const;
export type GivenRole = (typeof ROLES)[number];
/** Without a key or a token everybody is anonymous. */
export type Role = 'anonymous' | GivenRole;

/** Who sends a request; `name` is that of a key, or `token:` and the subject of a token, which no key can be called. */
export interface Who { role: Role; name: string | null }
/** The same, of one request; what is asked in it as soon as that is known: SHA-256 of the query text, and points. */
export interface Caller extends Who { requestId: string; hash: string | null; cost: number | null }
export const ANYBODY: Caller = { role: 'anonymous', name: null, requestId: '', hash: null, cost: null };
