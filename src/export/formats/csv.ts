import { Duplex } from 'node:stream';
import { stringify } from 'csv-stringify';
import { columnsOf } from '../columns';
import type { Row } from '../row';
import type { Format } from './format';

/** RFC 4180 as Excel opens it: a BOM, CRLF, and no cell that a spreadsheet would take for a formula. */
export const csv: Format = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  steps: ({ shape }) => {
    const columns = columnsOf(shape);
    const cells = Duplex.from(async function* (rows: AsyncIterable<Row>) {
      for await (const row of rows) yield columns.map(({ value }) => value(row));
    });
    return [cells, stringify({
      bom: true, record_delimiter: '\r\n', header: true, columns: columns.map(({ name }) => name), escape_formulas: true,
      cast: { boolean: String, number: (value) => ({ value: String(value), escape_formulas: false }) },
    })];
  },
};
