/**
 * Evidence is one string everywhere. In a record file it is `LINE:START-END QUOTE`; the reader puts the issue's key
 * before it, and in that form it stands in the graph: `wenzhou-2020-01 306:2-12 QUOTE`.
 */
export interface EvidencePoint {
  issue: string;
  line: number;
  start: number;
  end: number;
  quote: string;
}

export const MAX_QUOTE = 120;

const IN_FILE = /^(\d+):(\d+)-(\d+) ([\s\S]+)$/u;
const IN_GRAPH = /^(\S+) (\d+:\d+-\d+ [\s\S]+)$/u;

/** Offsets count Unicode characters, and a JavaScript string counts UTF-16 units. */
export function lengthInCharacters(text: string): number {
  return Array.from(text).length;
}

/** What is wrong with an evidence string of a record file, or null. */
export function evidenceFault(text: string): string | null {
  const match = IN_FILE.exec(text);
  if (!match) return `"${text}" is not of the form "LINE:START-END QUOTE"`;
  const line = Number(match[1]);
  const span = Number(match[3]) - Number(match[2]);
  const length = lengthInCharacters(match[4] ?? '');
  if (line < 1) return 'lines count from 1';
  if (length > MAX_QUOTE) return `the quote has ${length} characters, at most ${MAX_QUOTE} are allowed`;
  if (span !== length) return `the offsets span ${span} characters but the quote has ${length}`;
  return null;
}

export function evidenceOf(issue: string, inFile: string): string {
  return `${issue} ${inFile}`;
}

export function parseEvidence(text: string): EvidencePoint {
  const outer = IN_GRAPH.exec(text);
  const inner = outer?.[2] ? IN_FILE.exec(outer[2]) : null;
  if (!outer?.[1] || !inner) throw new Error(`Not an evidence string: ${text}`);
  return {
    issue: outer[1],
    line: Number(inner[1]),
    start: Number(inner[2]),
    end: Number(inner[3]),
    quote: inner[4] ?? '',
  };
}

/** Sorts as printed: issue, line, character. */
export function printedOrder(evidence: string): string {
  const { issue, line, start } = parseEvidence(evidence);
  return `${issue}|${pad(line)}|${pad(start)}`;
}

function pad(value: number): string {
  return String(value).padStart(6, '0');
}
