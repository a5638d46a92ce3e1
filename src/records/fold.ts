/**
 * One spelling for look-up: width, case, layout spaces, bracket forms, dashes and quotes do not tell two names apart
 * (温政办〔2020〕5号 = 温政办[2020]5号 = 温政办（2020）5号). Only for comparing; what is printed is kept as printed.
 */
export function fold(text: string): string {
  const before = folded.get(text);
  if (before !== undefined) return before;
  // Names come again and again; what is forgotten is only made again.
  if (folded.size >= REMEMBERED) folded.clear();
  const made = spelling(text);
  folded.set(text, made);
  return made;
}

const REMEMBERED = 50_000;
const folded = new Map<string, string>();

function spelling(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\u2060]+/gu, '')
    .replace(/[〔\[【［（]/gu, '(')
    .replace(/[〕\]】］）]/gu, ')')
    .replace(/[‐‑‒–—―─－]/gu, '-')
    .replace(/[“”„‟＂]/gu, '"')
    .replace(/[‘’＇]/gu, "'");
}

export interface DocNumber {
  agency: string;
  year: number;
  sequence: number;
}

/** 温政办〔2020〕5号 → 温政办, 2020, 5, so that 文号 sort by number and not by characters; null for other shapes. */
export function splitDocNumber(docNumber: string): DocNumber | null {
  const match = /^(.+?)\((\d{4})\)第?(\d+)号$/u.exec(fold(docNumber));
  if (!match?.[1] || !match[2] || !match[3]) return null;
  return { agency: match[1], year: Number(match[2]), sequence: Number(match[3]) };
}
