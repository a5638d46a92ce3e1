import 'reflect-metadata';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pino from 'pino';
import { AuditLog } from '../../src/access/audit-log';
import { Keys } from '../../src/access/keys';
import { recogniser } from '../../src/access/recognise';
import { readConfig } from '../../src/config';
import { Budget } from '../../src/limits/budget';
import { lineOf } from '../../src/limits/limits';
import { RequestContext } from '../../src/query/context';
import { makeSchema } from '../../src/schema';
import { AnswerCache } from '../../src/server/answer-cache';
import { startApi } from '../../src/server/server';
import { addressBehind } from '../../src/server/visit';
import { AnalystStore } from '../../src/store/analyst';
import { Store } from '../../src/store/store';
import { GraphWatch } from '../../src/store/watch';
import { address, answerTo, run } from './child';
import type { Driver } from './recorder';

const OUT_OF_REACH = 1e12;

/** What `npm start` serves, limits included, on a database that is loaded already: composed as src/main.ts does. */
async function main(): Promise<void> {
  const { uri, user, password } = address();
  const config = readConfig();
  const [store, analysts] = [new Store(uri, user, password, config.database), new AnalystStore()];
  const watch = GraphWatch.of(store);
  await analysts.connect(uri, user, password);
  const [keys, audit] = [new Keys(config.keysFile), new AuditLog(config.auditFile)];
  const api = await startApi({
    schema: makeSchema(), context: (visit) => new RequestContext(store.reading(visit), visit, { analysts, audit }), access: { recognise: recogniser(keys, null), audit }, watch, cache: config.cache ? new AnswerCache(watch) : undefined, host: '127.0.0.1', port: 0,
    // All limits are as they are served; but one caller asks for what hundreds would, so its budget is out of reach.
    limits: config.limits, line: lineOf(config.limits), budget: new Budget({ anonymous: OUT_OF_REACH, reader: OUT_OF_REACH, analyst: OUT_OF_REACH, curator: OUT_OF_REACH }), origins: config.origins, addressOf: addressBehind(config.proxies),
    log: pino({ name: 'gazette-graph' }, pino.destination(2)), readiness: async () => 'ready',
  });
  // The copy of the driver that src/store uses, not the one of this package.
  const driver = createRequire(join(__dirname, '../../src/store/driver.ts'))('neo4j-driver') as Driver;
  answerTo(`${api.url.replace('localhost', '127.0.0.1')}/graphql`, driver);
}

run(main);
