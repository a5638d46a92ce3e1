import neo4j from 'neo4j-driver';
import { type Database, startDatabase } from './database/database';
import { ask } from './run/ask';
import { type Flags, readFlags } from './run/flags';
import { commit, machine, versions } from './run/machine';
import type { Bench, Servers } from './run/bench';
import { chooseCases } from './run/cases';
import { measureShape } from './run/measure';
import { inMix, measureMix, MIX } from './run/mix';
import { warmUp } from './run/warm-up';
import { residentMb } from './run/processes';
import { lineOf, summary } from './run/ratios';
import { keep, shortly } from './run/report';
import type { Result, ShapeResult } from './run/row';
import { RunningServer, SERVERS } from './servers/start';
import type { Request, World } from './shapes/shape';
import { SHAPES } from './shapes/shapes';

const say = (line: string): void => console.error(line);

async function main(flags: Flags): Promise<void> {
  const known = [...SHAPES.map(({ key }) => key), MIX];
  const unknown = flags.shapes.find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`--shapes: there is no shape ${unknown}; there are ${known.join(', ')}`);
  const results: Result[] = [];
  for (const size of flags.sizes) {
    const database = await startDatabase(size, say);
    try {
      results.push(...await measureSize(database, flags));
    } finally {
      await database.stop();
    }
  }
  if (flags.keep) keep(results);
  for (const result of results) say(`${result.size}× at concurrency ${result.concurrency}: ${lineOf(summary([result]))}`);
  console.log(lineOf(summary(results)));
}

async function measureSize(database: Database, flags: Flags): Promise<Result[]> {
  const { uri, user, password } = database.neo4j;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const servers = {} as Servers;
  try {
    for (const name of SERVERS) servers[name] = await RunningServer.start(name, { uri, user, password });
    const world: World = {
      run: async (cypher, params) => (await driver.executeQuery(cypher, params, { database: 'neo4j' })).records.map((record) => record.toObject()),
      ours: async <D>(request: Request) => (await ask(servers.ours, request)) as D,
    };
    const wanted = (key: string): boolean => flags.shapes.length === 0 || flags.shapes.includes(key);
    const cases = await chooseCases(world, SHAPES.filter((shape) => wanted(shape.key) || (wanted(MIX) && inMix(shape))));
    const bench = { servers, world, cases, databasePid: database.neo4j.pid() ?? 0, flags };
    await warmUp(bench, SHAPES);
    const results: Result[] = [];
    for (const concurrency of flags.concurrency) results.push(await measureAll(database, { ...bench, concurrency }, wanted));
    return results;
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    await driver.close();
  }
}

async function measureAll({ size, nodes, relationships }: Database, bench: Bench, wanted: (key: string) => boolean): Promise<Result> {
  const { flags: { seconds, turns }, concurrency } = bench;
  say(`${size}×: ${nodes} nodes, ${relationships} relationships, concurrency ${concurrency}`);
  const shapes: ShapeResult[] = [];
  const add = (measured: ShapeResult): void => {
    say(shortly(measured));
    shapes.push(measured);
  };
  for (const shape of SHAPES) if (wanted(shape.key)) add(await measureShape(bench, shape));
  if (wanted(MIX)) add(await measureMix(bench, SHAPES));
  return {
    size, concurrency, seconds, turns, nodes, relationships, at: new Date().toISOString(), commit: commit(), machine: machine(), versions: versions(),
    databaseResidentMb: residentMb(bench.databasePid), shapes,
  };
}

main(readFlags(process.argv.slice(2))).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
