import { parseArgs } from 'node:util';
import { readConfig } from '../config';
import { ROLES } from './caller';
import { changeKeys, readKeys } from './key-file';
import { newKey } from './keys';

const USAGE = `npm run keys -- add --role ${ROLES.join('|')} NAME   (shows the key once)
npm run keys -- revoke NAME
npm run keys -- list`;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** `show` is for the key alone, `say` for what is said about it; answers the exit code. */
export async function runKeys(args: string[], file: string, show: (line: string) => void, say: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { role: { type: 'string' } } });
  const [command, name = '', ...more] = positionals;
  const today = new Date().toISOString().slice(0, 10);
  const fail = (line: string): number => {
    say(line);
    return 1;
  };
  if (command === 'list' && name === '') {
    for (const key of readKeys(file)) show(`${key.name} ${key.role} since ${key.created}${key.revoked ? `, revoked ${key.revoked}` : ''}`);
    return 0;
  }
  if (more.length > 0 || !['add', 'revoke'].includes(command ?? '')) {
    say(USAGE);
    return 2;
  }
  if (!NAME.test(name)) return fail('NAME: give 1 to 64 letters, figures and . _ @ -');
  if (command === 'add') {
    const role = ROLES.find((known) => known === values.role);
    if (!role) return fail(`--role: give one of ${ROLES.join(', ')}`);
    const { key, entry } = await newKey(name, role, today);
    changeKeys(file, (keys) => {
      if (keys.some((known) => known.name === name && !known.revoked)) throw new Error(`NAME: ${name} has a key; revoke it first, or choose another name`);
      return [...keys, entry];
    });
    show(key);
    say(`The key of ${name} is shown this once; ${file} keeps its hash. Send it as “Authorization: Bearer KEY”.`);
    return 0;
  }
  changeKeys(file, (keys) => {
    if (!keys.some((known) => known.name === name && !known.revoked)) throw new Error(`NAME: ${name} has no key`);
    return keys.map((known) => (known.name === name && !known.revoked ? { ...known, revoked: today } : known));
  });
  say(`The key of ${name} is revoked; a running API refuses it from now on.`);
  return 0;
}

if (process.argv[1] === 'keys') {
  runKeys(process.argv.slice(2), readConfig().keysFile, (line) => console.log(line), (line) => console.error(line)).then(
    (code) => { process.exitCode = code; },
    // An unknown option, a name that is taken, a file that cannot be written.
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    },
  );
}
