import type { ServerName } from '../servers/start';
import type { Case, Form, Shape } from '../shapes/shape';
import { answerOf, preparedFor, preparedRaw, rawAnswerOf } from './ask';
import { type Bench, originOf, sum } from './bench';
import { comparable } from './comparable';
import { closedLoop, type Prepared } from './load';
import type { Measured, ShapeResult } from './row';
import { inTurns } from './turns';

const TRIAL_SECONDS = 0.7;

/** One shape: first that all answer alike, then how fast, in turns, then what it costs the database. */
export async function measureShape(bench: Bench, shape: Shape): Promise<ShapeResult> {
  const result: ShapeResult = { shape: shape.key, title: shape.title, cases: 0, peerForm: null, notes: [], measured: {} };
  try {
    const cases = bench.cases.get(shape.key) ?? [];
    if (cases instanceof Error) throw cases;
    result.cases = cases.length;
    if (cases.length === 0) result.notes.push('nothing of the sort is in this graph');
    else await measureCases(bench, shape, cases, result);
  } catch (error) {
    result.notes.push(`not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
  return result;
}

async function measureCases(bench: Bench, shape: Shape, cases: readonly Case[], result: ShapeResult): Promise<void> {
  const { servers, concurrency } = bench;
  const { hot, raw, forms, notes } = await comparable(bench, shape, cases);
  result.notes.push(...notes);
  const best = await bestForm(bench, forms, cases);
  if (best) result.peerForm = best.name;
  else if (Object.keys(shape.peer).length > 0) result.notes.push('not comparable with the peer');
  const sent = new Map<ServerName, Prepared[]>([['ours', preparedFor(servers.ours, shape.ours, cases)]]);
  if (best) sent.set('peer', best.prepared);
  if (raw) sent.set('raw', preparedRaw(shape, cases));
  if (hot) sent.set('hot', preparedFor(servers.hot, shape.ours, cases));
  const timed = await inTurns(bench, sent, (origin, requests, seconds) => closedLoop(origin, requests, { concurrency, seconds }));
  for (const [name, figures] of timed) result.measured[name] = { ...figures, ...await costs(bench, shape, name, best?.form ?? shape.ours, cases) };
}

/** Of the peer's forms that answer alike the one that is fastest here. */
async function bestForm({ servers: { peer }, concurrency }: Bench, forms: readonly [string, Form<Case>][], cases: readonly Case[]): Promise<{ name: string; form: Form<Case>; prepared: Prepared[] } | undefined> {
  const tried = [];
  for (const [name, form] of forms) {
    const prepared = preparedFor(peer, form, cases);
    const rates: number[] = [];
    // The first time warms it up.
    for (let trial = 0; trial < 2 && forms.length > 1; trial += 1) {
      const { requests, errors, seconds } = await closedLoop(originOf(peer), prepared, { concurrency, seconds: TRIAL_SECONDS });
      rates.push((requests - errors) / seconds);
    }
    tried.push({ name, form, prepared, rate: rates.at(-1) ?? 0 });
  }
  return tried.sort((a, b) => b.rate - a.rate)[0];
}

/** What a server's statements cost the database, on average over all cases. */
async function costs({ servers }: Bench, shape: Shape, name: ServerName, peerForm: Form<Case>, cases: readonly Case[]): Promise<Pick<Measured, 'statements' | 'dbHits' | 'rows'>> {
  if (name === 'hot') return { statements: null, dbHits: null, rows: null };
  const server = servers[name];
  await server.record();
  for (const of of cases) await (name === 'raw' ? rawAnswerOf(server, shape, of) : answerOf(server, name === 'peer' ? peerForm : shape.ours, of));
  const profiles = await server.profile();
  return { statements: profiles.length / cases.length, dbHits: sum(profiles, ({ dbHits }) => dbHits) / cases.length, rows: sum(profiles, ({ rows }) => rows) / cases.length };
}
