/** The roles that a key or a token can give; one more is one more word here and one more row in permissions.ts. */
export const ROLES = ['reader', 'analyst', 'curator'] as const;
export type GivenRole = (typeof ROLES)[number];
/** Without a key or a token everybody is anonymous. */
export type Role = 'anonymous' | GivenRole;

/** Who sends a request; `name` is that of a key, or `token:` and the subject of a token, which no key can be called. */
export interface Caller { role: Role; name: string | null; requestId: string }
/** A caller, whatever is asked. */
export type Who = Omit<Caller, 'requestId'>;
export const ANYBODY: Caller = { role: 'anonymous', name: null, requestId: '' };
