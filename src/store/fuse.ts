import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const current = new AsyncLocalStorage<Fuse>();
// The driver reads a whole row, however large, before it hands it on, and has no setting for the largest it takes.
subscribe('net.client.socket', (message) => current.getStore()?.watch((message as { socket: Socket }).socket));

/** Ends a connection through which more comes than was granted. An encrypted one is not seen, there only the database's own limits hold. */
export class Fuse {
  blown = false;
  private left = Infinity;

  grant(bytes: number): void {
    this.left = bytes;
    this.blown = false;
  }

  /** Connections that are opened in here are watched from then on. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return current.run(this, work);
  }

  watch(socket: Socket): void {
    socket.on('data', (chunk) => {
      this.left -= chunk.length;
      if (this.left >= 0) return;
      this.blown = true;
      // The driver hears of an error, not of a mere end.
      socket.destroy(new Error('more came than was granted'));
    });
  }
}
