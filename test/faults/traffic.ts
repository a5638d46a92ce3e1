import { Agent, type IncomingMessage, request } from 'node:http';
import { SAVED_QUESTIONS } from '../../src/questions/catalogue';
import { pause } from './server';

const RATE = 50;
const PATIENCE_MS = 90_000;
const CONNECTIONS = 64;

/** How many answers there were of each sort: the status, and the code of an error. */
export type Outcomes = Record<string, number>;
export const RIGHT = '200';
/** What callers may be told while the database cannot keep up; 200 where another field of the same request was answered. */
export const BUSY = ['503 STORE_UNAVAILABLE', '503 OVERLOADED', '504 TIMEOUT', '200 STORE_UNAVAILABLE', '200 TIMEOUT'];

export interface Seen {
  requests: number;
  outcomes: Outcomes;
  /** When the first and the last of those were sent that did not get the right answer; by performance.now(). */
  firstBad?: number;
  lastBad?: number;
  slowestMs: number;
}

interface Answer { status: number; data?: unknown; errors?: { extensions?: { code?: string } }[] }

export function post(url: string, body: string, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', agent, timeout: PATIENCE_MS, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } });
    sent.once('timeout', () => sent.destroy(new Error(`no answer in ${PATIENCE_MS / 1_000} s`)));
    sent.once('error', (error: NodeJS.ErrnoException) => reject(new Error(error.code === 'ECONNREFUSED' ? 'refused' : error.code ?? error.message)));
    sent.once('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, ...JSON.parse(Buffer.concat(chunks).toString()) as object });
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    sent.end(body);
  });
}

/** What each saved question is answered while all is well. */
export async function rightAnswers(url: string): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const { operation } of SAVED_QUESTIONS) {
    const { status, data, errors } = await post(url, JSON.stringify({ query: operation }));
    if (status !== 200 || errors) throw new Error(`before the fault: ${status} ${JSON.stringify(errors)}`);
    answers.set(operation, JSON.stringify(data));
  }
  return answers;
}

/**
 * The saved questions in turn at a steady rate, whatever has become of those before; every answer is compared with the right
 * one. `repeated`: always in the same words, so that nothing new is to be kept.
 */
export class Traffic {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  private readonly seen: Seen = { requests: 0, outcomes: {}, slowestMs: 0 };
  private readonly underway = new Set<Promise<void>>();
  private readonly sending: Promise<void>;
  private going = true;

  constructor(private readonly url: string, private readonly right: Map<string, string>, private readonly rate = RATE, private readonly repeated = false) {
    this.sending = this.send();
  }

  async stop(): Promise<Seen> {
    this.going = false;
    await this.sending;
    await Promise.all(this.underway);
    this.agent.destroy();
    return this.seen;
  }

  /** Until something was wrong, and then nothing for so long. */
  async untilRight(milliseconds: number, seconds: number): Promise<void> {
    for (const end = performance.now() + seconds * 1_000; performance.now() < end; await pause(100)) {
      if (this.seen.lastBad !== undefined && performance.now() - this.seen.lastBad > milliseconds) return;
    }
    throw new Error(`answers did not become right in ${seconds} s: ${JSON.stringify(this.seen)}`);
  }

  private async send(): Promise<void> {
    const questions = [...this.right];
    const begun = performance.now();
    for (let at = 0; this.going; at += 1) {
      const due = begun + (at * 1_000) / this.rate;
      if (due > performance.now()) await pause(due - performance.now());
      const [query, right] = questions[at % questions.length] as [string, string];
      // One round from what is kept, one that is asked anew.
      const fresh = !this.repeated && Math.floor(at / questions.length) % 2 === 1;
      const one = this.ask(fresh ? `${query}# ${at}` : query, right, due).finally(() => this.underway.delete(one));
      this.underway.add(one);
    }
  }

  private async ask(query: string, right: string, due: number): Promise<void> {
    const outcome = await post(this.url, JSON.stringify({ query }), this.agent)
      .then((answer) => outcomeOf(answer, right), (error: Error) => error.message);
    const { outcomes } = this.seen;
    this.seen.requests += 1;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    this.seen.slowestMs = Math.max(this.seen.slowestMs, performance.now() - due);
    if (outcome === RIGHT) return;
    this.seen.firstBad = Math.min(this.seen.firstBad ?? Infinity, due);
    this.seen.lastBad = Math.max(this.seen.lastBad ?? 0, due);
  }
}

function outcomeOf({ status, data, errors }: Answer, right: string): string {
  if (errors) return `${status} ${errors[0]?.extensions?.code ?? 'without a code'}`;
  return JSON.stringify(data) === right ? String(status) : `${status} with another answer`;
}

export const inWords = (outcomes: Outcomes): string => Object.entries(outcomes).sort().map(([outcome, count]) => `${outcome} × ${count}`).join(', ');
