import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { packStructure, type Structure, unpackStructure } from './packstream';

/** What a database answers a client with in place of rows. */
export class Failure extends Error {
  constructor(readonly code: string) { super(code); }
}

/** One statement, by itself or in a transaction; `bookmarks` are states it must not be older than. */
export interface Statement { cypher: string; params: Record<string, unknown>; mode: 'READ' | 'WRITE'; bookmarks: string[]; transaction: symbol | null }
export interface Rows { fields: string[]; rows: unknown[][] }

/** What a server plays: throws a Failure, or any other error to lose the connection. */
export interface Script {
  table: () => { servers: { role: 'ROUTE' | 'READ' | 'WRITE'; addresses: string[] }[] };
  begin: (mode: Statement['mode'], bookmarks: string[]) => Promise<symbol>;
  run: (statement: Statement) => Promise<Rows>;
  /** Returns the bookmark of the state that the client has seen or made. */
  end: (transaction: symbol | null) => Promise<string>;
  undo: (transaction: symbol) => void;
}

const [HELLO, GOODBYE, RESET, RUN, BEGIN, COMMIT, ROLLBACK, DISCARD, PULL, ROUTE, LOGON, LOGOFF, TELEMETRY] = [0x01, 0x02, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x2f, 0x3f, 0x66, 0x6a, 0x6b, 0x54];
const [SUCCESS, RECORD, IGNORED, FAILURE] = [0x70, 0x71, 0x7e, 0x7f];
const VERSION = Buffer.from([0, 0, 4, 5]);

/** Speaks Bolt 5.4 with as many clients as come. */
export class BoltServer {
  address = '';
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly script: Script) {}

  async start(port = 0): Promise<this> {
    this.server = createServer((socket) => {
      this.sockets.add(socket.on('error', () => undefined));
      new Conversation(socket, this.script, () => this.address);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => this.server?.listen(port, '127.0.0.1', resolve));
    this.address = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  /** As a machine that is gone: nobody is told. */
  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(null));
  }
}

class Conversation {
  private unread = Buffer.alloc(0);
  private begun = false;
  private failed = false;
  private transaction: symbol | null = null;
  private found: Rows = { fields: [], rows: [] };
  /** One message after the other; what is reset is not waited for. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Socket, private readonly script: Script, private readonly address: () => string) {
    socket.setNoDelay();
    socket.on('data', (chunk: Buffer) => {
      this.unread = Buffer.concat([this.unread, chunk]);
      for (let message = this.next(); message; message = this.next()) this.take(message);
    });
    socket.once('close', () => this.undo());
  }

  private next(): Structure | undefined {
    if (!this.begun) {
      if (this.unread.length < 20) return undefined;
      this.unread = this.unread.subarray(20);
      this.begun = true;
      this.socket.write(VERSION);
    }
    const parts: Buffer[] = [];
    for (let at = 0; at + 2 <= this.unread.length;) {
      const length = this.unread.readUInt16BE(at);
      if (at + 2 + length > this.unread.length) return undefined;
      parts.push(this.unread.subarray(at + 2, at + 2 + length));
      at += 2 + length;
      if (length === 0) {
        this.unread = this.unread.subarray(at);
        return parts.length > 1 ? unpackStructure(Buffer.concat(parts)) : this.next();
      }
    }
    return undefined;
  }

  private take(message: Structure): void {
    this.turn = this.turn.then(() => this.answer(message)).catch((error: unknown) => {
      if (!(error instanceof Failure)) return void this.socket.destroy();
      this.failed = true;
      this.undo();
      this.say(FAILURE, { code: error.code, message: 'as the script says' });
    });
  }

  private async answer({ signature, fields }: Structure): Promise<void> {
    if (signature === GOODBYE) return void this.socket.end();
    if (signature === RESET) {
      this.failed = false;
      this.undo();
      return this.say(SUCCESS, {});
    }
    if (this.failed) return this.say(IGNORED);
    if (signature === HELLO) return this.say(SUCCESS, { server: 'Neo4j/5.26.0', connection_id: 'bolt-1', hints: {} });
    if (signature === ROUTE) return this.say(SUCCESS, { rt: { ttl: 300, db: 'neo4j', ...this.script.table() } });
    if (signature === RUN || signature === BEGIN) {
      const extra = fields.at(-1) as { mode?: string; bookmarks?: string[] };
      const [mode, bookmarks] = [extra.mode === 'r' ? 'READ' as const : 'WRITE' as const, extra.bookmarks ?? []];
      if (signature === BEGIN) {
        this.transaction = await this.script.begin(mode, bookmarks);
        return this.say(SUCCESS, {});
      }
      this.found = await this.script.run({ cypher: fields[0] as string, params: fields[1] as Record<string, unknown>, mode, bookmarks, transaction: this.transaction });
      return this.say(SUCCESS, { fields: this.found.fields });
    }
    if (signature === PULL || signature === DISCARD) {
      if (signature === PULL) for (const row of this.found.rows) this.say(RECORD, row);
      return this.say(SUCCESS, this.transaction ? { type: 'rw' } : { type: 'r', bookmark: await this.script.end(null) });
    }
    if (signature === COMMIT) {
      const bookmark = await this.script.end(this.transaction);
      this.transaction = null;
      return this.say(SUCCESS, { bookmark });
    }
    if (signature === ROLLBACK) this.undo();
    else if (![LOGON, LOGOFF, TELEMETRY].includes(signature)) throw new Error(`${this.address()} does not know message ${signature}`);
    return this.say(SUCCESS, {});
  }

  private undo(): void {
    if (this.transaction) this.script.undo(this.transaction);
    this.transaction = null;
  }

  private say(signature: number, ...fields: unknown[]): void {
    const message = packStructure({ signature, fields });
    const parts: Buffer[] = [];
    for (let at = 0; at < message.length; at += 65_535) {
      const part = message.subarray(at, at + 65_535);
      parts.push(Buffer.from([part.length >> 8, part.length & 0xff]), part);
    }
    this.socket.write(Buffer.concat([...parts, Buffer.from([0, 0])]));
  }
}
