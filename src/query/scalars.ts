import { GraphQLScalarType } from 'graphql';
import { GraphQLLocalDate } from 'graphql-scalars';

/** A calendar day under the contract's name. */
export const GraphQLDay = new GraphQLScalarType({ ...GraphQLLocalDate.toConfig(), name: 'Date', description: 'A calendar day, YYYY-MM-DD, such as 2022-12-31.' });
