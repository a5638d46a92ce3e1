import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVERS, type ServerName } from '../servers/start';
import { lineOf, ratioToPeer, summary } from './ratios';
import type { Measured, Result, ShapeResult } from './row';

const RESULTS = join(__dirname, '../results');
const REPORT = join(__dirname, '../RESULTS.md');
const NAMES: Record<ServerName, string> = { ours: 'ours', peer: 'peer', raw: 'raw driver', hot: 'ours, cached' };

const fileOf = ({ size, concurrency }: Result): string => `${size}x-c${concurrency}.json`;

/** Kept by size and concurrency, so that runs with other flags add their rows; the report is written from all that are kept. */
export function keep(results: readonly Result[]): void {
  mkdirSync(RESULTS, { recursive: true });
  for (const result of results) writeFileSync(join(RESULTS, fileOf(result)), `${JSON.stringify(result, null, 1)}\n`);
  const kept = readdirSync(RESULTS).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(join(RESULTS, name), 'utf8')) as Result);
  writeFileSync(REPORT, reportOf(kept.sort((a, b) => a.size - b.size || a.concurrency - b.concurrency)));
}

function reportOf(results: readonly Result[]): string {
  return `# Results

Written by \`npm run bench\` from bench/results; what is measured and how is in [README.md](README.md). Ratios are requests per
second against the peer's (@neo4j/graphql at its best), taken in turns inside one run. A ratio below 1 is a loss.

| size | concurrency | nodes | cold geometric mean | worst shape | with the cache | lost to the peer |
|---|---|---|---|---|---|---|
${results.map(shortRow).join('\n')}

${growth(results)}${results.map(sectionOf).join('\n')}`;
}

function shortRow(result: Result): string {
  const { cold, worst, hot } = summary([result]);
  return `| ${result.size}× | ${result.concurrency} | ${result.nodes} | ${number(cold)} | ${number(worst)} | ${number(hot)} | ${lost(result).map(({ shape }) => shape).join(', ') || 'none'} |`;
}

function sectionOf(result: Result): string {
  const { size, concurrency, nodes, relationships, at, commit, machine, versions, seconds, turns, databaseResidentMb } = result;
  return `## ${size}× at concurrency ${concurrency}

${nodes} nodes, ${relationships} relationships; ${machine}; ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}; ${turns} turns of ${seconds} s each; database ${number(databaseResidentMb)} MB resident at the end; ${at.slice(0, 16)}Z, commit ${commit}.

\`${lineOf(summary([result]))}\`

${losses(result)}| shape | ours ÷ peer | ours ÷ raw | cached ÷ peer | p50 ours ÷ raw | peer's form | cases |
|---|---|---|---|---|---|---|
${result.shapes.map(ratioRow).join('\n')}

| shape | server | requests/s | p50 ms | p95 | p99 | errors | CPU ms server | CPU ms database | statements | dbHits | rows | bytes | MB resident |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
${result.shapes.flatMap((shape) => SERVERS.map((name) => measuredRow(shape, name))).filter(Boolean).join('\n')}
${notes(result)}`;
}

/** Whether an answer takes longer where there is more: ours without its cache, by size. */
function growth(results: readonly Result[]): string {
  return [...new Set(results.map(({ concurrency }) => concurrency))].map((concurrency) => {
    const sizes = results.filter((result) => result.concurrency === concurrency);
    if (sizes.length < 2) return '';
    const shapes = [...new Set(sizes.flatMap((result) => result.shapes.map(({ shape }) => shape)))];
    const p95 = (result: Result, shape: string): string => number(result.shapes.find((one) => one.shape === shape)?.measured.ours?.p95 ?? null);
    return `p95 of ours without its cache at concurrency ${concurrency}, in ms:

| shape | ${sizes.map(({ size }) => `${size}×`).join(' | ')} |
|---|${sizes.map(() => '---|').join('')}
${shapes.map((shape) => `| ${shape} | ${sizes.map((result) => p95(result, shape)).join(' | ')} |`).join('\n')}

`;
  }).join('');
}

const ratioRow = (shape: ShapeResult): string => {
  const { ours, raw } = shape.measured;
  return `| ${shape.shape}: ${shape.title} | ${number(ratioToPeer(shape, 'ours'))} | ${number(ours && raw ? ours.rate / raw.rate : null)} | ${number(ratioToPeer(shape, 'hot'))} | ${number(ours && raw ? ours.p50 / raw.p50 : null)} | ${shape.peerForm ?? '–'} | ${shape.cases} |`;
};

function measuredRow({ shape, measured }: ShapeResult, name: ServerName): string {
  const one: Measured | undefined = measured[name];
  if (!one) return '';
  const cells = [one.rate, one.p50, one.p95, one.p99, one.errors, one.serverCpuMs, one.databaseCpuMs, one.statements, one.dbHits, one.rows, one.bytesPerAnswer, one.residentMb];
  return `| ${shape} | ${NAMES[name]} | ${cells.map(number).join(' | ')} |`;
}

const lost = ({ shapes }: Result): ShapeResult[] => shapes.filter((shape) => (ratioToPeer(shape, 'ours') ?? 1) < 1);

function losses(result: Result): string {
  const shapes = lost(result);
  return shapes.length === 0 ? '' : `**Lost to the peer: ${shapes.map((shape) => `shape ${shape.shape} (${number(ratioToPeer(shape, 'ours'))})`).join(', ')}.**\n\n`;
}

function notes({ shapes }: Result): string {
  const said = shapes.flatMap(({ shape, notes: lines, measured }) => [
    ...lines.map((line) => `- Shape ${shape}: ${line}`),
    ...SERVERS.filter((name) => measured[name]?.firstError).map((name) => `- Shape ${shape}, ${NAMES[name]}, first error: ${measured[name]?.firstError ?? ''}`),
  ]);
  return said.length === 0 ? '' : `\n${said.join('\n')}\n`;
}

/** Three figures that count. */
export function number(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** One line for whoever waits for the run. */
export const shortly = (shape: ShapeResult): string => [
  `shape ${shape.shape.padEnd(6)}`, ...SERVERS.map((name) => `${NAMES[name]} ${number(shape.measured[name]?.rate ?? null)}/s`),
  `÷ peer ${number(ratioToPeer(shape, 'ours'))}`, ...shape.notes,
].join('  ');
