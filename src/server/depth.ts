import type { RequestHandler } from 'express';
import { tooCostly } from '../errors';

/** Deeper than any question that the schema has an answer for; GraphQL itself would walk it until its stack ends. */
const MAX_DEPTH = 60;

export const tooDeep = () => tooCostly('query', `nest at most ${MAX_DEPTH} deep, in the query and in its variables`);

/** For a body, before it is parsed. Brackets in texts count too. */
export function refuseDeepBody(_request: unknown, _response: unknown, body: Buffer): void {
  if (isTooDeep(body.toString('utf8'))) throw Object.assign(new Error('too deep'), { status: 400 });
}

/** For the parameters of an address. */
export const refuseDeepQuery: RequestHandler = (request, response, next) => {
  if (!Object.values(request.query).flat().some((part) => typeof part === 'string' && isTooDeep(part))) return next();
  response.status(400).json({ errors: [tooDeep().toJSON()] });
};

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{' || character === '[' || character === '(') depth += 1;
    else if (character === '}' || character === ']' || character === ')') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
