import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AnswerCache, STALE_MS } from '../../src/server/answer-cache';

/** When a kept answer may be served, with a graph and a clock that do what the test says. */
let stamp = 'one', time = 1_000_000, looks = 0;
const cache = (): AnswerCache => new AnswerCache(() => { looks += 1; return Promise.resolve(stamp); }, () => time);
function response(): ServerResponse & { sent: string } {
  const made = Object.assign(new EventEmitter(), {
    statusCode: 200, headersSent: false, sent: '', setHeader: () => made, hasHeader: () => false, writeHead: () => made,
    end: (chunk: string | Buffer) => { made.sent = String(chunk); return made; },
  });
  return made as never;
}
const request = { method: 'POST', headers: {} } as IncomingMessage;

/** What is answered: kept, or `fresh`, which takes as long as `making` does. */
async function answer(answers: AnswerCache, fresh: string, making = (): void => undefined): Promise<string> {
  const sent = response();
  if (!await answers.answers('key', request, sent, () => true)) {
    making();
    sent.end(fresh);
  }
  return sent.sent;
}

test('an answer is served again once the graph was seen unchanged after it was made', async () => {
  const answers = cache();
  expect([await answer(answers, 'a'), await answer(answers, 'b')]).toEqual(['a', 'a']);
});

test('what was made while a load came in between is not served, whichever state it is of', async () => {
  const answers = cache();
  await answer(answers, 'mixed', () => { stamp = 'two'; time += 5; });
  expect(await answer(answers, 'new')).toBe('new');
  expect(await answer(answers, 'newer')).toBe('new');
  stamp = 'one';
});

test('the graph is looked at once in the time that is said, and then again', async () => {
  const answers = cache();
  await answer(answers, 'a');
  time += 1;
  await answer(answers, 'b');
  looks = 0;
  for (let at = 0; at < 10; at += 1) expect(await answer(answers, 'b')).toBe('a');
  expect(looks).toBe(0);
  stamp = 'other';
  time += STALE_MS + 1;
  expect(await answer(answers, 'b')).toBe('b');
  stamp = 'one';
});

test('at midnight in Shanghai what was said of today holds no more', async () => {
  time = Date.parse('2026-11-28T23:59:59.500+08:00');
  const answers = cache();
  await answer(answers, 'a');
  expect(await answer(answers, 'b')).toBe('a');
  time += 600;
  expect(await answer(answers, 'b')).toBe('b');
});
