import { Duplex } from 'node:stream';
import { StreamWriter } from 'n3';
import type { Row } from '../row';
import { thingsOf } from '../things';
import type { Format } from './format';
import { quadsOfHeading, Statements } from './rdf';
import { PREFIXES } from './vocabulary';

export const turtle: Format = {
  mediaType: 'text/turtle; charset=utf-8',
  steps: (heading) => [
    Duplex.from(async function* (rows: AsyncIterable<Row>) {
      yield* quadsOfHeading(heading);
      const statements = new Statements(heading);
      for await (const row of rows) yield* statements.of(thingsOf(heading.shape, row));
    }),
    // A stream in all but its type: it comes from the streams that the library brings along.
    new StreamWriter({ prefixes: PREFIXES }) as unknown as Duplex,
  ],
};
