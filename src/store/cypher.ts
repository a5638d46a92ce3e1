import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CYPHER_FOLDER = join(__dirname, '../../cypher');

/** The text of one fixed question, `room/question`; read when the program starts, so that a missing file stops it. */
export function question(name: string): string {
  // Without its first line, the question in words, which would be sent along every time.
  return readFileSync(join(CYPHER_FOLDER, `${name}.cypher`), 'utf8').replace(/^(\/\/[^\n]*\n)+/, '').trimEnd();
}
