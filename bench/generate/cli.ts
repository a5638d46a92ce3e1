import { generateGazettes } from './generate';

/** `npx tsx bench/generate/cli.ts FOLDER COUNT [SEED]` */
const [folder, count, seed = '1'] = process.argv.slice(2);
if (folder === undefined || !Number.isInteger(Number(count)) || Number(count) < 1 || !Number.isInteger(Number(seed))) {
  console.error('Give a folder, how many gazettes to write into it, and if you like a seed: FOLDER COUNT [SEED]');
  process.exit(2);
}
generateGazettes(folder, Number(count), Number(seed));
console.log(`${count} gazettes in ${folder}`);
