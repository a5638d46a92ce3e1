import type { Express } from 'express';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { AuditLog } from '../access/audit-log';
import { may } from '../access/permissions';
import { forbidden, internal, loading } from '../errors';
import { refuse } from './admit';
import { visitOf } from './visit';

/** Seconds in which most loads end. */
const RETRY_S = 10;

export interface Loaded { version: string; changed: boolean; message: string }
export interface LoadOptions { load: () => Promise<Loaded>; audit: AuditLog; log: Logger }

/**
 * `POST /load`: a curator has the records loaded that lie on the server. No page on another site can send it for somebody,
 * as it needs the Authorization header. One at a time: a second one would only wait for the first.
 */
export function serveLoad(app: Express, { load, audit, log }: LoadOptions): void {
  let running = false;
  const once = async (): Promise<Loaded> => {
    if (running) throw loading(RETRY_S);
    running = true;
    try {
      return await load();
    } finally {
      running = false;
    }
  };
  app.post('/load', (_request, response) => {
    const visit = visitOf(response);
    audit.witness('load', visit, undefined, async () => {
      if (!may(visit.role, 'load')) throw forbidden('load is for curators; an operator makes a key with npm run keys, to be sent as “Authorization: Bearer KEY”');
      return once();
    }).then((done) => response.json(done)).catch((error: unknown) => {
      const known = error instanceof GraphQLError ? error : undefined;
      if (!known) log.error({ requestId: visit.requestId, err: error }, 'load failed');
      const { retryAfter } = known?.extensions ?? {};
      refuse(response, known ?? internal(visit.requestId), retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
    });
  });
}
