import type { Store } from '../../src/store/store';

/** Before the tests of a file: every statement that is sent from then on, with the parameters of one time. */
export function statementsOf(store: () => Store): Map<string, Record<string, unknown>> {
  const sent = new Map<string, Record<string, unknown>>();
  beforeAll(() => {
    for (const name of ['run', 'values'] as const) {
      const ask = store()[name].bind(store()) as Store['run'];
      store()[name] = ((cypher: string, params: Record<string, unknown> = {}) => {
        sent.set(cypher, params);
        return ask(cypher, params);
      }) as never;
    }
  });
  return sent;
}

/** What a request sends: its statements with their parameters. */
export async function sentWhile(store: Store, ask: () => Promise<unknown>): Promise<[string, Record<string, unknown>][]> {
  const spies = [jest.spyOn(store, 'run'), jest.spyOn(store, 'values')];
  await ask();
  const sent = spies.flatMap(({ mock }) => mock.calls.map(([cypher, params]): [string, Record<string, unknown>] => [cypher, params ?? {}]));
  for (const spy of spies) spy.mockRestore();
  return sent;
}

/** Each starts from an index, multiplies nothing, and names nothing that the database does not know. */
export async function expectPlans(store: Store, statements: Iterable<[string, Record<string, unknown>]>): Promise<void> {
  for (const [cypher, params] of statements) {
    const { operators, notifications } = await store.explain(cypher, params);
    expect([cypher, operators.filter((operator) => /AllNodesScan|CartesianProduct/.test(operator)), notifications]).toEqual([cypher, [], []]);
  }
}
