import type { Channel } from 'node:diagnostics_channel';

let warned = false;

/** Hears what is told on a channel, until the function it answers is called. */
export function listen<T>(channel: Channel, hear: (told: T) => void): () => void {
  const heard = (message: unknown): void => {
    try {
      hear(message as T);
    } catch (error) {
      // Node would end the process for it, and with it what is being served.
      if (!warned) process.emitWarning(error as Error);
      warned = true;
    }
  };
  channel.subscribe(heard);
  return () => void channel.unsubscribe(heard);
}
