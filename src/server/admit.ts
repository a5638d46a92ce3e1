import type { ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import type { GraphQLError } from 'graphql';
import { type Code, STATUS } from '../errors';
import { type Budget, type Left, NoPoints } from '../limits/budget';
import { type Visit, visitOf } from './visit';

/** A request costs at least this, also when it is refused or its answer was kept. */
export const LEAST = 1;

/** The bearer of a key or token wherever it is; of anybody the address, of IPv6 the network that one subscriber has. */
export function payerOf({ role, name, address }: Pick<Visit, 'role' | 'name' | 'address'>): string {
  if (role !== 'anonymous') return name ?? role;
  return isIPv6(address) && !address.startsWith('::ffff:') ? networkOf(address) : address;
}

/** The first 64 bits. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) groups.push(...Array<string>(Math.max(0, 8 - groups.length - tail.split(':').filter(Boolean).length)).fill('0'), ...tail.split(':').filter(Boolean));
  return groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':');
}

/** Takes what a request costs from its sender's budget. Throws NoPoints. */
export const pay = (budget: Budget, visit: Visit, points: number): Promise<Left> => budget.take(visit.role, payerOf(visit), points);

/** As most servers and proxies name them. */
export const headersOf = ({ limit, remaining, seconds }: Left): [string, string][] => [['RateLimit-Limit', String(limit)], ['RateLimit-Remaining', String(remaining)], ['RateLimit-Reset', String(seconds)]];

/** Lets a request in while its sender has points; otherwise it is answered here, before anything of it is read. */
export async function admit(budget: Budget, response: ServerResponse, points = LEAST): Promise<boolean> {
  const visit = visitOf(response);
  if (visit.admitted) return true;
  visit.admitted = true;
  try {
    for (const [name, value] of headersOf(await pay(budget, visit, points))) response.setHeader(name, value);
    return true;
  } catch (error) {
    if (!(error instanceof NoPoints)) throw error;
    for (const [name, value] of headersOf(error.left)) response.setHeader(name, value);
    refuse(response, error.told, { 'retry-after': String(error.left.seconds) });
    return false;
  }
}

/** A whole request that is not answered, worded as GraphQL words it. */
export function refuse(response: ServerResponse, error: GraphQLError, headers: Record<string, string> = {}, status: number = STATUS[error.extensions.code as Code]): void {
  visitOf(response).failure = error.extensions.code as Code;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify({ errors: [error.toJSON()] }));
}
