import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { build } from 'esbuild';

const OUT = join(__dirname, '../../.cache/graphiql');
const SOURCES = join(__dirname, 'graphiql');
/** Written last, so that a bundle which was broken off is made again. */
const MADE_FROM = join(OUT, 'made-from');

const HTML = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>gazette-graph 公报图谱</title>
<link rel="stylesheet" href="/graphiql/page.css"><link rel="icon" href="data:,"><style>html,body,#page{height:100%;margin:0}</style></head>
<body><div id="page">Loading…</div><script src="/graphiql/page.js"></script></body></html>`;

/** What the page may load: its own files, and what the editor puts together while it runs. */
export const PAGE_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'", 'data:'], workerSrc: ["'self'", 'blob:'], objectSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"],
  },
};

/** What the bundle depends on: how it is made, the sources of the page, and the versions of the packages. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of [__filename, join(__dirname, '../../package-lock.json'), ...readdirSync(SOURCES).sort().map((name) => join(SOURCES, name))]) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** Bundles GraphiQL and its workers, so that the page calls no other host; again only when something of it has changed. */
export async function bundle(): Promise<void> {
  const from = fingerprint();
  if (existsSync(MADE_FROM) && readFileSync(MADE_FROM, 'utf8') === from) return;
  const common = { bundle: true, minify: true, outdir: OUT, logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' }, loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file' }, publicPath: '/graphiql' } as const;
  const workers = ['editor', 'json', 'graphql'].map((name) => ({ in: join(SOURCES, `${name}.worker.ts`), out: `${name}.worker` }));
  await build({ ...common, format: 'iife', entryPoints: workers });
  await build({ ...common, format: 'iife', entryPoints: [{ in: join(SOURCES, 'page.tsx'), out: 'page' }] });
  writeFileSync(MADE_FROM, from);
}

export function serveGraphiql(app: express.Express): void {
  let bundled: Promise<void> | undefined;
  const ready = (): Promise<void> => (bundled ??= bundle().catch((error: unknown) => { bundled = undefined; throw error; }));
  app.get('/', (_request, response) => void response.type('html').send(HTML));
  app.use('/graphiql', (_request, _response, next) => { ready().then(() => next()).catch(next); }, express.static(OUT));
}
