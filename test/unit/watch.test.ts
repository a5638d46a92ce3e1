import { GraphWatch, NOTICE_MS } from '../../src/store/watch';

/** What is known of the graph between two looks, with a graph and a clock that do what the test says. */
let state: { stamp: string; announced: boolean } | undefined, time: number, looks: number;
let watch: GraphWatch;
beforeEach(() => {
  [state, time, looks] = [{ stamp: 'one', announced: false }, 1_000, 0];
  watch = new GraphWatch(() => { looks += 1; return state === undefined ? Promise.reject(new Error('gone')) : Promise.resolve({ ...state }); }, () => time);
});

test('a look that sees no load announced is good for what is made before one could land', async () => {
  const lease = await watch.lease();
  expect(lease.stamp).toBe('one');
  time += 900;
  expect([await watch.held(lease), (await watch.lease()).stamp, looks]).toEqual([true, 'one', 1]);
});

test('who asks later is told what is seen then', async () => {
  await watch.lease();
  time += 1_001;
  state = { stamp: 'two', announced: false };
  expect([(await watch.lease()).stamp, looks]).toEqual(['two', 2]);
});

test.each([['what takes longer than a load waits', false, NOTICE_MS], ['what is made while a load is announced', true, 5]])('%s is looked after: it holds only if nothing changed', async (_name, announced, took) => {
  state = { stamp: 'one', announced };
  const lease = await watch.lease();
  time += took;
  expect([await watch.held(lease), looks]).toEqual([true, 2]);
  state = { stamp: 'two', announced: false };
  time += took;
  expect(await watch.held(lease)).toBe(false);
});

test('everybody who waits shares a look, but not one that was begun before', async () => {
  state = { stamp: 'one', announced: true };
  await Promise.all(Array.from({ length: 10 }, () => watch.lease()));
  expect(looks).toBe(1);
  let answer = (_found: { stamp: string; announced: boolean }): void => undefined;
  const slow = new GraphWatch(() => new Promise((resolve) => { looks += 1; answer = resolve; }), () => time);
  looks = 0;
  const early = slow.lease();
  time += 10;
  const late = slow.lease();
  answer({ stamp: 'old', announced: true });
  expect((await early).stamp).toBe('old');
  await new Promise(setImmediate);
  answer({ stamp: 'new', announced: true });
  expect([(await late).stamp, looks]).toEqual(['new', 2]);
});

test('while nothing can be seen nothing is known', async () => {
  const lease = await watch.lease();
  state = undefined;
  time += 1_001;
  expect(await watch.lease()).toEqual({ stamp: undefined, until: 0, at: time });
  time += NOTICE_MS;
  expect(await watch.held(lease)).toBe(false);
});
