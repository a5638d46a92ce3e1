import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { type DocumentNode, parse, Source } from 'graphql';

const CLIENT = 'docs/clients/typescript';
/** What the values of our scalars are in JSON; the generator stops at a scalar that is not here. */
const SCALARS = { Date: 'string', DateTime: 'string', SafeInt: 'number', JSON: 'unknown', JSONObject: 'Record<string, unknown>' };

const read = (file: string): DocumentNode => parse(new Source(readFileSync(file, 'utf8'), file));
const operationsIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort().map((name) => join(folder, name));

/**
 * `npm run client:types -- OUT.ts FILE.graphql …`: TypeScript types of the variables and answers of operations, and the operations as
 * texts that carry these types. Without files those of the example client: its own operations and the saved questions.
 */
async function main([filename = `${CLIENT}/generated/operations.ts`, ...given]: string[]): Promise<void> {
  const files = given.length > 0 ? given : [CLIENT, 'src/questions'].flatMap(operationsIn);
  const types = await codegen({
    filename, schema: read('schema/schema.graphql'),
    documents: files.map((location) => ({ location, document: read(location) })),
    config: { documentMode: 'string', strictScalars: true, scalars: SCALARS, useTypeImports: true, arrayInputCoercion: false },
    pluginMap: { operations, documents }, plugins: [{ operations: {} }, { documents: {} }],
  });
  mkdirSync(dirname(filename), { recursive: true });
  writeFileSync(filename, `// Written by npm run client:types, never by hand.\n${types}\n`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(String(error));
  process.exitCode = 1;
});
