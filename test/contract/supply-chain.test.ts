import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { licences, licencesPage, PERMISSIVE } from '../../src/emit-licences';

/** What is taken from others, and how what is made of it is packed. */
const ROOT = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
interface Locked { version?: string; dev?: boolean; devOptional?: boolean; optional?: boolean; integrity?: string; os?: string[] }
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

test('every package of the lock file is fixed by its contents, not only by its version', () => {
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
});

describe('licences', () => {
  const all = licences();
  test('the page is what is installed', () => expect(read('docs/licences.md')).toBe(licencesPage(all)));
  test('all of them are permissive', () => expect(all.filter(({ licence }) => !PERMISSIVE.includes(licence))).toEqual([]));
  test('no package of the lock file that the server needs is missing', () => {
    const listed = new Set(all.map(({ name, version }) => `${name}@${version}`));
    const needed = installed.filter(([, { dev, devOptional, optional, os }]) => !dev && !devOptional && !optional && !os).map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version ?? ''}`);
    expect(needed.length).toBeGreaterThan(200);
    expect(needed.filter((one) => !listed.has(one))).toEqual([]);
  });
});

test('npm audit finds nothing but what is excepted with a reason', () => {
  const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const answer = JSON.parse(stdout) as { message?: string; vulnerabilities?: Record<string, { via: (string | { url: string; title: string })[] }> };
  if (!answer.vulnerabilities) {
    // Not a pass in silence: whoever reads the run sees that it was left out, and why.
    console.warn(`npm audit was LEFT OUT: the registry does not answer it (${answer.message ?? stdout.slice(0, 200)})`);
    return;
  }
  const exceptions = JSON.parse(read('test/contract/audit-exceptions.json')) as Record<string, string>;
  const found = Object.values(answer.vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one === 'object'));
  expect(found.filter(({ url }) => !exceptions[url])).toEqual([]);
  // An exception that nothing needs any longer goes.
  expect(Object.keys(exceptions).filter((url) => !found.some((one) => one.url === url))).toEqual([]);
});

describe('the image', () => {
  const lines = read('Dockerfile').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const last = lines.slice(lines.map((line) => line.split(' ')[0]).lastIndexOf('FROM'));
  const value = (word: string): string => last.filter((line) => line.startsWith(`${word} `)).at(-1)?.slice(word.length + 1) ?? '';
  test('is made in stages from a base of a fixed tag that a digest can replace', () => {
    expect(lines.filter((line) => line.startsWith('FROM ')).length).toBeGreaterThan(1);
    expect(lines[0]).toMatch(/^ARG BASE=node:\d+[\w.-]+$/);
    for (const line of lines.filter((one) => one.startsWith('FROM '))) expect(line).toMatch(/^FROM \$\{BASE\}/);
    expect(lines.some((line) => line.startsWith('ADD '))).toBe(false);
  });
  test('runs as somebody without rights, and Node itself gets the signals', () => {
    expect(value('USER')).toBe('node');
    expect(last.indexOf('USER node')).toBeLessThan(last.findIndex((line) => line.startsWith('CMD ')));
    expect((JSON.parse(value('CMD')) as string[])[0]).toBe('node');
    expect(value('ENTRYPOINT')).toBe('');
  });
  test('knows whether it is well without a shell', () => {
    const [, command = ''] = /CMD (\[.*\])$/.exec(value('HEALTHCHECK')) ?? [];
    const [program, flag, script] = JSON.parse(command) as string[];
    expect([program, flag]).toEqual(['node', '-e']);
    // The script itself: well where /readyz says so, not well where nothing listens.
    const run = spawnSync(process.execPath, ['-e', script ?? ''], { env: { ...process.env, PORT: '1' } });
    expect(run.status).toBe(1);
  });
  test('holds what the program reads, and no secret', () => {
    const copied = lines.filter((line) => /^COPY (?!--from)/.test(line)).flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    for (const path of ['package.json', 'package-lock.json', 'tsconfig.json', 'src', 'cypher', 'seeds']) expect(copied).toContain(path);
    const sent = read('.dockerignore').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(sent[0]).toBe('*');
    expect(sent.slice(1).map((line) => line.slice(1)).sort()).toEqual([...copied].sort());
    expect(lines.filter((line) => /^(ENV|ARG) /.test(line)).join('\n')).not.toMatch(/password|secret|token|_key/i);
  });
});

describe('docker-compose.yml', () => {
  interface Service { image?: string; build?: string; environment: Record<string, string>; ports?: string[]; read_only?: boolean; tmpfs?: string[]; cap_drop?: string[]; security_opt?: string[]; volumes?: string[]; privileged?: boolean; healthcheck?: object; depends_on?: Record<string, { condition: string }> }
  const { services, volumes } = parse(read('docker-compose.yml')) as { services: Record<'api' | 'neo4j', Service>; volumes: object };
  test('runs the image of the Dockerfile with as little as it needs', () => {
    expect(services.api).toMatchObject({ build: '.', read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], tmpfs: ['/tmp'] });
    expect(services.api.privileged).toBeUndefined();
    // The image's own health check holds.
    expect(services.api.healthcheck).toBeUndefined();
    expect(services.api.volumes?.map((volume) => volume.split(':')[1])).toEqual(['/data']);
  });
  test('the database is reached by the API only, and is well before that begins', () => {
    expect(services.neo4j.ports).toBeUndefined();
    expect(services.neo4j.healthcheck).toBeDefined();
    expect(services.neo4j.image).toMatch(/^neo4j:5\.26-community$/);
    expect(services.api.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
  });
  test('every password is asked for and none is written down; every volume is named', () => {
    for (const { environment } of Object.values(services)) {
      for (const [name, value] of Object.entries(environment)) if (/PASSWORD|AUTH|SECRET|TOKEN/.test(name)) expect(value).toMatch(/^(neo4j\/)?\$\{NEO4J_PASSWORD:\?[^}]+\}$/);
    }
    expect(Object.keys(volumes).sort()).toEqual(Object.values(services).flatMap((service) => service.volumes ?? []).map((volume) => volume.split(':')[0]).sort());
  });
});
