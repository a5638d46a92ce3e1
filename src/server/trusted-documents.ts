import { readFileSync, statSync } from 'node:fs';
import { ApolloServer, type ApolloServerOptions, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { z } from 'zod';
import { sha256 } from '../access/audit-log';
import { operationNotTrusted, STATUS } from '../errors';
import type { RequestContext } from '../query/context';
import type { Visit } from './visit';

const format = z.record(z.string(), z.string());

/** The operations that are answered, by the SHA-256 of their text; the form that Relay and GraphQL Code Generator write. */
export type Manifest = Map<string, string>;

/** What is no manifest is an error, so that nothing is let in or kept out by mistake. */
export function readManifest(file: string): Manifest {
  const wrong = (what: string, cause?: unknown): Error => new Error(`GAZETTE_TRUSTED_DOCUMENTS: ${file} ${what}`, { cause });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong(error instanceof SyntaxError ? 'is no JSON; write it with npm run trust' : `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, error);
  }
  const read = format.safeParse(content);
  if (!read.success) throw wrong('is no manifest: give an object of texts, {"SHA-256 of an operation": "its text"}');
  for (const [hash, text] of Object.entries(read.data)) {
    if (hash !== sha256(text)) throw wrong(`says ${hash.slice(0, 70)} of a text whose SHA-256 is ${sha256(text)}; set your generator to SHA-256 (Relay: "algorithm": "SHA256", client preset: hashAlgorithm: "sha256")`);
  }
  return new Map(Object.entries(read.data));
}

/** A manifest that is read again when its file changes. */
export class TrustedDocuments {
  private manifest: Manifest;
  private seen: string;

  /** Fails when the file is no manifest. */
  constructor(private readonly file: string, private readonly log: Logger) {
    this.seen = this.stamp();
    this.manifest = readManifest(file);
  }

  /** Another one after every change: what was answered before need not be answered any more. */
  edition(): string {
    const stamp = this.stamp();
    if (stamp === this.seen) return stamp;
    this.seen = stamp;
    try {
      this.manifest = readManifest(this.file);
    } catch (error) {
      // Half a file is no reason to refuse all pages of a city.
      this.log.error({ err: error }, 'the manifest of trusted documents is wrong, the one before goes on being used');
    }
    return stamp;
  }

  textOf(hash: string): string | undefined {
    this.edition();
    return this.manifest.get(hash);
  }

  private stamp(): string {
    const found = statSync(this.file, { throwIfNoEntry: false, bigint: true });
    return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : '';
  }
}

type Asked = Parameters<ApolloServer<RequestContext>['executeHTTPGraphQLRequest']>[0];

/** Apollo behind the one door that GET and POST, with Express and without, come through: only what the manifest holds is answered. */
export class ApolloOfTrusted extends ApolloServer<RequestContext> {
  constructor(options: ApolloServerOptions<RequestContext>, private readonly documents: TrustedDocuments | undefined) {
    super(options);
  }

  override executeHTTPGraphQLRequest(asked: Asked): Promise<HTTPGraphQLResponse> {
    return super.executeHTTPGraphQLRequest(this.documents ? admit(this.documents, asked) : asked);
  }
}

/** The same request, with the text that its `documentId` stands for; one that is not trusted ends when Apollo asks who sends it. */
function admit(documents: TrustedDocuments, asked: Asked): Asked {
  const { httpGraphQLRequest } = asked;
  const parameters = new URLSearchParams(httpGraphQLRequest.search);
  const isGet = httpGraphQLRequest.method === 'GET';
  const body = (typeof httpGraphQLRequest.body === 'object' ? httpGraphQLRequest.body ?? {} : {}) as Record<string, unknown>;
  const { query, documentId } = isGet ? Object.fromEntries(parameters) as Record<string, unknown> : body;
  const hash = typeof query === 'string' && query !== '' ? sha256(query) : /^sha256:([0-9a-f]{64})$/.exec(String(documentId))?.[1] ?? '';
  const text = documents.textOf(hash);
  if (text === undefined || (documentId ?? `sha256:${hash}`) !== `sha256:${hash}`) return { ...asked, context: () => refuse(asked, hash) };
  return { ...asked, httpGraphQLRequest: withQuery(httpGraphQLRequest, isGet, parameters, text) };
}

function withQuery(request: HTTPGraphQLRequest, isGet: boolean, parameters: URLSearchParams, query: string): HTTPGraphQLRequest {
  if (!isGet) return { ...request, body: { ...(request.body as object), query } };
  parameters.set('query', query);
  return { ...request, search: `?${parameters.toString()}` };
}

/** Its status stands whatever the client accepts: it is refused before GraphQL begins. */
async function refuse({ context }: Asked, hash: string): Promise<never> {
  const { message, extensions } = operationNotTrusted();
  Object.assign((await context()).caller, { failure: 'OPERATION_NOT_TRUSTED', hash: hash || null } satisfies Partial<Visit>);
  throw new GraphQLError(message, { extensions: { ...extensions, http: { status: STATUS.OPERATION_NOT_TRUSTED } } });
}
