import type { RunningServer, ServerName } from '../servers/start';
import type { Case, Form, Shape, World } from '../shapes/shape';
import { answerOf, preparedFor, preparedRaw, rawAnswerOf } from './ask';
import { difference } from './equal';
import type { Flags } from './flags';
import { closedLoop, type Loaded, type Prepared } from './load';
import { cpuMs, residentMb } from './processes';
import type { Measured, ShapeResult } from './row';

export type Servers = Record<ServerName, RunningServer>;
export interface Bench { servers: Servers; world: World; databasePid: number; flags: Flags; concurrency: number }

const WARM_UP_SECONDS = 1;
const TRIAL_SECONDS = 0.7;

/** One shape: that all answer alike, then how fast, in turns. */
export async function measureShape(bench: Bench, shape: Shape): Promise<ShapeResult> {
  const { servers, world } = bench;
  const cases = await shape.cases(world);
  const result: ShapeResult = { shape: shape.key, title: shape.title, cases: cases.length, peerForm: null, notes: [], measured: {} };
  if (cases.length === 0) {
    result.notes.push('nothing of the sort is in this graph');
    return result;
  }
  const expected = await Promise.all(cases.map((of) => answerOf(servers.ours, shape.ours, of)));
  const sent = new Map<ServerName, Prepared[]>();
  const alike = async (what: string, answer: (of: Case) => Promise<unknown>): Promise<boolean> => {
    const different = await firstDifference(shape, cases, expected, answer);
    if (different !== null) result.notes.push(`${what} answers otherwise: ${different}`);
    return different === null;
  };
  sent.set('ours', preparedFor(servers.ours, shape.ours, cases));
  if (await alike('ours with its cache', (of) => answerOf(servers.hot, shape.ours, of))) sent.set('hot', preparedFor(servers.hot, shape.ours, cases));
  if (await alike('raw', (of) => rawAnswerOf(servers.raw, shape, of))) sent.set('raw', preparedRaw(shape, cases));
  const forms: [string, Form<Case>][] = [];
  for (const [name, form] of Object.entries(shape.peer)) {
    if (await alike(`the peer's form ${name}`, (of) => answerOf(servers.peer, form, of))) forms.push([name, form]);
  }
  const best = await bestForm(bench, forms, cases);
  if (best) {
    result.peerForm = best.name;
    sent.set('peer', best.prepared);
  } else if (Object.keys(shape.peer).length > 0) result.notes.push('not comparable with the peer');

  const turns = await inTurns(bench, sent);
  for (const [name, { loaded, cpu, database, resident }] of turns) {
    const requests = sum(loaded, ({ requests: each }) => each);
    const served = Math.max(1, requests);
    result.measured[name] = {
      rate: (requests - sum(loaded, ({ errors }) => errors)) / sum(loaded, ({ seconds }) => seconds), errors: sum(loaded, ({ errors }) => errors), firstError: loaded.find(({ firstError }) => firstError)?.firstError,
      // A turn's percentiles, averaged: a turn that was disturbed shows in all of them.
      p50: mean(loaded, ({ p50 }) => p50), p95: mean(loaded, ({ p95 }) => p95), p99: mean(loaded, ({ p99 }) => p99),
      bytesPerAnswer: sum(loaded, ({ bytes }) => bytes) / served,
      serverCpuMs: cpu === null ? null : cpu / served, databaseCpuMs: database === null ? null : database / served, residentMb: resident,
      ...await costs(servers[name], shape, name, best?.form ?? shape.ours, cases),
    };
  }
  return result;
}

async function firstDifference(shape: Shape, cases: readonly Case[], expected: readonly unknown[], answer: (of: Case) => Promise<unknown>): Promise<string | null> {
  const compared = shape.compared ?? ((whole: unknown) => whole);
  for (const [at, of] of cases.entries()) {
    try {
      const different = difference(compared(expected[at]), compared(await answer(of)));
      if (different !== null) return different;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return null;
}

/** Of the peer's forms that answer alike the one that is fastest here. */
async function bestForm({ servers, flags: _flags, concurrency }: Bench, forms: readonly [string, Form<Case>][], cases: readonly Case[]): Promise<{ name: string; form: Form<Case>; prepared: Prepared[] } | undefined> {
  const tried = [];
  for (const [name, form] of forms) {
    const prepared = preparedFor(servers.peer, form, cases);
    const load = (): Promise<Loaded> => closedLoop(new URL(servers.peer.url).origin, prepared, { concurrency, seconds: TRIAL_SECONDS });
    if (forms.length > 1) await load();
    const { requests, errors, seconds } = forms.length > 1 ? await load() : { requests: 1, errors: 0, seconds: 1 };
    tried.push({ name, form, prepared, rate: (requests - errors) / seconds });
  }
  return tried.sort((a, b) => b.rate - a.rate)[0];
}

interface Turns { loaded: Loaded[]; cpu: number | null; database: number | null; resident: number | null }

/** A B C A B C …, so that whatever else the machine does meets all of them. */
async function inTurns({ servers, databasePid, flags, concurrency }: Bench, sent: Map<ServerName, Prepared[]>): Promise<Map<ServerName, Turns>> {
  const turns = new Map<ServerName, Turns>();
  const load = (name: ServerName, seconds: number): Promise<Loaded> => closedLoop(new URL(servers[name].url).origin, sent.get(name) ?? [], { concurrency, seconds });
  for (const name of sent.keys()) await load(name, WARM_UP_SECONDS);
  for (let turn = 0; turn < flags.turns; turn += 1) {
    for (const name of sent.keys()) {
      const { pid } = servers[name];
      const before = [cpuMs(pid), cpuMs(databasePid)] as const;
      const loaded = await load(name, flags.seconds);
      const so = turns.get(name) ?? { loaded: [], cpu: 0, database: 0, resident: null };
      turns.set(name, {
        loaded: [...so.loaded, loaded], cpu: added(so.cpu, before[0], cpuMs(pid)), database: added(so.database, before[1], cpuMs(databasePid)), resident: residentMb(pid),
      });
    }
  }
  return turns;
}

const added = (sum: number | null, before: number | null, after: number | null): number | null => (sum === null || before === null || after === null ? null : sum + after - before);

/** What a server's statements cost the database, on average over all cases. */
async function costs(server: RunningServer, shape: Shape, name: ServerName, peerForm: Form<Case>, cases: readonly Case[]): Promise<Pick<Measured, 'statements' | 'dbHits' | 'rows'>> {
  if (name === 'hot') return { statements: null, dbHits: null, rows: null };
  await server.record();
  for (const of of cases) await (name === 'raw' ? rawAnswerOf(server, shape, of) : answerOf(server, name === 'peer' ? peerForm : shape.ours, of));
  const profiles = await server.profile();
  return {
    statements: profiles.length / cases.length, dbHits: sum(profiles, ({ dbHits }) => dbHits) / cases.length, rows: sum(profiles, ({ rows }) => rows) / cases.length,
  };
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((total, item) => total + of(item), 0);
const mean = <T>(items: readonly T[], of: (item: T) => number): number => sum(items, of) / Math.max(1, items.length);
