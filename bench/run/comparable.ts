import type { Case, Form, Shape } from '../shapes/shape';
import { answerOf, rawAnswerOf } from './ask';
import type { Bench, Servers } from './bench';
import { difference } from './equal';

/** Whoever gives the same answers as ours does without its cache, and what the others answer instead. */
export interface Comparable { hot: boolean; raw: boolean; forms: [name: string, form: Form<Case>][]; notes: string[] }

export async function comparable({ servers, world }: Bench, shape: Shape, cases: readonly Case[]): Promise<Comparable> {
  const notes: string[] = [];
  const expected: unknown[] = [];
  for (const of of cases) expected.push(await answerOf(servers.ours, shape.ours, of));
  const alike = async (what: string, answer: (of: Case) => Promise<unknown>): Promise<boolean> => {
    const different = await firstDifference(shape, cases, expected, answer);
    if (different !== null) notes.push(`${what} answers otherwise: ${different}`);
    return different === null;
  };
  // Twice, so that the second answer comes from the cache.
  const hot = await alike('ours with its cache', (of) => answerOf(servers.hot, shape.ours, of)) && await alike('ours from its cache', (of) => answerOf(servers.hot, shape.ours, of));
  const raw = await alike('raw', (of) => rawAnswerOf(servers.raw, shape, of));
  const forms: Comparable['forms'] = [];
  for (const [name, form] of Object.entries(shape.peer)) {
    if (await alike(`the peer's form “${name}”`, (of) => answerOf(servers.peer, form, of))) forms.push([name, form]);
  }
  if (shape.insert) {
    await world.run(shape.insert.write, {});
    try {
      notes.push(...await afterInsert(servers, shape, cases, expected, forms));
    } finally {
      await world.run(shape.insert.undo, {});
    }
  }
  return { hot, raw, forms, notes };
}

/** Something was written before the place where a client stands: whose next page is still the next page? */
async function afterInsert(servers: Servers, shape: Shape, cases: readonly Case[], expected: readonly unknown[], forms: Comparable['forms']): Promise<string[]> {
  const all: [string, (of: Case) => Promise<unknown>][] = [
    ['ours', (of) => answerOf(servers.ours, shape.ours, of)],
    ...forms.map(([name, form]): [string, (of: Case) => Promise<unknown>] => [`the peer's form “${name}”`, (of) => answerOf(servers.peer, form, of)]),
  ];
  const [right, wrong]: [string[], string[]] = [[], []];
  for (const [what, answer] of all) (await firstDifference(shape, cases, expected, answer) === null ? right : wrong).push(what);
  return [['still give', right], ['no longer give', wrong]].flatMap(([verb, names]) => (names?.length ? [`after an insert before it ${verb as string} the next page: ${(names as string[]).join(', ')}`] : []));
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
