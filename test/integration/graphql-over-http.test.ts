import { serverAudits } from 'graphql-http';
import { served } from './world';

/** The audits of graphql-http (https://github.com/graphql/graphql-http), all of them, against the running server. */
const { url } = served();

/** What a server MAY do and this one does not. All three are one thing, the price of being safe from forged requests; docs/frontend.md says it to its readers. */
const LEFT_OUT: Record<string, string> = {
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
  'D6D5': 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  '6A70': 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
};

test('every demand of GraphQL over HTTP is met, all advice is taken, and of what it allows three things are left out', async () => {
  const results = await Promise.all(serverAudits({ url: `${url()}/graphql` }).map((audit) => audit.fn()));
  const of = (status: string): { id: string; name: string }[] => results.filter((result) => result.status === status).map(({ id, name }) => ({ id, name }));
  expect(results.length).toBeGreaterThan(60);
  expect([of('error'), of('warn')]).toEqual([[], []]);
  expect(Object.fromEntries(of('notice').map(({ id, name }) => [id, name]))).toEqual(LEFT_OUT);
});
