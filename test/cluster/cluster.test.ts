import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGraph } from '../../src/load/build';
import { loadGazettes } from '../../src/load/load';
import { readGazettes } from '../../src/records/read';
import { Store } from '../../src/store/store';
import { GraphWatch } from '../../src/store/watch';
import { Failure } from './bolt-server';
import { Cluster } from './cluster';

/** What the store does with a cluster, played by a leader and two followers that speak Bolt (cluster.ts). */
let cluster: Cluster, store: Store, seeds: string;
const stores: Store[] = [];
const connect = (): Store => {
  const opened = new Store(cluster.uri, 'neo4j', 'password');
  stores.push(opened);
  return opened;
};
beforeAll(() => {
  seeds = mkdtempSync(join(tmpdir(), 'cluster-'));
  for (const number of [1, 2, 3]) {
    mkdirSync(join(seeds, `a-${number}`));
    writeFileSync(join(seeds, `a-${number}`, 'all.yaml'), [
      `issue: {name: 第${number}期, year: 2020, number: ${number}, publisher: 甲, evidence: ["1:0-2 公报"]}`,
      'units:', '- {name: 甲, kind: GOVERNMENT, evidence: ["1:0-1 甲"]}', `- {name: 乙${number}, kind: OTHER, parent: 甲, evidence: ["2:0-1 乙"]}`, '',
    ].join('\n'));
  }
  const { nodes } = buildGraph(readGazettes(seeds).gazettes);
  Object.assign(whole, { nodes: nodes.size, relations: [...nodes.values()].flatMap(({ edges }) => edges).length });
});
beforeEach(async () => {
  cluster = await Cluster.start();
  store = connect();
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((each) => each.close()));
  await cluster.stop();
});
afterAll(() => rmSync(seeds, { recursive: true, force: true }));

const QUESTION = 'MATCH (n:Node) RETURN count(n) AS nodes';
const load = (): ReturnType<typeof loadGazettes> => loadGazettes(store, seeds, 0);
const asked = (name: string): number => cluster.members.find((member) => member.name === name)?.seen.filter(({ cypher }) => cypher === QUESTION).length ?? 0;
/** What the records say, each thing and relationship once. */
const whole = { nodes: 0, relations: 0 };
const made = (): typeof whole => ({ nodes: cluster.state.hashes.size, relations: cluster.state.relations.length });

test('questions go to followers by turns, loads to the leader', async () => {
  await Promise.all(Array.from({ length: 20 }, () => store.run(QUESTION)));
  expect([asked('a'), asked('b') > 4, asked('c') > 4, asked('b') + asked('c')]).toEqual([0, true, true, 20]);
  await load();
  expect(made()).toEqual(whole);
  const written = cluster.members.map(({ seen }) => seen.filter(({ mode, transaction }) => mode === 'WRITE' || transaction).length);
  expect([written[0] as number > 10, written[1], written[2]]).toEqual([true, 0, 0]);
});

test('a load is read by its loader at once, however far behind the followers are', async () => {
  cluster.lagMs = 400;
  const { version } = await load();
  expect(cluster.followers.map(({ applied }) => applied < cluster.commits.length - 1)).toEqual([true, true]);
  const [row] = await store.run(QUESTION);
  expect(row).toEqual({ nodes: whole.nodes });
  const last = cluster.followers.flatMap(({ seen }) => seen).filter(({ cypher }) => cypher === QUESTION).at(-1);
  expect(last?.bookmarks).toEqual([`commit:${cluster.commits.length - 1}`]);
  expect((await load())).toEqual({ version, changed: false, message: expect.stringContaining('already loaded') as unknown });
});

test.each([
  ['before it is committed', 2], ['when it is all but done', 4],
])('another leader in the middle of a load, %s: the load ends well, and everything is written once', async (_name, at) => {
  cluster.committing = (number) => {
    if (number === at && cluster.leader.name === 'a') cluster.elect('b');
  };
  await load();
  expect(cluster.leader.name).toBe('b');
  expect(made()).toEqual(whole);
  expect(cluster.state).toMatchObject({ announced: null, source: expect.any(String) as unknown });
}, 30_000);

