import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between the API and its database and passes everything on, as late as it is told. */
export class SlowWire {
  delayMs = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async to(port: number): Promise<SlowWire> {
    const server = createServer();
    const wire = new SlowWire(server);
    server.on('connection', (near) => {
      const far = connect(port, '127.0.0.1');
      wire.pass(near, far);
      wire.pass(far, near);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** What came first goes first, also when the delay changes meanwhile. */
  private pass(from: Socket, to: Socket): void {
    this.sockets.add(from);
    let before = Promise.resolve();
    const later = (what: () => void): void => {
      const due = new Promise<void>((resolve) => setTimeout(resolve, this.delayMs));
      before = Promise.all([before, due]).then(what);
    };
    from.on('data', (chunk: Buffer) => later(() => { if (!to.destroyed) to.write(chunk); }));
    from.once('close', () => { this.sockets.delete(from); later(() => to.destroy()); });
    from.on('error', () => undefined);
  }
}
