import { lengthInCharacters } from './evidence';

/**
 * Writes the offsets into evidence that a recorder typed as `"306 words"`, or `"306#2 words"` for the second time the
 * words stand in that line. One line of a file after the word `evidence:` is looked at. Words that are not there, or stand there more than once, are left as they are and reported.
 */
export function pinEvidence(yaml: string, source: string): { yaml: string; problems: string[] } {
  const lines = source.split('\n');
  const problems: string[] = [];
  const pinned = yaml.split('\n').map((row, index) => {
    const at = row.indexOf('evidence:');
    if (at < 0) return row;
    return row.slice(0, at) + row.slice(at).replace(/(["'])(\d+)(?:#(\d+))? ((?:(?!\1)[^\\]|\\.)+)\1/gu, (whole, mark: string, line: string, nth: string | undefined, words: string) => {
      const printed = lines[Number(line) - 1] ?? '';
      const starts: number[] = [];
      for (let found = printed.indexOf(words); found >= 0; found = printed.indexOf(words, found + 1)) starts.push(found);
      const start = nth === undefined && starts.length > 1 ? undefined : starts[Number(nth ?? 1) - 1];
      if (start === undefined) {
        problems.push(`${index + 1}: line ${line} ${starts.length > 1 ? `has these words ${starts.length} times, write ${line}#1 or another` : 'does not have these words'}: ${words}`);
        return whole;
      }
      const from = lengthInCharacters(printed.slice(0, start));
      return `${mark}${line}:${from}-${from + lengthInCharacters(words)} ${words}${mark}`;
    });
  });
  return { yaml: pinned.join('\n'), problems };
}
