import type { RequestHandler } from 'express';
import type { AuditLog } from '../access/audit-log';
import { ANYBODY } from '../access/caller';
import { KeyRefused, type Keys } from '../access/keys';
import { refuse } from './admit';
import { visitOf } from './visit';

export interface Access { keys: Keys; audit: AuditLog }

/**
 * Who sends a request, before anything of it is read. Without a header it is anybody; a key that is not known is refused
 * whatever is asked, as its sender means to be somebody.
 */
export function identify(access: Access | undefined): RequestHandler {
  return (request, response, next) => {
    const visit = visitOf(response);
    const header = request.headers.authorization;
    const known = header === undefined ? Promise.resolve(ANYBODY) : access?.keys.recognise(header) ?? Promise.reject(new KeyRefused(null));
    known.then(({ role, name }) => {
      Object.assign(visit, { role, name });
      next();
    }).catch((error: unknown) => {
      if (!(error instanceof KeyRefused)) return next(error);
      access?.audit.record({ action: 'key', requestId: visit.requestId, role: 'anonymous', caller: error.holder, outcome: 'UNAUTHENTICATED' });
      refuse(response, error.told, { 'www-authenticate': 'Bearer' });
    }).catch(next);
  };
}
