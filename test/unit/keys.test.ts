import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from '../../src/access/audit-log';
import { runKeys } from '../../src/access/cli';
import { changeKeys } from '../../src/access/key-file';
import { Keys } from '../../src/access/keys';
import { recogniser, Refused } from '../../src/access/recognise';

/** The operator's command and what a running API makes of its file. */
let folder: string, file: string, shown: string[], said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-test-'));
  file = join(folder, 'data', 'keys.json');
  [shown, said] = [[], []];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<number> => runKeys(args, file, (line) => shown.push(line), (line) => said.push(line));
const add = async (name: string): Promise<string> => {
  shown = [];
  expect(await run('add', '--role', 'analyst', name)).toBe(0);
  return shown.join();
};
const asked = (keys: Keys, key: string): Promise<unknown> => recogniser(keys, null)(`Bearer ${key}`).catch((error: unknown) => (error instanceof Refused ? 'refused' : error));

test('a key is shown once, alone, and only its salted hash is kept, for its owner only', async () => {
  const [key, other] = [await add('王芳'), await add('second')];
  expect(key).toMatch(/^gazette_[\w-]{59}$/);
  expect(said.join()).not.toContain(key);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(key.slice(24));
  expect(text).not.toContain(other.slice(24));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  const [first, second] = (JSON.parse(text) as { keys: { salt: string; hash: string }[] }).keys;
  expect(first?.salt).not.toBe(second?.salt);
  shown = [];
  expect(await run('list')).toBe(0);
  expect(shown).toEqual([expect.stringMatching(/^王芳 analyst since \d{4}-\d\d-\d\d$/), expect.stringMatching(/^second analyst/)]);
});

test('a running API knows new keys at once and refuses a revoked one from then on', async () => {
  const keys = new Keys(file);
  const key = await add('first');
  expect(await asked(keys, key)).toEqual({ role: 'analyst', name: 'first' });
  expect(await asked(keys, key)).toEqual({ role: 'analyst', name: 'first' });
  const other = await add('second');
  expect(await asked(keys, key)).toEqual({ role: 'analyst', name: 'first' });
  expect(await run('revoke', 'first')).toBe(0);
  expect([await asked(keys, key), await asked(keys, other)]).toEqual(['refused', { role: 'analyst', name: 'second' }]);
  const again = await add('first');
  expect([await asked(keys, key), await asked(keys, again)]).toEqual(['refused', { role: 'analyst', name: 'first' }]);
  rmSync(file);
  expect(await asked(keys, again)).toBe('refused');
});

test('a key that is checked for the second time is not hashed slowly again, and a wrong one never passes for it', async () => {
  const key = await add('first');
  const keys = new Keys(file);
  await asked(keys, key);
  const begun = process.hrtime.bigint();
  for (let time = 0; time < 100; time += 1) await asked(keys, key);
  expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(1_000);
  const wrong = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
  for (const bad of [wrong, wrong, key.slice(0, -1), `${key}A`, '', 'gazette_', key.replace('gazette_', ''), `gazette_${'A'.repeat(59)}`, key.toUpperCase()]) expect([bad, await asked(keys, bad)]).toEqual([bad, 'refused']);
  for (const header of [key, `Basic ${key}`, `Bearer ${key} ${key}`, `Bearer  `, `Bearer "${key}"`, '']) await expect(recogniser(keys, null)(header)).rejects.toThrow(Refused);
});

test('what is asked wrongly changes nothing, and is said', async () => {
  await add('first');
  const before = readFileSync(file, 'utf8');
  await expect(run('add', '--role', 'analyst', 'first')).rejects.toThrow('NAME: first has a key');
  await expect(run('revoke', 'nobody')).rejects.toThrow('NAME: nobody has no key');
  expect(await run('add', '--role', 'king', 'second')).toBe(1);
  expect(await run('add', 'second')).toBe(1);
  expect(await run('add', '--role', 'analyst', 'a b')).toBe(1);
  expect(await run('add', '--role', 'analyst', 'a', 'b')).toBe(2);
  expect(await run('nonsense')).toBe(2);
  expect(await run()).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a change is written whole or not at all, and never over another one', async () => {
  await add('first');
  const before = readFileSync(file, 'utf8');
  expect(() => changeKeys(file, () => { throw new Error('half way'); })).toThrow('half way');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(() => changeKeys(file, (keys) => {
    expect(() => changeKeys(file, () => [])).toThrow('another change is under way');
    return keys;
  })).not.toThrow();
  await add('second');
});

test('a file that is none of keys stops the start with its variable, and lets nobody in that runs already', async () => {
  const key = await add('first');
  const keys = new Keys(file);
  await asked(keys, key);
  for (const text of ['', '{', '{"keys": 1}', '{"keys": [{}]}', '{"keys": [{"id":"x","name":"x","role":"king","created":"2026-01-01","salt":"","hash":""}]}']) {
    writeFileSync(file, text);
    expect(() => new Keys(file)).toThrow(/^GAZETTE_KEYS_FILE: .*is no file of keys/);
    expect(await asked(keys, key)).toBeInstanceOf(Error);
  }
});

describe('the audit log', () => {
  const caller = { role: 'analyst', name: 'first', requestId: 'r-1', hash: null, cost: null } as const;
  const lines = (): unknown[] => readFileSync(join(folder, 'audit.log'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as unknown);
  test('has one line for everything, what was asked only as its digest, and is its owner’s only', async () => {
    const log = new AuditLog(join(folder, 'audit.log'));
    await log.witness('cypher', { ...caller, cost: 7 }, 'RETURN "secret"', () => Promise.resolve({ rows: [1, 2] }), ({ rows }) => rows.length);
    await expect(log.witness('cypher', caller, 'x', () => Promise.reject(Object.assign(new Error('x'), { extensions: { code: 'TIMEOUT' } })))).rejects.toThrow('x');
    await expect(log.witness('cypher', caller, 'x', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(lines()).toEqual([
      { time: expect.stringMatching(/^\d{4}-.*Z$/), action: 'cypher', requestId: 'r-1', role: 'analyst', caller: 'first', digest: expect.stringMatching(/^[0-9a-f]{64}$/), hash: null, cost: 7, outcome: 'OK', ms: expect.any(Number), rows: 2 },
      expect.objectContaining({ outcome: 'TIMEOUT' }), expect.objectContaining({ outcome: 'INTERNAL' }),
    ] as unknown[]);
    expect(readFileSync(join(folder, 'audit.log'), 'utf8')).not.toContain('secret');
    expect(statSync(join(folder, 'audit.log')).mode & 0o777).toBe(0o600);
  });
  test('is appended to, and nothing is answered that cannot be recorded', async () => {
    new AuditLog(join(folder, 'audit.log')).record({ action: 'identify', requestId: 'r', role: 'anonymous', caller: null, outcome: 'UNAUTHENTICATED' });
    const log = new AuditLog(join(folder, 'audit.log'));
    log.record({ action: 'identify', requestId: 'r', role: 'anonymous', caller: null, outcome: 'UNAUTHENTICATED' });
    expect(lines()).toHaveLength(2);
    rmSync(folder, { recursive: true });
    await expect(log.witness('cypher', caller, 'x', () => Promise.resolve({ rows: [] }))).rejects.toThrow('ENOENT');
  });
});
