import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { AuditLog } from '../access/audit-log';
import { ANYBODY, type Caller } from '../access/caller';
import { KeyRefused, type Keys } from '../access/keys';
import { STATUS } from '../errors';

export interface Access { keys: Keys; audit: AuditLog }

/**
 * Who sends a request, before anything of it is read. Without a header it is anybody; a key that is not known is refused
 * whatever is asked, as its sender means to be somebody.
 */
export function identify(access: Access | undefined): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    response.set('X-Request-Id', requestId);
    const header = request.headers.authorization;
    const known = header === undefined ? Promise.resolve(ANYBODY) : access?.keys.recognise(header) ?? Promise.reject(new KeyRefused(null));
    known.then((who) => {
      response.locals.caller = { ...who, requestId } satisfies Caller;
      next();
    }).catch((error: unknown) => {
      if (!(error instanceof KeyRefused)) return next(error);
      access?.audit.record({ action: 'key', requestId, role: 'anonymous', caller: error.holder, outcome: 'UNAUTHENTICATED' });
      response.status(STATUS.UNAUTHENTICATED).set('WWW-Authenticate', 'Bearer').json({ errors: [error.told.toJSON()] });
    }).catch(next);
  };
}

export const callerOf = (response: Response): Caller => response.locals.caller as Caller;
