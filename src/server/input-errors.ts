import type { ApolloServerPlugin } from '@apollo/server';
import { type ASTNode, type DocumentNode, getNamedType, type GraphQLSchema, isEnumType, isScalarType, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

const EXAMPLES: Record<string, string> = { Date: 'write a day as 2022-12-31', DateTime: 'write a time as 2022-12-31T08:00:00Z', Int: 'give a whole number', Float: 'give a number', Boolean: 'give true or false', SafeInt: 'give a whole number up to 2^53', ID: 'give an id', String: 'give a text' };

interface Found { argument: string; repair: string | null }

/**
 * GraphQL's own errors about input name a variable or a value. Callers are also told which argument it was for, and what
 * may stand there.
 */
export function explainInput(schema: GraphQLSchema): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, document }) {
          if (!document) return;
          for (const error of errors) {
            const culprit = error.nodes?.[0];
            const found = culprit && inside(schema, error.message, find(schema, document, culprit));
            if (!found) continue;
            Object.assign(error.extensions, { argument: found.argument, ...(found.repair ? { repair: found.repair } : {}) });
            error.message += ` (${found.argument}${found.repair ? `: ${found.repair}` : ''})`;
          }
        },
      };
    },
  };
}

/** The argument that a value stands in, or that a variable is used for. */
function find(schema: GraphQLSchema, document: DocumentNode, culprit: ASTNode): Found | null {
  const variable = culprit.kind === Kind.VARIABLE_DEFINITION ? culprit.variable.name.value : null;
  const types = new TypeInfo(schema);
  const path: string[] = [];
  let found: Found | null = null;
  visit(document, visitWithTypeInfo(types, {
    enter(node) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.push(node.name.value);
      const meant = variable === null ? node === culprit : node.kind === Kind.VARIABLE && node.name.value === variable;
      if (meant && path.length > 0) found ??= { argument: path.join('.'), repair: repairFor(types.getInputType() ?? null) };
    },
    leave(node) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.pop();
    },
  }));
  return found;
}

/** A variable that is a whole object: GraphQL's message says where in it, and which type was expected there. */
function inside(schema: GraphQLSchema, message: string, found: Found | null): Found | null {
  const path = /^Variable "\$\w+" got invalid value .* at "\w+\.([\w.[\]]+)";/s.exec(message)?.[1];
  const [, named, scalar] = /(?:in|Expected type) "(\w+)"|; (\w+) cannot represent/.exec(message.slice(message.indexOf(';'))) ?? [];
  const type = named ?? scalar ?? (/valid LocalDate|Value is not string/.test(message) ? 'Date' : undefined);
  const expected = type ? schema.getType(type) : undefined;
  if (!found || (!path && found.repair)) return found;
  return { argument: path ? `${found.argument}.${path}` : found.argument, repair: expected && (isEnumType(expected) || isScalarType(expected)) ? repairFor(expected) : found.repair };
}

function repairFor(type: ReturnType<TypeInfo['getInputType']> | null): string | null {
  const named = type ? getNamedType(type) : null;
  if (isEnumType(named)) return `use one of ${named.getValues().map((value) => value.name).join(', ')}`;
  return isScalarType(named) ? EXAMPLES[named.name] ?? null : null;
}
