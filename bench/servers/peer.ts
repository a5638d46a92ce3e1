import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';
import { address, answerTo, run } from './child';

/**
 * @neo4j/graphql as its documentation serves it, and as well set up as we know how: no mutations or subscriptions, nothing
 * deprecated, the database named (which saves it a look-up), and labels so that every index can be used.
 */
async function main(): Promise<void> {
  const { uri, user, password } = address();
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const typeDefs = readFileSync(join(__dirname, 'peer.graphql'), 'utf8');
  const made = new Neo4jGraphQL({
    typeDefs, driver,
    // Comparing strings is off by default; a page by keyset needs it.
    features: { filters: { String: { GT: true } }, excludeDeprecatedFields: { mutationOperations: true, aggregationFilters: true, aggregationFiltersOutsideConnection: true, relationshipFilters: true, attributeFilters: true } },
  });
  const server = new ApolloServer({ schema: await made.getSchema() });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 }, context: async () => ({ sessionConfig: { database: 'neo4j' } }) });
  answerTo(url, neo4j);
}

run(main);
