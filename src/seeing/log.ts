import pino, { type DestinationStream, type LevelWithSilent, type Logger } from 'pino';

/** What waits to be written when whoever reads the log is slower than we are; more than that is dropped, for nobody waits for a log. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
/** What errors of Express, GraphQL and the driver carry of what a caller sent. */
const NEVER_TOLD = ['body', 'source', 'nodes', 'positions', 'locations', 'extensions', 'headers', 'parameters', 'config'];

/** One line of JSON for each thing told, on stderr, written beside the work and not in it. */
export function makeLog(level: LevelWithSilent, to: DestinationStream = pino.destination({ dest: 2, sync: false, maxLength: MOST_WAITING_BYTES })): Logger {
  const paths = NEVER_TOLD.flatMap((name) => [`err.${name}`, `err.cause.${name}`]);
  return pino({ name: 'gazette-graph', level, redact: { paths: [...paths, '*.authorization', '*.password', '*.key', '*.token'], remove: true } }, to);
}
