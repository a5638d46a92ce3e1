import { getNamedType, type GraphQLArgument, type GraphQLSchema } from 'graphql';
import { rowTypeOf } from './shape';
import { type Plan, planOf } from './walk';

export interface Exportable { args: readonly GraphQLArgument[]; plan: () => Plan }

/** Every root connection of the schema, whichever there are, with how it is asked for; a plan is made once, when first wanted. */
export function catalogueOf(schema: GraphQLSchema): Map<string, Exportable> {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return new Map(fields.flatMap(({ name, type, args }) => {
    const row = rowTypeOf(getNamedType(type));
    let plan: Plan | undefined;
    return row ? [[name, { args, plan: () => (plan ??= planOf(schema, name, row)) }] as const] : [];
  }));
}