test('a leader that is lost after it has committed, before it could say so: everything is written once', async () => {
  let lost = false;
  cluster.committed = (number) => {
    if (number !== 2 || lost) return;
    lost = true;
    throw new Error('the machine is gone');
  };
  await load();
  expect([lost, made()]).toEqual([true, whole]);
}, 30_000);

test('with a dead follower questions are answered by the other', async () => {
  await Promise.all(Array.from({ length: 6 }, () => store.run(QUESTION)));
  await cluster.members[1]?.server.stop();
  const before = asked('c');
  for (let turn = 0; turn < 10; turn += 1) expect(await store.run(QUESTION)).toEqual([{ nodes: 0 }]);
  expect(asked('c')).toBe(before + 10);
});

test.each([
  ['loses the connection', new Error('gone')], ['has not got the database', new Failure('Neo.TransientError.General.DatabaseUnavailable')], ['is no reader any more', new Failure('Neo.ClientError.General.ForbiddenOnReadOnlyDatabase')],
])('a follower that %s when it is asked: another one is asked', async (_name, error) => {
  let failed = 0;
  for (const member of cluster.followers) member.script = ({ cypher }) => {
    if (cypher !== QUESTION || failed > 0) return;
    failed += 1;
    throw error;
  };
  expect(await store.run(QUESTION)).toEqual([{ nodes: 0 }]);
  expect(failed).toBe(1);
});

test('a machine that is frozen is not waited for longer than a database would take', async () => {
  const hasty = new Store(cluster.uri, 'neo4j', 'password', { timeoutMs: 200, pool: 10 });
  stores.push(hasty);
  for (const member of cluster.followers) member.script = ({ cypher }) => (cypher === QUESTION ? new Promise(() => undefined) : undefined);
  const began = Date.now();
  await expect(hasty.run(QUESTION)).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
  expect(Date.now() - began).toBeLessThan(3_000);
});

test('when nobody can answer it is said so, and soon', async () => {
  await store.run(QUESTION);
  await cluster.stop();
  const began = Date.now();
  await expect(store.run(QUESTION)).rejects.toMatchObject({ extensions: { code: 'STORE_UNAVAILABLE' } });
  expect(Date.now() - began).toBeLessThan(5_000);
});

test('another copy of the API learns of a load as soon as it looks, and nothing that it reads after is older', async () => {
  await load();
  cluster.lagMs = 300;
  const [other, clock] = [connect(), { now: 0 }];
  const watch = new GraphWatch(async () => {
    const [state] = await other.latest('MATCH (g:GraphVersion) RETURN g.version AS stamp, g.announced IS NOT NULL AS announced');
    return state && { stamp: state[0] as string, announced: state[1] === true };
  }, () => (clock.now += 1_001));
  writeFileSync(join(seeds, 'a-2', 'more.yaml'), 'units:\n- {name: 丙, kind: OTHER, evidence: ["3:0-1 丙"]}\n');
  const seen: [stamp: string | undefined, nodes: unknown][] = [];
  let loading = true;
  const loaded = load().finally(() => { loading = false; });
  while (loading) seen.push([(await watch.lease()).stamp, (await other.run(QUESTION))[0]?.nodes]);
  await loaded;
  seen.push([(await watch.lease()).stamp, (await other.run(QUESTION))[0]?.nodes]);
  rmSync(join(seeds, 'a-2', 'more.yaml'));
  // Once it has seen a state, no copy of the graph that is further behind answers it any more.
  const order = cluster.commits.map(({ version, loadedAt }) => `${version} ${loadedAt}`);
  const places = seen.map(([stamp]) => order.lastIndexOf(stamp ?? ''));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(seen.at(-1)).toEqual([order.at(-1), whole.nodes + 1]);
  seen.forEach(([, nodes], index) => expect(nodes as number).toBeGreaterThanOrEqual(cluster.commits[places[index] as number]?.hashes.size as number));
});
