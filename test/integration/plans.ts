import type { Store } from '../../src/store/store';

/** Before the tests of a file: every statement that is sent from then on, with the parameters of one time. */
export function statementsOf(store: () => Store): Map<string, Record<string, unknown>> {
  const sent = new Map<string, Record<string, unknown>>();
  beforeAll(() => {
    const run = store().run.bind(store());
    store().run = (cypher, params = {}) => {
      sent.set(cypher, params);
      return run(cypher, params);
    };
  });
  return sent;
}

/** Each starts from an index, multiplies nothing, and names nothing that the database does not know. */
export async function expectPlans(store: Store, statements: Iterable<[string, Record<string, unknown>]>): Promise<void> {
  for (const [cypher, params] of statements) {
    const { operators, notifications } = await store.explain(cypher, params);
    expect([cypher, operators.filter((operator) => /AllNodesScan|CartesianProduct/.test(operator)), notifications]).toEqual([cypher, [], []]);
  }
}
