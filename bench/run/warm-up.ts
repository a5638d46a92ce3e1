import type { Case, Shape } from '../shapes/shape';
import { preparedFor, preparedRaw } from './ask';
import { type Bench, originOf } from './bench';
import { casesOf } from './cases';
import { closedLoop, type Prepared } from './load';

const SECONDS = 3;
const CONCURRENCY = 4;

/** All servers and the database see some of everything, so that the shape that is measured first is not measured cold. */
export async function warmUp({ servers, cases }: Omit<Bench, 'concurrency'>, shapes: readonly Shape[]): Promise<void> {
  const some = (one: (shape: Shape, of: Case[]) => Prepared[]): Prepared[] => shapes.flatMap((shape) => one(shape, casesOf(cases, shape).slice(0, 3)));
  const peer = some((shape, of) => { const [form] = Object.values(shape.peer); return form ? preparedFor(servers.peer, form, of) : []; });
  const all: [origin: string, requests: Prepared[]][] = [
    [originOf(servers.ours), some((shape, of) => preparedFor(servers.ours, shape.ours, of))], [originOf(servers.peer), peer],
    [originOf(servers.raw), some(preparedRaw)], [originOf(servers.hot), some((shape, of) => preparedFor(servers.hot, shape.ours, of))],
  ];
  for (const [origin, requests] of all) if (requests.length > 0) await closedLoop(origin, requests, { concurrency: CONCURRENCY, seconds: SECONDS });
}
