import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { makeSchema } from './schema';

/** `npm run schema`: writes the SDL that is committed and compared. */
export const emittedSchema = (): string => `${printSchema(lexicographicSortSchema(makeSchema()))}\n`;

if (require.main === module || process.argv[1] === 'schema') {
  writeFileSync(join(__dirname, '../schema/schema.graphql'), emittedSchema());
}
