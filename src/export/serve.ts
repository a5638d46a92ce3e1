import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { badUserInput, Gone } from '../errors';
import type { RequestContext } from '../query/context';
import type { Line } from '../store/line';
import { readArguments } from './arguments';
import { catalogueOf, type Exportable } from './catalogue';
import { csv } from './formats/csv';
import type { Format } from './formats/format';
import { graphml } from './formats/graphml';
import { json } from './formats/json';
import { jsonld } from './formats/jsonld';
import { turtle } from './formats/turtle';
import type { Row } from './row';
import { askOf, VersionChanged, versionOf, walk } from './walk';

const FORMATS = new Map<string, Format>([['csv', csv], ['json', json], ['jsonld', jsonld], ['ttl', turtle], ['graphml', graphml]]);
/** Who waits for nothing else reads at least so many bytes in such a time. */
const [LEAST_BYTES, PACE_MS] = [16_384, 30_000];
/** A long export says how far it is each time so many rows are through. */
const TELL_EVERY = 1_000;
/** What a stream says when the other side has closed it. */
const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_UNABLE_TO_PIPE', 'ECONNRESET', 'EPIPE']);

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

export interface ExportOptions { schema: GraphQLSchema; context: (response: Response) => RequestContext; line: Line; log: Logger }

/** `GET /export/<connection>.<format>`: a whole root connection as a file, read page by page through the schema itself. */
export function serveExports(app: Express, options: ExportOptions): void {
  const catalogue = catalogueOf(options.schema);
  app.get('/export/:file', (request: Request<{ file: string }>, response, next) => {
    options.line.inTurn(() => answer(request, response, catalogue, options)).catch(next);
  });
}

async function answer(request: Request<{ file: string }>, response: Response, catalogue: Map<string, Exportable>, { schema, context, log }: ExportOptions): Promise<void> {
  const [, name = request.params.file, ending = ''] = /^(.*)\.([a-z]+)$/.exec(request.params.file) ?? [];
  const [exportable, format] = [catalogue.get(name), FORMATS.get(ending)];
  if (!exportable) throw noSuchFile('connection', `use one of ${[...catalogue.keys()].sort().join(', ')}`);
  if (!format) throw noSuchFile('format', `use one of ${[...FORMATS.keys()].join(', ')}`);
  const parameters = new URLSearchParams(/\?(.*)$/s.exec(request.originalUrl)?.[1]);
  const variables = readArguments(exportable.args, parameters);

  const began = Date.now();
  const own = context(response);
  const ask = askOf(schema, () => own.anew().unbounded());
  const version = await versionOf(ask);
  const wanted = parameters.get('version') ?? version.version;
  if (wanted !== version.version) throw badUserInput('version', `the graph is at ${version.version} now; leave version out, or ask for that one`);

  const plan = exportable.plan();
  const pages = walk(ask, plan, variables, version);
  // The first page comes before the status line, so that what the API refuses is refused with its own status.
  const first = await pages.next();
  parameters.set('version', version.version);
  response.status(200).set({
    'Content-Type': format.mediaType,
    'Content-Disposition': `attachment; filename="${name}-${version.version}.${ending}"`,
    'Content-Location': `/export/${name}.${ending}?${parameters.toString()}`,
    'X-Graph-Version': version.version,
  });
  if (request.method === 'HEAD') return void response.end();

  const progress = { export: `${name}.${ending}`, version: version.version, rows: 0 };
  async function* rows(): AsyncGenerator<Row> {
    for (let page = first; !page.done; page = await pages.next()) {
      for (const row of page.value) {
        yield row;
        progress.rows += 1;
        if (progress.rows % TELL_EVERY === 0) log.info({ ...progress, ms: Date.now() - began }, 'export goes on');
      }
    }
  }
  const pace = keepPace(response);
  try {
    await pipeline([Readable.from(rows()), ...format.steps({ ...version, askedOn: today(), connection: name, arguments: variables, shape: plan.shape }), response]);
    log.info({ ...progress, ms: Date.now() - began }, 'export is complete');
  } catch (error) {
    // Nothing can be said any more in a file that has begun: the connection ends before the file does, which every client notices.
    response.destroy();
    const left = GONE.has((error as NodeJS.ErrnoException).code ?? '') || (error as GraphQLError).originalError instanceof Gone;
    if (left) log.info({ ...progress, ms: Date.now() - began }, 'export given up: the client went away');
    else log.error({ ...progress, ms: Date.now() - began, err: error }, error instanceof VersionChanged ? 'export broken off: the graph changed' : 'export broken off');
  } finally {
    clearInterval(pace);
  }
}

/** Ends the connection of a client that takes what it is sent so slowly that it would hold a place for ever. */
function keepPace(response: Response): NodeJS.Timeout {
  let before = 0;
  return setInterval(() => {
    const sent = response.socket?.bytesWritten ?? 0;
    if (response.writableNeedDrain && sent - before < LEAST_BYTES) response.destroy();
    before = sent;
  }, PACE_MS).unref();
}

/** There is no such address; what is wrong with it is told as with any other input. */
const noSuchFile = (argument: string, repair: string): GraphQLError => Object.assign(badUserInput(argument, repair), { status: 404 });
