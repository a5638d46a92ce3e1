import { inspect } from 'node:util';
import { type Driver, Recorder } from './recorder';

/** Where the database of a measured server is. */
export interface Address { uri: string; user: string; password: string }
/** What the measuring process asks of a server. */
export type Command = 'record' | 'profile';

export const address = (): Address => JSON.parse(process.env.BENCH_DATABASE ?? '') as Address;

/** Tells the measuring process where to ask, and afterwards what it wants to know; ends with it. */
export function answerTo(url: string, driver: Driver): void {
  const recorder = new Recorder(driver, address());
  const reply = (message: unknown): void => void process.send?.(message);
  process.on('message', (command: Command) => {
    if (command === 'record') {
      recorder.begin();
      reply({ recording: true });
    } else {
      recorder.end().then((profiles) => reply({ profiles }), (error: unknown) => reply({ failed: error instanceof Error ? error.message : String(error) }));
    }
  });
  process.on('disconnect', () => process.exit(0));
  reply({ url });
}

/** A server that cannot start says why. */
export function run(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(inspect(error));
    process.exit(1);
  });
}
