import { readConfig } from '../../../src/config';

/** What of the environment decides who is let in; what is wrong stops the start. */
const ALL = { GAZETTE_JWT_JWKS: 'https://login.example.org/keys', GAZETTE_JWT_ISSUER: 'https://login.example.org', GAZETTE_JWT_AUDIENCE: 'gazette-graph' };

test('nobody is known by a token, and any operation is answered, unless it is said', () => {
  expect(readConfig({})).toMatchObject({ tokens: null, trustedDocuments: null });
  expect(readConfig({ ...ALL, GAZETTE_TRUSTED_DOCUMENTS: 'manifest.json' })).toMatchObject({
    tokens: { jwks: new URL(ALL.GAZETTE_JWT_JWKS), issuer: ALL.GAZETTE_JWT_ISSUER, audience: ALL.GAZETTE_JWT_AUDIENCE, roleClaim: 'role', algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
    trustedDocuments: 'manifest.json',
  });
});

test.each(['/etc/gazette/keys.json', 'keys.json', 'http://localhost:8080/keys', 'http://127.0.0.1/keys', 'http://[::1]/keys'])('keys may lie at %s', (where) => {
  expect(String(readConfig({ ...ALL, GAZETTE_JWT_JWKS: where }).tokens?.jwks)).toBe(where);
});

test.each(['http://login.example.org/keys', 'http://127.0.0.1.example.org/', 'http://localhost@login.example.org/', 'ftp://login.example.org/', 'file:///etc/passwd', 'https://', 'https://user:secret-word@login.example.org/'])('keys may not come from %s', (where) => {
  expect(() => readConfig({ ...ALL, GAZETTE_JWT_JWKS: where })).toThrow(/^GAZETTE_JWT_JWKS: (?!.*secret-word)/);
});

test.each(Object.keys(ALL))('%s goes together with the other two', (name) => {
  expect(() => readConfig({ ...ALL, [name]: undefined })).toThrow(new RegExp(`^${name}: set it too`));
  expect(() => readConfig({ ...ALL, [name]: '' })).toThrow(new RegExp(`^${name}: `));
});

test.each(['none', 'HS256', 'RS256,HS256', 'RS256,none', '', 'rs256', 'RS256;ES256'])('tokens are never signed by %s', (algorithms) => {
  expect(() => readConfig({ ...ALL, GAZETTE_JWT_ALGORITHMS: algorithms })).toThrow(/^GAZETTE_JWT_ALGORITHMS: give some of RS256,/);
});
