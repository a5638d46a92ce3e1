import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { residentMb } from '../../bench/run/processes';
import { pause, Server } from './server';
import { inWords, type Outcomes, RIGHT, rightAnswers, Traffic } from './traffic';

/**
 * `npm run soak [-- --minutes N --rate N]`: the saved questions at a steady rate, half of the time with kept answers and half
 * without, and the memory of the API meanwhile. The figures of the last line are those of the half that grew more.
 */
const SAMPLE_MS = 5_000;
/** Of each half: compilers and caches fill first. */
const WARM_UP = 0.3;
/** A leak of one kilobyte per request would be 1.5 MB a minute at the usual rate; a quiet process wanders by less than this. */
const MOST_SLOPE = 1;
/** Short runs end before the heap has found its size: there only the codes are judged. */
const LONG_ENOUGH_MINUTES = 8;

interface Sample { minutes: number; mb: number }
interface Half { cache: string; samples: Sample[]; requests: number; outcomes: Outcomes }

async function half(cache: 'on' | 'off', minutes: number, rate: number): Promise<Half> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const server = await Server.start({ dataDir: folder, env: { GAZETTE_CACHE: cache } }).then((started) => started.untilServing());
  try {
    const traffic = new Traffic(server.url, await rightAnswers(server.url), rate, true);
    const samples: Sample[] = [];
    for (const begun = performance.now(); performance.now() - begun < minutes * 60_000;) {
      await pause(SAMPLE_MS);
      samples.push({ minutes: (performance.now() - begun) / 60_000, mb: residentMb(server.pid) ?? 0 });
    }
    const { requests, outcomes } = await traffic.stop();
    return { cache, samples, requests, outcomes };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of the straight line nearest to the points (least squares), in MB a minute. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [time, memory] = [mean(({ minutes }) => minutes), mean(({ mb }) => mb)];
  return samples.reduce((sum, { minutes, mb }) => sum + (minutes - time) * (mb - memory), 0) / samples.reduce((sum, { minutes }) => sum + (minutes - time) ** 2, 0);
}

async function main(minutes: number, rate: number): Promise<void> {
  const halves = [await half('on', minutes / 2, rate), await half('off', minutes / 2, rate)].map((one) => {
    const warm = one.samples.slice(Math.floor(one.samples.length * WARM_UP));
    return { ...one, warm, slope: slopeOf(warm) };
  });
  for (const { cache, requests, outcomes, warm, slope } of halves) {
    console.error(`cache ${cache}: ${requests} requests (${inWords(outcomes)}), resident memory ${warm.map(({ mb }) => mb.toFixed(0)).join(' ')} MB, slope ${slope.toFixed(2)} MB/min`);
  }
  const requests = halves.reduce((sum, one) => sum + one.requests, 0);
  const errors = requests - halves.reduce((sum, { outcomes }) => sum + (outcomes[RIGHT] ?? 0), 0);
  const [worst] = halves.sort((one, other) => other.slope - one.slope);
  const slope = worst?.slope ?? NaN;
  console.log(`soak: ${requests} requests, ${errors} errors, resident memory start ${worst?.warm[0]?.mb.toFixed(0)} MB, end ${worst?.warm.at(-1)?.mb.toFixed(0)} MB, slope ${slope.toFixed(2)} MB/min`);
  const grows = minutes >= LONG_ENOUGH_MINUTES && !(slope <= MOST_SLOPE);
  if (grows) console.error(`Memory grows by more than ${MOST_SLOPE} MB a minute.`);
  process.exitCode = errors > 0 || grows ? 1 : 0;
}

const { values } = parseArgs({ args: process.argv.slice(2), options: { minutes: { type: 'string', default: '10' }, rate: { type: 'string', default: '25' } } });
void main(Number(values.minutes), Number(values.rate));
