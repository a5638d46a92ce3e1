import { holder } from './shared-database';

export default async function stop(): Promise<void> {
  await holder.sharedDatabase?.stop();
}
