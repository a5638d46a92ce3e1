// A client of the API on nothing but fetch. Copy it, and put what `npm run client:types` writes beside it.
import type { TypedDocumentString } from './generated/operations';

export interface Candidate { id: string; name: string; type: string }
interface Failure { message: string; extensions?: { code?: string; argument?: string; repair?: string; candidates?: Candidate[]; requestId?: string } }
interface Answer<Data> { data?: Data | null; errors?: Failure[] }

/** What went wrong, by its code (README lists them); `candidates` are what an AMBIGUOUS_NAME can mean. */
export class ApiError extends Error {
  readonly code: string | undefined;
  readonly candidates: readonly Candidate[];

  constructor({ message, extensions }: Failure) {
    super(message);
    this.code = extensions?.code;
    this.candidates = extensions?.candidates ?? [];
  }
}

/** These pass by themselves. A question changes nothing, so it may be asked again, but not for ever, and later each time. */
const PASSING = ['STORE_UNAVAILABLE', 'OVERLOADED'];
const TRIES = 4;
const FIRST_PAUSE_MS = 200;
const PATIENCE_MS = 30_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Gazette {
  constructor(private readonly url: string) {}

  /** The answer, whole: any error is thrown, also one that stands beside data. */
  async ask<Data, Variables>(operation: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
    for (let tried = 1; ; tried += 1) {
      const { data, errors } = await this.send<Data>(operation.toString(), variables);
      const [failure] = errors ?? [];
      if (!failure && data) return data;
      const error = new ApiError(failure ?? { message: 'an answer without data' });
      if (tried === TRIES || !PASSING.includes(error.code ?? '')) throw error;
      // Not all at the same moment: a server that comes back is not met by everybody at once.
      await pause(FIRST_PAUSE_MS * 2 ** (tried - 1) * (1 + Math.random()));
    }
  }

  private async send<Data>(query: string, variables: unknown): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST', signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    if (!/json/.test(response.headers.get('content-type') ?? '')) throw new ApiError({ message: `HTTP ${response.status}, and no JSON: ${text.slice(0, 100)}` });
    return JSON.parse(text) as Answer<Data>;
  }
}

interface Page<Row> { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

/** Every row of a connection; the next page is asked for when it is needed. */
export async function* rows<Row>(pageAfter: (cursor: string | null) => Promise<Page<Row>>): AsyncGenerator<Row> {
  for (let cursor: string | null = null; ;) {
    const { nodes, pageInfo }: Page<Row> = await pageAfter(cursor);
    yield* nodes;
    if (!pageInfo.hasNextPage) return;
    cursor = pageInfo.endCursor;
  }
}
