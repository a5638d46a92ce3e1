import { Reader } from '../../src/store/reader';
import type { Store } from '../../src/store/store';

/** Before the tests of a file: every statement that is sent from then on, with the parameters of one time. */
export function statementsOf(): Map<string, Record<string, unknown>> {
  const sent = new Map<string, Record<string, unknown>>();
  beforeAll(() => {
    for (const name of ['run', 'values'] as const) {
      const ask = Reader.prototype[name] as Reader['run'];
      Reader.prototype[name] = function (this: Reader, cypher: string, params: Record<string, unknown> = {}) {
        sent.set(cypher, params);
        return ask.call(this, cypher, params);
      } as never;
    }
  });
  return sent;
}

/** What a request sends: its statements with their parameters. */
export async function sentWhile(ask: () => Promise<unknown>): Promise<[string, Record<string, unknown>][]> {
  const spies = [jest.spyOn(Reader.prototype, 'run'), jest.spyOn(Reader.prototype, 'values')];
  await ask();
  const sent = spies.flatMap(({ mock }) => mock.calls.map(([cypher, params]): [string, Record<string, unknown>] => [cypher, params ?? {}]));
  for (const spy of spies) spy.mockRestore();
  return sent;
}

/** Nothing was renamed, retired or withdrawn yet, so the database does not know the names of what is kept of that. */
export async function nameEverything(store: Store): Promise<void> {
  await store.define(["CREATE (f:FormerId {id: 'guard'})-[:NOW]->(t:FormerId {id: 'guard too'}) DETACH DELETE f, t"]);
  await store.define(["CREATE (p:Past {recordedTo: '', withdrawnOn: '', withdrawalReason: '', note: ''}) DELETE p"]);
}

/** Each starts from an index, multiplies nothing, and names nothing that the database does not know. */
export async function expectPlans(store: Store, statements: Iterable<[string, Record<string, unknown>]>): Promise<void> {
  await nameEverything(store);
  for (const [cypher, params] of statements) {
    const { operators, notifications } = await store.explain(cypher, params);
    expect([cypher, operators.filter((operator) => /AllNodesScan|CartesianProduct/.test(operator)), notifications]).toEqual([cypher, [], []]);
  }
}
