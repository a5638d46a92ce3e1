import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { build } from 'esbuild';

const OUT = join(__dirname, '../../.cache/graphiql');

const HTML = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>gazette-graph 公报图谱</title>
<link rel="stylesheet" href="/graphiql/page.css"><link rel="icon" href="data:,"><style>html,body,#page{height:100%;margin:0}</style></head>
<body><div id="page">Loading…</div><script src="/graphiql/page.js"></script></body></html>`;

/** Bundles GraphiQL and its workers once, so that the page calls no other host. */
async function bundle(): Promise<void> {
  if (existsSync(join(OUT, 'page.js'))) return;
  const common = { bundle: true, minify: true, outdir: OUT, logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' }, loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file' }, publicPath: '/graphiql' } as const;
  const folder = join(__dirname, 'graphiql');
  const workers = ['editor', 'json', 'graphql'].map((name) => ({ in: join(folder, `${name}.worker.ts`), out: `${name}.worker` }));
  await build({ ...common, format: 'iife', entryPoints: workers });
  await build({ ...common, format: 'iife', entryPoints: [{ in: join(folder, 'page.tsx'), out: 'page' }] });
}

export function serveGraphiql(app: express.Express): void {
  let bundled: Promise<void> | undefined;
  const ready = (): Promise<void> => (bundled ??= bundle().catch((error: unknown) => { bundled = undefined; throw error; }));
  app.get('/', (_request, response) => void response.type('html').send(HTML));
  app.use('/graphiql', (_request, _response, next) => { ready().then(() => next()).catch(next); }, express.static(OUT));
}
