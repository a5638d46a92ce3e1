import type { RequestHandler } from 'express';
import { tooCostly } from '../errors';

/** Deeper than any question that the schema has an answer for; GraphQL itself would walk it until its stack ends. */
const MAX_DEPTH = 60;

export const tooDeep = () => tooCostly('query', `nest at most ${MAX_DEPTH} deep, in the query and in its variables`);

/** For a body, before it is parsed: its values, the texts in them left out. */
export function refuseDeepBody(_request: unknown, _response: unknown, body: Buffer): void {
  if (isTooDeep(body.toString('utf8'), JSON_TEXTS)) throw Object.assign(new Error('too deep'), { status: 400, type: 'entity.verify.failed' });
}

/** For the query of a parsed body, and for the parameters of an address. */
export const refuseDeepQuery: RequestHandler = (request, response, next) => {
  const body = request.body as { query?: unknown } | undefined;
  const { query, ...values } = request.query;
  const deep = [body?.query, query].some(isDeepQuery)
    || Object.values(values).flat().some((text) => typeof text === 'string' && isTooDeep(text, JSON_TEXTS));
  if (!deep) return next();
  response.status(400).json({ errors: [tooDeep().toJSON()] });
};

export const isDeepQuery = (text: unknown): boolean => typeof text === 'string' && isTooDeep(text, GRAPHQL_TEXTS);

/** What is text or comment and so nests nothing. An unfinished one is left to the parser to refuse. */
const JSON_TEXTS = /"(?:[^"\\]|\\.)*"/gs;
const GRAPHQL_TEXTS = /"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n\r]*/gs;

function isTooDeep(text: string, texts: RegExp): boolean {
  let depth = 0;
  for (const [bracket] of text.replace(texts, '').matchAll(/[{}[\]()]/g)) {
    depth = '{[('.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
