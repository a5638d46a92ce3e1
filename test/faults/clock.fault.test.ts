import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { today } from '../../src/documents/force';
import { counted, holding } from './graph';
import { eventually, pause, Server } from './server';
import { note } from './table';
import { inWords, post, RIGHT, rightAnswers, Traffic } from './traffic';

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const there = existsSync(LIBRARY);
const BACK_DAYS = 900;
const dayBefore = (days: number): string => today(new Date(Date.now() - days * 86_400_000));

/** The clock of the API's own process goes back by years and forth again; Neo4j, the tests and the machine keep theirs. */
(there ? test : test.skip)(`the clock is set back${there ? '' : ` (left out: ${LIBRARY} is not there; apt-get install libfaketime)`}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const clock = join(folder, 'clock');
  const setClock = (days: number): void => writeFileSync(clock, `-${days}d\n`);
  setClock(0);
  const behind = await Server.start({ dataDir: join(folder, 'data') }).then((server) => server.untilServing());
  const api = await Server.start({
    dataDir: join(folder, 'api'), env: {
      NEO4J_URI: behind.boltUri(), NEO4J_PASSWORD: behind.password(), LD_PRELOAD: LIBRARY, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  }).then((server) => server.untilServing());
  const store = behind.store();
  try {
    const before = await holding(store);
    // The statistics law was amended in between: its status tells on which day it was looked at.
    const status = async (asOf?: string): Promise<string> => {
      const { data, errors } = await post(api.url, JSON.stringify({ query: `query($asOf: Date) { document(title: "中华人民共和国统计法") { status(asOf: $asOf) { value reason since } } }`, variables: asOf ? { asOf } : {} }));
      if (errors) throw new Error(JSON.stringify(errors));
      return JSON.stringify(data);
    };
    const [now, then] = [await status(dayBefore(0)), await status(dayBefore(BACK_DAYS))];
    expect(then).not.toBe(now);
    expect([await status(), await status()]).toEqual([now, now]);
    const steady = new Map([...await rightAnswers(api.url)].filter(([operation]) => !/status|asOf|lostBases|restsOn/.test(operation)));
    const traffic = new Traffic(api.url, steady);
    await pause(3_000);
    setClock(BACK_DAYS);
    const set = performance.now();
    await eventually('the answer is that of the day on the clock', 10, async () => (await status()) === then);
    const noticed = performance.now() - set;
    await pause(4_000);
    expect([await status(), await status(), await status(dayBefore(0))]).toEqual([then, then, now]);
    setClock(0);
    await eventually('the answer is that of today', 10, async () => (await status()) === now);
    await pause(4_000);
    const { outcomes } = await traffic.stop();
    expect(Object.keys(outcomes)).toEqual([RIGHT]);
    expect(await holding(store)).toEqual(before);
    expect(api.said()).not.toMatch(/error/i);
    note({ fault: `Clock of the API set back by ${BACK_DAYS} days, and forth again`, callers: `${inWords(outcomes)}; what is asked of “today” is answered of the day on the clock, kept answers too`, lost: `nothing: ${counted(before)} before and after`, recovery: `${(noticed / 1_000).toFixed(1)} s until answers were of the new day` });
  } finally {
    await store.close();
    await api.stop();
    await behind.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
