import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from '../../../src/access/audit-log';
import { STATUS } from '../../../src/errors';
import { type RequestEnded, requests } from '../../../src/signals';

/** What the audit log takes from the requests that ended, and what it leaves. */
let folder: string, file: string, log: AuditLog, unfollow: () => void;
const failures: unknown[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-test-'));
  file = join(folder, 'audit.log');
  log = new AuditLog(file);
  unfollow = log.follow((error) => failures.push(error));
});
afterEach(() => {
  unfollow();
  rmSync(folder, { recursive: true, force: true });
});

const ended = (more: Partial<RequestEnded> = {}): RequestEnded => ({ requestId: `r-${Math.random()}`, method: 'POST', traceparent: null, route: '/graphql', role: 'anonymous', caller: null, operation: 'Tasks', hash: 'a'.repeat(64), cost: 12, statements: 0, kept: false, status: 200, outcome: 'OK', ms: 3, ...more });
const linesOf = (name: string): Record<string, unknown>[] => readFileSync(name, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

test('every refused request is one line, with what it cost and how long it took; what was answered or went wrong is none', () => {
  const outcomes = ['OK', 'GONE', ...Object.keys(STATUS)] as RequestEnded['outcome'][];
  for (const outcome of outcomes) requests.publish(ended({ outcome, operation: 'SecretName' }));
  expect(linesOf(file).map(({ outcome }) => outcome)).toEqual(['TOO_COSTLY', 'CYPHER_REFUSED', 'UNAUTHENTICATED', 'FORBIDDEN', 'OPERATION_NOT_TRUSTED', 'RATE_LIMITED', 'OVERLOADED']);
  expect(linesOf(file)[0]).toEqual({ time: expect.any(String), action: 'request', requestId: expect.any(String), role: 'anonymous', caller: null, route: '/graphql', hash: 'a'.repeat(64), cost: 12, outcome: 'TOO_COSTLY', ms: 3 });
});

test('what was recorded before it ended is not recorded again', async () => {
  const caller = { role: 'reader', name: 'first', requestId: 'r-1', hash: null, cost: null } as const;
  const refused = Object.assign(new Error('no'), { extensions: { code: 'FORBIDDEN' } });
  await expect(log.witness('cypher', caller, 'x', () => Promise.reject(refused))).rejects.toThrow('no');
  requests.publish(ended({ requestId: 'r-1', outcome: 'FORBIDDEN' }));
  requests.publish(ended({ requestId: 'r-2', outcome: 'FORBIDDEN' }));
  expect(linesOf(file).map(({ requestId, action }) => [requestId, action])).toEqual([['r-1', 'cypher'], ['r-2', 'request']]);
});

test('the file can be renamed at any time: what follows is in a new one', () => {
  requests.publish(ended({ outcome: 'RATE_LIMITED' }));
  renameSync(file, `${file}.1`);
  requests.publish(ended({ outcome: 'OVERLOADED' }));
  expect([linesOf(`${file}.1`), linesOf(file)].map((lines) => lines.map(({ outcome }) => outcome))).toEqual([['RATE_LIMITED'], ['OVERLOADED']]);
});

test('a refusal that cannot be written is told, and ends nothing', () => {
  rmSync(folder, { recursive: true });
  requests.publish(ended({ outcome: 'RATE_LIMITED' }));
  expect(failures).toMatchObject([{ code: 'ENOENT' }]);
});

test('who no longer follows records nothing', () => {
  unfollow();
  requests.publish(ended({ outcome: 'RATE_LIMITED' }));
  expect(linesOf(file)).toEqual([]);
});
