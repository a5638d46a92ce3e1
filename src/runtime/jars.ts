import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isAlive, requireMaven, run } from './platform';

/**
 * The database's jars: resolved by Maven from the pinned pom into the user's cache, never kept in
 * the repository. The list beside the pom says what each file must be, so a changed mirror, a
 * broken download or an edited cache is refused instead of run.
 */

export interface PinnedJar {
  sha256: string;
  size: number;
  name: string;
}

const POM = join(__dirname, 'neo4j-pom.xml');
const LIST = join(__dirname, 'neo4j-jars.sha256');

export function pinnedVersion(): string {
  const match = /<artifactId>neo4j<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync(POM, 'utf8'));
  if (match?.[1] === undefined) throw new Error('neo4j-pom.xml names no Neo4j version.');
  return match[1];
}

export function pinnedJars(): PinnedJar[] {
  return readFileSync(LIST, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [sha256, size, name] = line.split(' ');
      if (!sha256 || !size || !name) throw new Error(`neo4j-jars.sha256 has a bad line: ${line}`);
      return { sha256, size: Number(size), name };
    });
}

export const jarsFolder = (cacheDir: string): string => join(resolve(cacheDir), `neo4j-${pinnedVersion()}`);

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * What is wrong with a folder of jars; empty when nothing is. Names and sizes are enough for each
 * start, the contents are hashed after a download and when a start has failed.
 */
export async function jarFaults(folder: string, contents: boolean): Promise<string[]> {
  const pinned = pinnedJars();
  const expected = new Set(pinned.map((jar) => jar.name));
  const faults = readdirSync(folder)
    .filter((name) => !expected.has(name))
    .map((name) => `${name} is not on the list`);
  for (const jar of pinned) {
    const file = join(folder, jar.name);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) faults.push(`${jar.name} is missing`);
    else if (size !== jar.size) faults.push(`${jar.name} has ${size} bytes instead of ${jar.size}`);
    else if (contents && (await sha256Of(file)) !== jar.sha256) faults.push(`${jar.name} has other contents`);
  }
  return faults;
}

export const describeFaults = (faults: readonly string[]): string =>
  faults.slice(0, 3).join('; ') + (faults.length > 3 ? `; and ${faults.length - 3} more` : '');

/** A download that was killed leaves its temporary folder behind; its name tells whose it was. */
function removeAbandonedDownloads(cacheDir: string): void {
  for (const name of readdirSync(cacheDir)) {
    const pid = /^\.neo4j-download-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(cacheDir, name), { recursive: true, force: true });
  }
}

async function download(target: string, log: (line: string) => void): Promise<void> {
  const mvn = requireMaven();
  const cacheDir = dirname(target);
  mkdirSync(cacheDir, { recursive: true });
  removeAbandonedDownloads(cacheDir);
  const temporary = join(cacheDir, `.neo4j-download-${process.pid}-${randomBytes(4).toString('hex')}`);
  const megabytes = Math.round(pinnedJars().reduce((sum, jar) => sum + jar.size, 0) / 1e6);
  log(`Downloading Neo4j ${pinnedVersion()} with Maven, once: ${pinnedJars().length} files, ${megabytes} MB`);
  const begun = Date.now();
  let fetched = 0;
  let told = begun;
  const tail: string[] = [];
  try {
    const args = ['-B', '-f', POM, 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${temporary}`];
    const code = await run(mvn, args, {}, (line) => {
      if (line.startsWith('Downloading from ') || line.startsWith('Progress ')) return;
      if (line.startsWith('Downloaded from ')) {
        if (/\.jar\b/.test(line)) fetched += 1;
        if (Date.now() - told >= 3000) {
          told = Date.now();
          log(`Downloading Neo4j: ${fetched} jars fetched`);
        }
        return;
      }
      tail.push(line);
      if (tail.length > 25) tail.shift();
    });
    if (code !== 0) {
      throw new Error(`Maven could not download Neo4j (exit code ${code}). Its last lines:\n${tail.join('\n')}`);
    }
    const faults = await jarFaults(temporary, true);
    if (faults.length > 0) {
      throw new Error(`Maven delivered other files than neo4j-jars.sha256 lists, so they are not used: ${describeFaults(faults)}`);
    }
    try {
      renameSync(temporary, target);
    } catch (error) {
      // Another process was quicker: its folder was checked in the same way.
      if (!existsSync(target)) throw error;
    }
    log(`Neo4j downloaded and checked in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The folder with the checked jars; downloads them first when the cache does not have them. */
export async function ensureJars(cacheDir: string, log: (line: string) => void): Promise<string> {
  const folder = jarsFolder(cacheDir);
  if (!existsSync(folder)) await download(folder, log);
  const faults = await jarFaults(folder, false);
  if (faults.length > 0) {
    throw new Error(
      `The cached Neo4j files are not the pinned ones, so they are not run: ${describeFaults(faults)}. ` +
        `Delete ${folder} and start again to download them anew.`,
    );
  }
  return folder;
}
