import { parseEvidence } from './evidence';

/** Compares every quote with the source text; what does not agree, one line each. */
export function mismatches(evidence: readonly string[], issue: string, source: string): string[] {
  const lines = source.split('\n').map((line) => Array.from(line));
  return evidence.flatMap((text) => {
    const { line, start, end, quote } = parseEvidence(`${issue} ${text}`);
    const printed = lines[line - 1]?.slice(start, end).join('');
    return printed === quote ? [] : [`line ${line}, ${start}–${end}: recorded “${quote}”, printed “${printed ?? 'no such line'}”`];
  });
}
