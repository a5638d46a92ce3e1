export interface Sample { name: string; labels: Record<string, string>; value: number }
export interface Family { type: string; help: string; samples: Sample[] }

const COMMENT = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/;
/** prom-client writes “Nan”, which Prometheus reads as well. */
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (Na[Nn]|[+-]Inf|[+-]?[\d.]+(?:e[+-]?\d+)?)$/;
/** What of a family's samples may follow its name. */
const ENDINGS: Record<string, RegExp> = { counter: /^$/, gauge: /^$/, histogram: /^_(?:bucket|sum|count)$/, summary: /^(?:_sum|_count)?$/ };

/** Reads Prometheus' text format 0.0.4, and refuses what is not exactly that. */
export function readExposition(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  let [current, family] = ['', undefined as Family | undefined];
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  for (const line of text.split('\n').filter(Boolean)) {
    const [, what, of = '', words = ''] = COMMENT.exec(line) ?? [];
    if (what === 'HELP') {
      if (families.has(of)) throw new Error(`${of} is there twice`);
      [current, family] = [of, { type: '', help: words, samples: [] }];
      families.set(of, family);
      continue;
    }
    if (what === 'TYPE' && family && of === current && words in ENDINGS && family.samples.length === 0) {
      family.type = words;
      continue;
    }
    const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
    if (!family || !name.startsWith(current) || !ENDINGS[family.type]?.test(name.slice(current.length))) throw new Error(`out of place: ${line}`);
    if (seen.has(`${name}{${labels}}`)) throw new Error(`twice: ${line}`);
    seen.add(`${name}{${labels}}`);
    const read = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text.replace(/\\(.)/g, (_all, one: string) => (one === 'n' ? '\n' : one))]);
    family.samples.push({ name, labels: Object.fromEntries(read) as Record<string, string>, value: Number(value.replace('Inf', 'Infinity')) });
  }
  return families;
}
