import { readFile } from 'node:fs/promises';
import type { JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };

/** So old are keys used without asking again: a key that its issuer has taken back is refused after that at the latest. */
const FRESH_MS = 600_000;
/** While the issuer cannot be reached, what was read last goes on being used so long. */
const STALE_MS = 86_400_000;
/** Asked at most so often, whatever tokens come in: an unknown key id is no means to make us flood the issuer. */
const PAUSE_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** The keys cannot be had, so that nothing can be said of a token. */
export class KeysOutOfReach extends Error {
  readonly retrySeconds = PAUSE_MS / 1_000;
}

/** The public keys of an issuer, from an https address or, where there is no network to it, from a file. */
export class PublicKeys {
  private keys?: JWTVerifyGetKey;
  private readAt = -Infinity;
  private triedAt = -Infinity;
  private reading?: Promise<void>;

  constructor(private readonly from: URL | string, private readonly say: (line: string) => void, private readonly now: () => number = Date.now) {}

  /** For a token: the key that its header names by id and algorithm; never one that it brings along or points to. */
  readonly of: JWTVerifyGetKey = async (header, token) => {
    if (this.now() - this.readAt > FRESH_MS) await this.read();
    if (!this.keys || this.now() - this.readAt > STALE_MS) throw new KeysOutOfReach('no keys');
    const { keys } = this;
    try {
      return await keys(header, token);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_JWKS_NO_MATCHING_KEY') throw error;
      // The issuer may have made a new one since.
      await this.read();
      if (this.readAt < this.triedAt) throw new KeysOutOfReach('perhaps a new key');
      if (this.keys === keys) throw error;
      return this.keys(header, token);
    }
  };

  /** Looks for them when the program starts: a wrong file stops it, an issuer may come later than we do. */
  async open(): Promise<void> {
    await this.read();
    if (!this.keys && typeof this.from === 'string') throw new Error(`GAZETTE_JWT_JWKS: ${this.from} is no file of public keys; give one that holds {"keys": [...]}, as the issuer publishes it`);
  }

  /** Looks at what the issuer says now, but not too often; all who come meanwhile wait for the same answer. */
  async read(): Promise<void> {
    if (!this.reading && this.now() - this.triedAt < PAUSE_MS) return;
    this.reading ??= this.readNow().finally(() => { this.reading = undefined; });
    await this.reading;
  }

  private async readNow(): Promise<void> {
    this.triedAt = this.now();
    try {
      const { createLocalJWKSet } = await import('jose');
      this.keys = createLocalJWKSet(JSON.parse(await this.text()));
      this.readAt = this.triedAt;
    } catch (error) {
      this.say(`GAZETTE_JWT_JWKS: ${String(this.from)} cannot be read (${reasonOf(error)}); ${this.keys ? 'the keys that were read last are used' : 'tokens are not accepted'} until it can`);
    }
  }

  private async text(): Promise<string> {
    if (typeof this.from === 'string') return readFile(this.from, 'utf8');
    const response = await fetch(this.from, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS), headers: { accept: 'application/json, application/jwk-set+json' } });
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    return response.text();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error));
