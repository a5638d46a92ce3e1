import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { AuditLog } from '../access/audit-log';
import { ANYBODY, type Caller } from '../access/caller';
import { type Recognise, Refused } from '../access/recognise';
import { type Code, STATUS } from '../errors';

export interface Access { recognise: Recognise; audit: AuditLog }

/**
 * Who sends a request, before anything of it is read. Without a header it is anybody; a key or token that is not accepted
 * is refused whatever is asked, as its sender means to be somebody.
 */
export function identify(access: Access | undefined): RequestHandler {
  return (request, response, next) => {
    const begun = Date.now();
    const requestId = randomUUID();
    response.set('X-Request-Id', requestId);
    const header = request.headers.authorization;
    const known = header === undefined ? Promise.resolve(ANYBODY) : access?.recognise(header) ?? Promise.reject(new Refused(null, 'nobody is known here'));
    known.then((who) => {
      response.locals.caller = { ...who, requestId } satisfies Caller;
      next();
    }).catch((error: unknown) => {
      if (!(error instanceof Refused)) return next(error);
      const { holder, reason, told } = error;
      const { code, retryAfter } = told.extensions as { code: Code; retryAfter?: number };
      access?.audit.record({ action: 'identify', requestId, role: 'anonymous', caller: holder, route: request.baseUrl, outcome: code, reason, ms: Date.now() - begun });
      response.status(STATUS[code]).set(retryAfter === undefined ? { 'WWW-Authenticate': 'Bearer' } : { 'Retry-After': String(retryAfter) }).json({ errors: [told.toJSON()] });
    }).catch(next);
  };
}

export const callerOf = (response: Response): Caller => response.locals.caller as Caller;
