import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { AuditLog } from '../access/audit-log';
import { ANYBODY } from '../access/caller';
import { type Recognise, Refused } from '../access/recognise';
import type { Code } from '../errors';
import { refuse } from './admit';
import { visitOf } from './visit';

const POINTS_OF_A_TRY = 1_000;

export interface Access { recognise: Recognise; audit: AuditLog }

/**
 * Who sends a request, before anything of it is read. Without a header it is anybody; a key or token that is not
 * accepted is refused whatever is asked, as its sender means to be somebody.
 */
export function identify(access: Access | undefined, letIn: (response: ServerResponse, points: number) => Promise<boolean>): RequestHandler {
  return (request, response, next) => {
    const begun = Date.now();
    const visit = visitOf(response);
    const header = request.headers.authorization;
    const known = header === undefined ? Promise.resolve(ANYBODY) : access?.recognise(header) ?? Promise.reject(new Refused(null, 'nobody is known here'));
    known.then(({ role, name }) => {
      Object.assign(visit, { role, name });
      next();
    }).catch(async (error: unknown) => {
      if (!(error instanceof Refused)) return next(error);
      // Who tries one key after the other has no points left soon.
      if (!await letIn(response, POINTS_OF_A_TRY)) return;
      const { holder, reason, told } = error;
      const { code, retryAfter } = told.extensions as { code: Code; retryAfter?: number };
      access?.audit.record({ action: 'identify', requestId: visit.requestId, role: 'anonymous', caller: holder, route: request.baseUrl, outcome: code, reason, ms: Date.now() - begun });
      refuse(response, told, retryAfter === undefined ? { 'www-authenticate': 'Bearer' } : { 'retry-after': String(retryAfter) });
    }).catch(next);
  };
}
