import { text } from '../row';
import type { Thing } from '../things';
import type { Term } from './vocabulary';

const ENDS_BEFORE = new Set(['REPEALS', 'REPLACES', 'IMPLICITLY_REPEALS', 'LAPSES']);

/**
 * The first and last day in force, as ELI counts them, of the documents whose effects are told here. An end is left out
 * where the document was extended: which end holds then is for `status` to say.
 */
export function forceOf(things: Thing[]): { document: string; term: Term; day: string }[] {
  const effects = things.filter(({ type, values }) => type === 'LegalEffect' && !values.some(({ field }) => field.name === 'withdrawnOn')).map(({ values, links }) => ({
    document: links.find(({ name }) => name === 'affected')?.to ?? '',
    type: text(values.find(({ field }) => field.name === 'type')?.value),
    day: text(values.find(({ field }) => field.name === 'effectiveFrom')?.value ?? ''),
  }));
  return [...new Set(effects.map(({ document }) => document))].flatMap((document) => {
    const own = effects.filter((effect) => effect.document === document);
    const starts = own.filter(({ type, day }) => type === 'ENTERS_INTO_FORCE' && day).map(({ day }) => day).sort();
    const ends = own.filter(({ type, day }) => (type === 'TERM_ENDS' || ENDS_BEFORE.has(type)) && day).map(({ type, day }) => (type === 'TERM_ENDS' ? day : dayBefore(day))).sort();
    const extended = own.some(({ type }) => type === 'EXTENDS');
    return [
      ...starts.slice(0, 1).map((day) => ({ document, term: 'eli:first_date_entry_in_force' as const, day })),
      ...(extended ? [] : ends.slice(0, 1)).map((day) => ({ document, term: 'eli:date_no_longer_in_force' as const, day })),
    ];
  });
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
