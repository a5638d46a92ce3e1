import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Caller } from '../access/caller';
import { storeUnavailable } from '../errors';
import type { RequestContext } from '../query/context';
import type { GraphWatch } from '../store/watch';

/** A load that lands while an answer is made makes it be made anew, at most so often. */
const TRIES = 3;

type Gateway = NonNullable<ApolloServerOptionsWithGateway<RequestContext>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/**
 * How Apollo has a request answered: in one statement where that is possible, else by the resolvers, and all of it from one
 * state of the graph. `states` tells of which, for answers without errors; of callers there is one for each request.
 */
export function gatewayOf(schema: GraphQLSchema, watch: GraphWatch | undefined, states: WeakMap<Caller, string>): Gateway {
  const executor: Executor = async ({ document, operation, request, context }) => {
    const contextValue = context as RequestContext;
    const variables = request.variables ?? {};
    for (let left = TRIES; left > 0; left -= 1) {
      const lease = await watch?.lease();
      const own = left === TRIES ? contextValue : contextValue.anew();
      // The name that was sent: Apollo's own is null when there is no such operation, and then another one would be answered.
      const result: ExecutionResult = (operation && await own.answerAhead({ schema, document, operation, variables }))
        ?? await execute({ schema, document, operationName: request.operationName, variableValues: variables, contextValue: own });
      if (!lease || !watch || result.errors) return result;
      if (await watch.held(lease)) {
        if (lease.stamp !== undefined) states.set(contextValue.caller, lease.stamp);
        return result;
      }
    }
    return { errors: [storeUnavailable()] };
  };
  return {
    load: () => Promise.resolve({ executor }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}
