import { registerEnumType } from 'type-graphql';

/** An enum whose values mean what they say: each value's description is given beside it. */
export function describedEnum<T extends Record<string, string>>(name: string, description: string, values: T): { [K in keyof T]: K } {
  const made = Object.fromEntries(Object.keys(values).map((key) => [key, key])) as { [K in keyof T]: K };
  registerEnumType(made, {
    name, description,
    valuesConfig: Object.fromEntries(Object.entries(values).map(([key, text]) => [key, { description: text }])) as never,
  });
  return made;
}
