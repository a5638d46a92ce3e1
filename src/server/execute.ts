import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { storeUnavailable } from '../errors';
import type { RequestContext } from '../query/context';
import type { Line } from '../store/line';
import type { GraphWatch } from '../store/watch';
import type { Visit } from './visit';

/** A load that lands while an answer is made makes it be made anew, at most so often. */
const TRIES = 3;

type Gateway = NonNullable<ApolloServerOptionsWithGateway<RequestContext>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/**
 * How Apollo has a request answered, in its turn: in one statement where that is possible, else by the resolvers, and all
 * of it from one state of the graph, which is noted where there are no errors.
 */
export function gatewayOf(schema: GraphQLSchema, line: Line, watch: GraphWatch | undefined): Gateway {
  const answer: Executor = async ({ document, operation, request, context }) => {
    const contextValue = context as RequestContext;
    const variables = request.variables ?? {};
    for (let left = TRIES; left > 0; left -= 1) {
      const lease = await watch?.lease();
      const own = left === TRIES ? contextValue : contextValue.anew();
      const result: ExecutionResult = (operation && await own.answerAhead({ schema, document, operation, variables }))
        // By the name that was asked for: where there is no such operation nothing was counted, and nothing may be done.
        ?? await execute({ schema, document, operationName: request.operationName, variableValues: variables, contextValue: own });
      if (!lease || !watch || result.errors) return result;
      if (await watch.held(lease)) {
        (contextValue.caller as Visit).stamp = lease.stamp;
        return result;
      }
    }
    return { errors: [storeUnavailable()] };
  };
  const executor: Executor = (request) => line.inTurn(async () => answer(request), ((request.context as RequestContext).caller as Visit).signal);
  return {
    load: () => Promise.resolve({ executor }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}
