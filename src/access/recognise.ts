import type { GraphQLError } from 'graphql';
import { unauthenticated } from '../errors';
import type { Who } from './caller';
import type { Keys } from './keys';
import type { Tokens } from './tokens';

/** Longer than any key, and than the tokens that issuers make. */
const LONGEST = 8_192;
const JWT = /^[\w-]*\.[\w-]*\.[\w-]*$/;

/** A header that lets nobody in: what its sender is told, and, for the operator alone, whose it was where that is known, and why. */
export class Refused extends Error {
  constructor(readonly holder: string | null, readonly reason: string, readonly told: GraphQLError = unauthenticated()) {
    super(reason);
  }
}

/** Who is behind an Authorization header, which holds a key of the file or a token of the issuer; fails with Refused. */
export type Recognise = (header: string) => Promise<Who>;

export const recogniser = (keys: Keys, tokens: Tokens | null): Recognise => async (header) => {
  if (header.length > LONGEST) throw new Refused(null, 'the header is too long');
  const sent = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (sent === undefined) throw new Refused(null, 'no bearer key or token');
  if (!JWT.test(sent)) return keys.recognise(sent);
  if (!tokens) throw new Refused(null, 'a token, and no issuer is configured');
  return tokens.recognise(sent);
};
