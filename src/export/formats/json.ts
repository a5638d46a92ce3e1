import { Duplex } from 'node:stream';
import type { Row } from '../row';
import type { Format } from './format';

/** One object: what the file is, then the rows as the API answers them; `count` is last, so a file that has one is whole. */
export const json: Format = {
  mediaType: 'application/json; charset=utf-8',
  steps: ({ connection, version, loadedAt, askedOn, arguments: given }) => [Duplex.from(async function* (rows: AsyncIterable<Row>) {
    const opening = JSON.stringify({ connection, graphVersion: version, loadedAt, askedOn, arguments: given });
    yield `${opening.slice(0, -1)},"rows":[`;
    let count = 0;
    for await (const row of rows) {
      yield `${count === 0 ? '' : ','}\n${JSON.stringify(row)}`;
      count += 1;
    }
    yield `\n],"count":${count}}\n`;
  })],
};
