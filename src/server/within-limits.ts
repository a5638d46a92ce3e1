import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type FragmentDefinitionNode, type GraphQLSchema, getVariableValues } from 'graphql';
import { tooCostly } from '../errors';
import { type Budget, NoPoints } from '../limits/budget';
import { costOf } from '../limits/cost';
import type { Limits } from '../limits/limits';
import { checkShape } from '../limits/shape';
import type { RequestContext } from '../query/context';
import { headersOf, LEAST, pay } from './admit';
import type { Visit } from './visit';

/** What an operation that is wrong costs beside the least: reading it takes the longer the longer it is, and more than in proportion. */
const wrong = (length: number): number => Math.max(9, Math.ceil(length / 10));

/** Refuses an operation that is too large or costs more than its caller has left; `extensions.cost` says what it cost. */
export function withinLimits(schema: GraphQLSchema, limits: Limits, budget: Budget): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue }) {
      const visit = contextValue.caller as Visit;
      return {
        async didResolveSource({ queryHash }) {
          visit.hash = queryHash;
        },
        async didResolveOperation({ document, operation, request, response, operationName }) {
          const query = schema.getQueryType();
          if (!operation || !query) return;
          visit.operation = operationName;
          checkShape(document, operation.selectionSet, limits);
          const fragments: Record<string, FragmentDefinitionNode> = {};
          for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
          const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
          // Wrong variables are said to be so by the execution, which then asks nothing.
          visit.cost = variables ? costOf({ schema, fragments, variables }, query, [operation.selectionSet]) : LEAST;
          if (visit.cost > limits.cost) throw tooCostly('query', `this may come to ${visit.cost} points, the limit is ${limits.cost}; ask for smaller pages, or for less inside them`);
          if (visit.cost <= LEAST) return;
          try {
            for (const [name, value] of headersOf(await pay(budget, visit, visit.cost - LEAST))) response.http.headers.set(name, value);
          } catch (error) {
            if (!(error instanceof NoPoints)) throw error;
            for (const [name, value] of headersOf(error.left)) response.http.headers.set(name, value);
            response.http.headers.set('retry-after', String(error.left.seconds));
            throw error.told;
          }
        },
        async willSendResponse({ request, response }) {
          if (visit.cost === null) await pay(budget, visit, wrong(request.query?.length ?? 0)).catch(() => undefined);
          else if (response.body.kind === 'single') response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost: { requested: visit.cost, limit: limits.cost } };
        },
      };
    },
  };
}
