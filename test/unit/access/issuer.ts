import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An issuer of tokens as cities have one: it signs, and serves its public keys on loopback. */
export interface Issuer {
  url: URL;
  name: string;
  audience: string;
  /** How often its keys were asked for. */
  asked: () => number;
  /** What it answers from now on; null: it answers 500. */
  serve: (keys: object[] | null) => void;
  publicKey: object;
  /** A token that is right in all, but for what is given. */
  sign: (claims?: Record<string, unknown>, how?: { header?: Record<string, unknown>; key?: Parameters<InstanceType<Jose['SignJWT']>['sign']>[0] }) => Promise<string>;
  stop: () => Promise<unknown>;
}

export type Jose = typeof import('jose', { with: { 'resolution-mode': 'import' } });
export const seconds = (): number => Math.floor(Date.now() / 1_000);

export async function startIssuer(): Promise<Issuer> {
  const jose: Jose = await import('jose');
  const { publicKey, privateKey } = await jose.generateKeyPair('RS256');
  const jwk = { ...(await jose.exportJWK(publicKey)), kid: 'first', alg: 'RS256', use: 'sig' };
  let [served, asked]: [object[] | null, number] = [[jwk], 0];
  const server: Server = createServer((_request, response) => {
    asked += 1;
    response.statusCode = served ? 200 : 500;
    response.end(JSON.stringify({ keys: served }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
  const [name, audience] = ['https://login.wenzhou.example', 'gazette-graph'];
  return {
    url, name, audience, publicKey: jwk,
    asked: () => asked,
    serve: (keys) => { served = keys; },
    sign: (claims = {}, { header = {}, key = privateKey } = {}) => {
      const all = { iss: name, aud: audience, sub: 'li.na', role: 'analyst', iat: seconds(), exp: seconds() + 600, ...claims };
      return new jose.SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: 'first', ...header }).sign(key);
    },
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
