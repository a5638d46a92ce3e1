import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import { badUserInput } from '../errors';

/** What one connection may take of our time, in seconds, and how many there may be. */
export interface Connections {
  most: number;
  /** From the first moment of a connection, or of its next request, to the end of the header. */
  header: number;
  /** From there to the end of the body. */
  request: number;
  /** For a client to take an answer that is complete. */
  answer: number;
  /** That an idle connection is kept for its next request: longer than proxies keep theirs, which is mostly a minute, or they would send into one that is just being closed. */
  idle: number;
}

/** What holds where nothing is configured. */
export const USUAL: Connections = { most: 12_000, header: 10, request: 30, answer: 60, idle: 65 };

const HEADER_BYTES = 16 * 1024;
/** Kept for the database, the log and the files of the page. */
const SPARE_FILES = 200;
/** How often connections are looked at: so much later than said may one be cut. */
const CHECK_MS = 1_000;

/** An HTTP server on which nobody can hold a place for long without using it. */
export function boundedServer({ most, header, request, answer, idle } = USUAL): Server {
  const options: ServerOptions = { headersTimeout: header * 1_000, requestTimeout: request * 1_000, keepAliveTimeout: idle * 1_000, connectionsCheckingInterval: CHECK_MS, maxHeaderSize: HEADER_BYTES };
  const server = createServer(options);
  server.maxConnections = Math.max(1, Math.min(most, openFiles() - SPARE_FILES));
  // Nothing moves, in neither direction: longer than the other bounds, which say what is wrong, and than any question may take.
  server.timeout = (request + answer) * 1_000;
  server.on('request', (_request, response) => {
    response.once('prefinish', () => {
      const slow = setTimeout(() => response.destroy(), answer * 1_000).unref();
      response.once('close', () => clearTimeout(slow));
    });
  });
  server.on('clientError', refuse);
  return server;
}

/** More connections than open files would take them from the database. */
function openFiles(): number {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === undefined ? Infinity : Number(soft);
  } catch {
    return Infinity;
  }
}

/** What is no HTTP, or comes too slowly, is answered as GraphQL is, and not listened to any longer. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  // After an earlier answer it is not known whether that is complete.
  if (!socket.writable || socket.bytesWritten > 0 || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, what] = error.code === 'HPE_HEADER_OVERFLOW' ? ['431 Request Header Fields Too Large', badUserInput('headers', `send at most ${HEADER_BYTES / 1024} kB`)] as const
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? ['408 Request Timeout', badUserInput('request', 'send it faster')] as const
      : ['400 Bad Request', badUserInput('request', 'send HTTP/1.1 as RFC 9112 says')] as const;
  const body = JSON.stringify({ errors: [what.toJSON()] });
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
