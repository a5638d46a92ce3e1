// The one thing that runs before anything is installed: plain Node, no dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const [command = 'start', ...args] = process.argv.slice(2);

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Node 20 or newer is needed, this is ${process.versions.node}.`);
  process.exit(1);
}

process.chdir(root);
// Beside the packages, as both take a while.
const tools = installTools(command);
installPackages(root);
if (command === 'bench') installPackages(join(root, 'bench'));
await tools;

if (command === 'test') {
  process.argv = [process.argv[0], 'jest', ...args];
  const { run } = require(join(root, 'node_modules/jest'));
  await run(args);
} else {
  const entries = { start: 'main.ts', bench: '../bench/main.ts', faults: '../test/faults/main.ts', fuzz: '../test/faults/fuzz/main.ts', soak: '../test/faults/soak.ts', load: 'load/cli.ts', 'verify-evidence': 'records/cli.ts', 'pin-evidence': 'records/cli.ts', effects: 'records/effects-cli.ts', keys: 'access/cli.ts', trust: 'server/trust-cli.ts', schema: 'emit-schema.ts', licences: 'emit-licences.ts', 'client:types': 'emit-client-types.ts' };
  const entry = entries[command];
  if (!entry) {
    console.error(`Unknown command ${command}; there are ${Object.keys(entries).join(', ')} and test.`);
    process.exit(2);
  }
  // In this same process, so that nobody is left behind when it is killed.
  require('tsx/cjs/api').register();
  process.argv = [process.argv[0], command, ...args];
  require(join(root, 'src', entry));
}

/** `npm ci` when nothing is installed yet, or when the lock file has changed since. */
function installPackages(folder) {
  const stamp = join(folder, 'node_modules', '.gazette-lock');
  const lock = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (lstatSync(join(folder, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error('node_modules is a link: installing would empty the folder it leads to. Remove the link, or bring that folder up to package-lock.json.');
    process.exit(1);
  }
  console.error('Installing packages …');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
  if (done.status !== 0) {
    console.error('npm ci failed; the lines above say why.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

/** What tests use of the machine. Where it lets us install it we do; elsewhere those tests say how to, or that they were left out. */
function installTools(command) {
  const tools = {
    test: [{ file: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', packages: ['chromium', 'fonts-noto-cjk'] }, { file: '/usr/bin/redis-server', packages: ['redis-server'] }],
    faults: [{ file: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', packages: ['libfaketime'] }],
  };
  const packages = (tools[command] ?? []).filter(({ file }) => !existsSync(file)).flatMap((tool) => tool.packages);
  if (packages.length === 0 || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  console.error(`Installing ${packages.join(', ')} for the tests …`);
  const run = spawn('sh', ['-c', 'apt-get update -qq; apt-get install -y -qq "$@"', 'sh', ...packages], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return once(run, 'exit');
}
