import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { AuditLog } from '../../../src/access/audit-log';
import { runKeys } from '../../../src/access/cli';
import { Keys } from '../../../src/access/keys';
import { recogniser } from '../../../src/access/recognise';
import type { Tokens } from '../../../src/access/tokens';
import { readConfig } from '../../../src/config';
import { lineOf } from '../../../src/limits/limits';
import { Budget } from '../../../src/limits/budget';
import { RequestContext } from '../../../src/query/context';
import { makeSchema } from '../../../src/schema';
import { AnswerCache } from '../../../src/server/answer-cache';
import { startApi } from '../../../src/server/server';
import type { Loaded } from '../../../src/server/load';
import { TrustedDocuments } from '../../../src/server/trusted-documents';
import { addressBehind } from '../../../src/server/visit';
import { AnalystStore } from '../../../src/store/analyst';
import { Store } from '../../../src/store/store';
import { GraphWatch } from '../../../src/store/watch';

export interface Told { status: number; code?: string; headers: Headers; text: string }
export interface Line { action: string; outcome: string; requestId: string; role: string; caller: string | null; reason?: string; hash?: string; route?: string; cost?: number }

export interface ServedApi {
  url: string;
  folder: string;
  send: (path: string, init?: RequestInit) => Promise<Told>;
  ask: (query: string, authorization?: string, variables?: Record<string, unknown>) => Promise<Told>;
  addKey: (role: string, name: string) => Promise<string>;
  revoke: (name: string) => Promise<number>;
  lines: () => Line[];
  /** The one line about a request, which may come a little after the answer. */
  line: (requestId: string | null) => Promise<Line | undefined>;
  /** Everything that the program wrote. */
  written: () => string;
  stop: () => Promise<void>;
}

/** The API as it is served, without a database behind it: who may ask what is decided before one is needed. */
export async function serveWithoutDatabase({ tokens = null, load, manifest }: { tokens?: Tokens | null; load?: () => Promise<Loaded>; manifest?: string } = {}): Promise<ServedApi> {
  const folder = mkdtempSync(join(tmpdir(), 'access-test-'));
  const [keysFile, auditFile] = [join(folder, 'keys.json'), join(folder, 'audit.log')];
  let logged = '';
  const log = pino(new Writable({ write(chunk: Buffer, _encoding, done) { logged += chunk.toString(); done(); } }));
  const [store, audit] = [new Store(), new AuditLog(auditFile)];
  const unfollow = audit.follow((error) => log.error({ err: error }));
  const { limits } = readConfig({});
  const api = await startApi({
    schema: makeSchema(), context: (caller) => new RequestContext(store.reading(caller), caller, { analysts: new AnalystStore(), audit }), access: { recognise: recogniser(new Keys(keysFile), tokens), audit },
    trusted: manifest === undefined ? undefined : new TrustedDocuments(manifest, log), load, cache: new AnswerCache(GraphWatch.of(store)), limits, budget: new Budget({ anonymous: 1e12, reader: 1e12, analyst: 1e12, curator: 1e12 }), line: lineOf(limits), origins: [], addressOf: addressBehind([]), readiness: async () => 'ready', host: '127.0.0.1', port: 0, log,
  });
  const send = async (path: string, init: RequestInit = {}): Promise<Told> => {
    const response = await fetch(`${api.url}${path}`, init);
    const text = await response.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1];
    return { status: response.status, code, headers: response.headers, text };
  };
  const keys = (...args: string[]): Promise<[number, string]> => {
    const shown: string[] = [];
    return runKeys(args, keysFile, (line) => shown.push(line), () => undefined).then((code) => [code, shown.join()]);
  };
  const lines = (): Line[] => readFileSync(auditFile, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line);
  return {
    url: api.url, folder, send,
    ask: (query, authorization, variables = {}) => send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }, body: JSON.stringify({ query, variables }) }),
    addKey: async (role, name) => (await keys('add', '--role', role, name))[1],
    revoke: async (name) => (await keys('revoke', name))[0],
    lines,
    line: async (requestId) => {
      for (let tries = 0; tries < 40 && !lines().some((line) => line.requestId === requestId); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
      const [line, ...more] = lines().filter((one) => one.requestId === requestId);
      if (more.length > 0) throw new Error(`${more.length + 1} lines about one request`);
      return line;
    },
    written: () => logged + readFileSync(auditFile, 'utf8'),
    stop: async () => {
      unfollow();
      await api.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
