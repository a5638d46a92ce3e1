import type { JWTPayload } from 'jose' with { 'resolution-mode': 'import' };
import { notChecked } from '../errors';
import { ROLES, type Who } from './caller';
import { KeysOutOfReach, PublicKeys } from './public-keys';
import { Refused } from './recognise';

/** Clocks of issuers and ours may be apart so far. */
const TOLERANCE_S = 30;
const LONGEST_SUBJECT = 200;

/** Asymmetric ones only: with a shared secret, or with none, whoever can check a token can also make one. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

export interface TokenOptions {
  /** Where the issuer's public keys are: an address, or a file. */
  jwks: URL | string;
  issuer: string;
  audience: string;
  roleClaim: string;
  algorithms: readonly (typeof ALGORITHMS)[number][];
}

/** Recognises callers by the tokens (JWT) of one issuer. */
export class Tokens {
  private constructor(private readonly options: TokenOptions, private readonly keys: PublicKeys) {}

  static async open(options: TokenOptions, say: (line: string) => void, now?: () => number): Promise<Tokens> {
    const keys = new PublicKeys(options.jwks, say, now);
    await keys.open();
    return new Tokens(options, keys);
  }

  /** The caller whom a token speaks of. */
  async recognise(token: string): Promise<Who> {
    const claims = await this.verified(token);
    if (claims.iat !== undefined && claims.iat > Date.now() / 1_000 + TOLERANCE_S) throw new Refused(null, 'iat is in the future');
    const name = claims.sub ?? '';
    if (typeof name !== 'string' || name === '' || name.length > LONGEST_SUBJECT) throw new Refused(null, `sub is none of 1 to ${LONGEST_SUBJECT} characters`);
    const role = this.roleIn(claims);
    if (!role) throw new Refused(`token:${name}`, `${this.options.roleClaim} is no known role`);
    return { role, name: `token:${name}` };
  }

  private async verified(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms } = this.options;
    const { jwtVerify } = await import('jose');
    try {
      return (await jwtVerify(token, this.keys.of, { issuer, audience, algorithms: [...algorithms], requiredClaims: ['exp', 'sub'], clockTolerance: TOLERANCE_S })).payload;
    } catch (error) {
      if (error instanceof KeysOutOfReach) throw new Refused(null, 'the keys of the issuer are out of reach', notChecked(error.retrySeconds));
      // Its code and the claim's name, as its message can repeat what the token says.
      const { code, claim, name } = error as Error & { code?: string; claim?: string };
      throw new Refused(null, [code ?? name, claim].join(' ').trim());
    }
  }

  /** Some issuers give a list of roles: it must be of one, as nobody can be two callers. Without the claim a token reads. */
  private roleIn(claims: JWTPayload): Who['role'] | undefined {
    if (!Object.hasOwn(claims, this.options.roleClaim)) return 'reader';
    const given: unknown = claims[this.options.roleClaim];
    const [only, ...more]: unknown[] = Array.isArray(given) ? given : [given];
    return more.length > 0 ? undefined : ROLES.find((role) => role === only);
  }
}
