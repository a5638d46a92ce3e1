import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PublicKeys } from '../../../src/access/public-keys';
import { Tokens, type TokenOptions } from '../../../src/access/tokens';
import { type Issuer, type Jose, seconds, startIssuer } from './issuer';
import { serveWithoutDatabase, type ServedApi } from './served';

/** Tokens of a real issuer on loopback, against the real server: what is right lets in, all else is 401 and nothing more. */
let issuer: Issuer, api: ServedApi, jose: Jose;
const said: string[] = [];
const options = (more: Partial<TokenOptions> = {}): TokenOptions => ({ jwks: issuer.url, issuer: issuer.name, audience: issuer.audience, roleClaim: 'role', algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'], ...more });

beforeAll(async () => {
  jose = await import('jose');
  issuer = await startIssuer();
  api = await serveWithoutDatabase({ tokens: await Tokens.open(options(), (line) => said.push(line)) });
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});

const PLAIN = '{ __typename }';
const bearer = (token: string): string => `Bearer ${token}`;
const encoded = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

test('a right token is answered, and its holder is known by role and subject', async () => {
  for (const claims of [{}, { role: ['analyst'] }, { aud: ['other', issuer.audience] }, { nbf: seconds() + 20, iat: seconds() + 20 }, { exp: seconds() - 20 }]) {
    expect([claims, (await api.ask(PLAIN, bearer(await issuer.sign(claims)))).status]).toEqual([claims, 200]);
  }
  // That of an analyst comes as far as the database, which is not there; that of a reader does not.
  const query = '{ cypher(query: "RETURN 1 AS x") { rows } }';
  expect((await api.ask(query, bearer(await issuer.sign()))).code).toBe('STORE_UNAVAILABLE');
  expect(api.lines().at(-1)).toMatchObject({ action: 'cypher', role: 'analyst', caller: 'token:li.na', outcome: 'STORE_UNAVAILABLE' });
  expect((await api.ask(query, bearer(await issuer.sign({ role: undefined })))).code).toBe('FORBIDDEN');
  expect(api.lines().at(-1)).toMatchObject({ action: 'cypher', role: 'reader', caller: 'token:li.na', outcome: 'FORBIDDEN' });
});

/** What those send who have no right token; `why` is what the operator reads, and nobody else. */
const BAD: [what: string, why: RegExp, make: () => Promise<string> | string][] = [
  ['signed with a key of somebody else', /^ERR_JWS_SIGNATURE_VERIFICATION_FAILED$/, async () => issuer.sign({}, { key: (await jose.generateKeyPair('RS256')).privateKey })],
  ['with claims that were changed after signing', /^ERR_JWS_SIGNATURE_VERIFICATION_FAILED$/, async () => (await issuer.sign()).replace(/\.[^.]+\./, `.${encoded({ iss: issuer.name, aud: issuer.audience, sub: 'li.na', role: 'curator', exp: seconds() + 600 })}.`)],
  ['without its signature', /^ERR_JWS_SIGNATURE_VERIFICATION_FAILED$/, async () => (await issuer.sign()).replace(/[^.]*$/, '')],
  ['of the algorithm none', /^ERR_JOSE_ALG_NOT_ALLOWED$/, () => `${encoded({ alg: 'none' })}.${encoded({ iss: issuer.name, aud: issuer.audience, sub: 'x', exp: seconds() + 600 })}.`],
  ['of the algorithm nOnE, with a key id', /^ERR_JOSE_ALG_NOT_ALLOWED$/, () => `${encoded({ alg: 'nOnE', kid: 'first' })}.${encoded({ iss: issuer.name, aud: issuer.audience, sub: 'x', exp: seconds() + 600 })}.`],
  ['signed by HS256 with the public key as its secret', /^ERR_JOSE_ALG_NOT_ALLOWED$/, async () => issuer.sign({}, { header: { alg: 'HS256' }, key: new TextEncoder().encode(await jose.exportSPKI(await jose.importJWK({ ...issuer.publicKey, kty: 'RSA' }, 'RS256') as never)) })],
  ['of an algorithm that is not allowed here', /^ERR_JOSE_ALG_NOT_ALLOWED$/, async () => issuer.sign({}, { header: { alg: 'RS512' }, key: (await jose.generateKeyPair('RS512')).privateKey })],
  ['that has expired', /^ERR_JWT_EXPIRED exp$/, () => issuer.sign({ exp: seconds() - 60 })],
  ['that never expires', /^ERR_JWT_CLAIM_VALIDATION_FAILED exp$/, () => issuer.sign({ exp: undefined })],
  ['whose expiry is no number', /^ERR_JWT_CLAIM_VALIDATION_FAILED exp$/, () => issuer.sign({ exp: '2999-01-01' })],
  ['that is not valid yet', /^ERR_JWT_CLAIM_VALIDATION_FAILED nbf$/, () => issuer.sign({ nbf: seconds() + 90 })],
  ['made in the future', /iat/, () => issuer.sign({ iat: seconds() + 90 })],
  ['for another audience', /^ERR_JWT_CLAIM_VALIDATION_FAILED aud$/, () => issuer.sign({ aud: 'another-api' })],
  ['for no audience', /^ERR_JWT_CLAIM_VALIDATION_FAILED aud$/, () => issuer.sign({ aud: undefined })],
  ['of another issuer', /^ERR_JWT_CLAIM_VALIDATION_FAILED iss$/, () => issuer.sign({ iss: 'https://login.example.net' })],
  ['whose key id nobody knows', /^ERR_JWKS_NO_MATCHING_KEY$/, () => issuer.sign({}, { header: { kid: 'another' } })],
  ['with a role that is none', /role/, () => issuer.sign({ role: 'root' })],
  ['with the role anonymous', /role/, () => issuer.sign({ role: 'anonymous' })],
  ['with two roles', /role/, () => issuer.sign({ role: ['reader', 'curator'] })],
  ['with an empty list of roles', /role/, () => issuer.sign({ role: [] })],
  ['with a role of another type', /role/, () => issuer.sign({ role: { toString: 'curator' } })],
  ['with prototype keys as its role', /role/, () => issuer.sign({ role: '__proto__' })],
  ['of nobody', /^ERR_JWT_CLAIM_VALIDATION_FAILED sub$/, () => issuer.sign({ sub: undefined })],
  ['of somebody with an endless name', /sub/, () => issuer.sign({ sub: 'x'.repeat(300) })],
  ['of somebody who is no text', /sub/, () => issuer.sign({ sub: ['li.na'] })],
  ['that brings its own key along', /^ERR_JWS_SIGNATURE_VERIFICATION_FAILED$/, async () => {
    const { publicKey, privateKey } = await jose.generateKeyPair('RS256');
    return issuer.sign({}, { header: { jwk: await jose.exportJWK(publicKey) }, key: privateKey });
  }],
  ['that says where to fetch its key', /^ERR_JWS_SIGNATURE_VERIFICATION_FAILED$/, async () => issuer.sign({}, { header: { jku: `${issuer.url.origin}/mine`, x5u: `${issuer.url.origin}/mine.pem` }, key: (await jose.generateKeyPair('RS256')).privateKey })],
  ['with a critical extension', /^ERR_JOSE_NOT_SUPPORTED$/, async () => `${encoded({ alg: 'RS256', kid: 'first', crit: ['x'], x: 1 })}.${encoded({})}.${encoded('x')}`],
  ['with an unencoded payload', /^ERR_/, async () => `${encoded({ alg: 'RS256', kid: 'first', crit: ['b64'], b64: false })}.x.${encoded('x')}`],
  ['whose header is no JSON', /^ERR_JWS_INVALID$/, () => `${encoded('{')}.${encoded({})}.${encoded('no signature')}`],
  ['whose header is null', /^ERR_JWS_INVALID$/, () => `${encoded(null)}.${encoded({})}.${encoded('no signature')}`],
  ['of dots alone', /^ERR_JWS_INVALID$/, () => '..'],
  ['longer than any', /too long/, async () => issuer.sign({ more: 'x'.repeat(8_000) })],
];

test.each(BAD)('a token %s is UNAUTHENTICATED, with one line in the log', async (_what, why, make) => {
  const [token, before, asked] = [await make(), api.lines().length, issuer.asked()];
  for (const path of ['/graphql', '/export/units.csv', '/load']) {
    const answer = path === '/graphql' ? await api.ask(PLAIN, bearer(token)) : await api.send(path, { method: path === '/load' ? 'POST' : 'GET', headers: { authorization: bearer(token) } });
    expect([answer.status, answer.code, answer.headers.get('www-authenticate')]).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
    expect(answer.text).not.toMatch(/exp|nbf|iat|aud|iss|alg|signature|kid|jwk/);
    expect(api.lines().at(-1)).toMatchObject({ action: 'identify', role: 'anonymous', outcome: 'UNAUTHENTICATED', reason: expect.stringMatching(why) as string, requestId: answer.headers.get('x-request-id'), route: path.replace('/units.csv', '') });
    for (const part of token.split('.').filter((text) => text.length > 5)) for (const place of [answer.text, api.written()]) expect(place).not.toContain(part);
  }
  expect(api.lines().length).toBe(before + 3);
  // The pause after the last look has not passed, and nothing but the issuer's keys is ever fetched.
  expect(issuer.asked()).toBe(asked);
});

test('a claim named as a prototype key is a claim like any other, and names nobody', async () => {
  const payload = `{"iss":"${issuer.name}","aud":"${issuer.audience}","sub":"x","exp":${seconds() + 600},"__proto__":{"role":"curator"},"constructor":{"role":"curator"}}`;
  const token = await new jose.CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign(await signingKey());
  const tokens = await Tokens.open(options({ jwks: keyFile('own.json', [await ownKey()]) }), () => undefined);
  expect(await tokens.recognise(token)).toEqual({ role: 'reader', name: 'token:x' });
  for (const roleClaim of ['constructor', '__proto__', 'toString']) {
    const odd = await Tokens.open(options({ jwks: keyFile('own.json', [await ownKey()]), roleClaim }), () => undefined);
    const found = await odd.recognise(token).then(({ role }) => role, (error: Error) => error.constructor.name);
    expect([roleClaim, found]).toEqual([roleClaim, roleClaim === 'toString' ? 'reader' : 'Refused']);
  }
});

let own: Promise<{ publicKey: unknown; privateKey: unknown }> | undefined;
const pair = () => (own ??= jose.generateKeyPair('RS256')) as ReturnType<Jose['generateKeyPair']>;
const signingKey = async () => (await pair()).privateKey;
const ownKey = async (): Promise<object> => ({ ...(await jose.exportJWK((await pair()).publicKey)), kid: 'first' });
function keyFile(name: string, keys: object[]): string {
  const file = join(api.folder, name);
  writeFileSync(file, JSON.stringify({ keys }));
  return file;
}

describe('the keys of the issuer', () => {
  const HEADER = { alg: 'RS256', kid: 'first' };
  let clock = 0;
  const later = (ms: number): void => { clock += ms; };
  const lookAt = (from: URL | string): { keys: PublicKeys; lines: string[]; find: (kid: string) => Promise<string> } => {
    const lines: string[] = [];
    const keys = new PublicKeys(from, (line) => lines.push(line), () => clock);
    return { keys, lines, find: (kid) => Promise.resolve(keys.of({ ...HEADER, kid }, { payload: '', signature: '' })).then(() => 'found', (error: Error) => error.constructor.name) };
  };
  afterEach(() => issuer.serve([issuer.publicKey]));

  test('are asked for again when an id is unknown, but not more often than every 30 s, however many come', async () => {
    const { find } = lookAt(issuer.url);
    expect(await find('first')).toBe('found');
    const before = issuer.asked();
    issuer.serve([issuer.publicKey, { ...issuer.publicKey, kid: 'second' }]);
    expect(await Promise.all(Array.from({ length: 50 }, (_, at) => find(`x${at}`)))).toEqual(Array(50).fill('JWKSNoMatchingKey'));
    expect([await find('second'), issuer.asked()]).toEqual(['JWKSNoMatchingKey', before]);
    later(30_001);
    expect([...await Promise.all([find('second'), find('second')]), await find('third'), issuer.asked()]).toEqual(['found', 'found', 'JWKSNoMatchingKey', before + 1]);
  });

  test('go on being used for a day while the issuer is away; one that it took back for ten minutes', async () => {
    const { find, lines } = lookAt(issuer.url);
    expect(await find('first')).toBe('found');
    issuer.serve(null);
    later(600_001);
    expect([await find('first'), lines.length]).toEqual(['found', 1]);
    expect(lines.join()).toMatch(/^GAZETTE_JWT_JWKS: http:.*cannot be read \(status 500\); the keys that were read last are used until it can$/);
    // It may be one that the issuer made meanwhile: nobody is told that it is wrong.
    expect(await find('second')).toBe('KeysOutOfReach');
    later(86_400_001);
    expect(await find('first')).toBe('KeysOutOfReach');
    issuer.serve([{ ...issuer.publicKey, kid: 'second' }]);
    later(30_001);
    expect([await find('second'), await find('first')]).toEqual(['found', 'JWKSNoMatchingKey']);
  });

  test('that cannot be had are no fault of the caller: 503, to be asked again; keys of the file go on working', async () => {
    issuer.serve(null);
    const away = await serveWithoutDatabase({ tokens: await Tokens.open(options(), (line) => said.push(line)) });
    try {
      const answer = await away.ask(PLAIN, bearer(await issuer.sign()));
      expect([answer.status, answer.code, answer.headers.get('retry-after')]).toEqual([503, 'STORE_UNAVAILABLE', '30']);
      expect(answer.text).toMatch(/cannot be checked at the moment/);
      expect(answer.text).not.toMatch(/127\.0\.0\.1|keys"/);
      expect((await away.ask(PLAIN, bearer(await away.addKey('reader', 'first')))).status).toBe(200);
      expect((await away.ask(PLAIN)).status).toBe(200);
      expect(said.at(-1)).toMatch(/tokens are not accepted until it can/);
    } finally {
      await away.stop();
    }
  });

  test('may lie in a file, where there is no network; one that holds none stops the start', async () => {
    const tokens = await Tokens.open(options({ jwks: keyFile('keys-of-issuer.json', [issuer.publicKey]) }), () => undefined);
    expect(await tokens.recognise(await issuer.sign({ role: 'curator' }))).toEqual({ role: 'curator', name: 'token:li.na' });
    const [noKeys, nowhere] = [join(api.folder, 'none.json'), join(api.folder, 'nowhere.json')];
    writeFileSync(noKeys, '{"keys": 1}');
    for (const file of [nowhere, noKeys, __filename]) {
      await expect(Tokens.open(options({ jwks: file }), () => undefined)).rejects.toThrow(/^GAZETTE_JWT_JWKS: .* is no file of public keys; give one/);
    }
  });

  test('are read where the configuration says, and nowhere else that it sends us on to', async () => {
    const elsewhere = createServer((_request, response) => response.writeHead(302, { location: issuer.url.href }).end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => elsewhere.once('listening', resolve));
    const { find, lines } = lookAt(new URL(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`));
    const before = issuer.asked();
    expect([await find('first'), lines.length, issuer.asked()]).toEqual(['KeysOutOfReach', 1, before]);
    elsewhere.close();
  });
});

test('without an issuer a token is refused, and keys and nobody are as before', async () => {
  const alone = await serveWithoutDatabase();
  try {
    expect((await alone.ask(PLAIN, bearer(await issuer.sign()))).code).toBe('UNAUTHENTICATED');
    expect(alone.lines().at(-1)?.reason).toMatch(/no issuer/);
    const key = await alone.addKey('curator', 'first');
    expect([(await alone.ask(PLAIN, bearer(key))).status, (await alone.ask(PLAIN)).status]).toEqual([200, 200]);
    expect(await alone.revoke('first')).toBe(0);
    const refused = await alone.ask(PLAIN, bearer(key));
    expect([refused.status, refused.code, alone.lines().at(-1)]).toEqual([401, 'UNAUTHENTICATED', expect.objectContaining({ caller: 'first', reason: 'a revoked key' })]);
  } finally {
    await alone.stop();
  }
});
