import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTS, type RecordInput } from '../../src/records/format';
import { makeGazette } from './gazette';

/**
 * Writes so many synthetic gazettes as seed folders. The same seed gives the same bytes, and the first ten of a hundred
 * are the ten that ten would be. Each is of about the size of the real one: 2,000 nodes.
 */
export function generateGazettes(folder: string, count: number, seed = 1): void {
  for (let index = 0; index < count; index += 1) {
    const { key, files } = makeGazette(index, seed);
    mkdirSync(join(folder, key), { recursive: true });
    for (const [name, records] of Object.entries(files)) writeFileSync(join(folder, key, name), toYaml(records));
  }
}

/** A record a line, as people write the short ones. */
function toYaml({ issue, ...lists }: RecordInput): string {
  const lines = issue ? [`issue: ${flow(issue)}`] : [];
  for (const list of LISTS) {
    const records: readonly object[] = lists[list] ?? [];
    if (records.length > 0) lines.push(`${list}:`, ...records.map((record) => `- ${flow(record)}`));
  }
  return `${lines.join('\n')}\n`;
}

/** Fields that say nothing are left out. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, item]) => item !== null && item !== undefined && !(Array.isArray(item) && item.length === 0));
  return `{${fields.map(([field, item]) => `${field}: ${flow(item)}`).join(', ')}}`;
}
