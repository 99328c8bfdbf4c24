/**
 * Makes dist/: the bundle, its lazy chunks, the layer worker and the knowledge store of the shipped snapshot. Run: node tools/build.ts
 * With --if-changed nothing is done when dist/ was made of these very sources (the launcher asks so).
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { storeFromSnapshot } from '../src/app/build-knowledge.ts';
import { readSnapshot } from '../src/io/store/snapshot-file.ts';
import { lazyBuiltins } from './lib/lazy-builtins.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const snapshot = join(root, 'knowledge/snapshot.jsonl.zst');

/** What the content of dist/ depends on. */
const SOURCES = [
  'src',
  'tools/build.ts',
  'tools/lib/lazy-builtins.ts',
  'package.json',
  'package-lock.json',
  'knowledge',
];

/** One digest of all sources, by path and content; tests do not count. */
function stampOf(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) for (const path of filesBelow(source)) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const bytes = readFileSync(join(root, path));
  hash.update(`${path}\0${bytes.length}\0`).update(bytes);
}

function filesBelow(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .filter((name) => name !== 'testdata' && !name.endsWith('.test.ts'))
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

async function bundle(outdir: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const make = (name: string, entry: string, splitting: boolean) =>
    build({
      absWorkingDir: root,
      entryPoints: { [name]: entry },
      outdir,
      bundle: true,
      splitting,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      entryNames: '[name]',
      chunkNames: '[name]-[hash]',
      plugins: [lazyBuiltins],
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: 'none',
      metafile: true,
      define: { PLIMSOLL_VERSION: JSON.stringify(version) },
      // Each chunk tells that it was loaded, for PLIMSOLL_TRACE=1.
      banner: { js: '(globalThis.plimsollChunks??=[]).push(import.meta.url);' },
      logLevel: 'warning',
    });
  // The worker is one file of its own: what it shares with the program would cut that into many small chunks, each a file to find and load.
  const made = await Promise.all([
    make('main', 'src/main.ts', true),
    make('layer-worker', 'src/app/layer-worker.ts', false),
  ]);
  const chunks = Object.assign({}, ...made.map(({ metafile }) => packagesOf(metafile)));
  writeFileSync(join(outdir, 'chunks.json'), `${JSON.stringify(chunks, null, 1)}\n`);
}

/** WebAssembly that a package brings; the program looks for it beside itself. */
const WASM = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];

function wasm(outdir: string): void {
  for (const file of WASM) copyFileSync(join(root, 'node_modules', file), join(outdir, basename(file)));
}

/** Chunk → npm packages whose code it holds or imports. */
function packagesOf(metafile: Metafile): Record<string, string[]> {
  const chunks: Record<string, string[]> = {};
  for (const [path, { inputs, imports }] of Object.entries(metafile.outputs)) {
    const named = [
      ...Object.keys(inputs).map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]),
      ...imports.map(({ external, path: name }) => (external && !name.startsWith('node:') ? name : undefined)),
    ];
    chunks[path.slice(path.lastIndexOf('/') + 1)] = [...new Set(named.filter((name) => name !== undefined))].sort();
  }
  return chunks;
}

/** The store tells the snapshot's own date, not the day of this build: the same sources make the same reports everywhere. */
async function knowledge(outdir: string): Promise<void> {
  await storeFromSnapshot(snapshot, outdir, new Date(readSnapshot(snapshot).header.asOf));
  copyFileSync(snapshot, join(outdir, 'snapshot.jsonl.zst'));
}

/** Another process may be running from dist/ just now: it is replaced as a whole. */
function replace(made: string): void {
  const old = join(root, `dist.${process.pid}.old.tmp`);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
  rmSync(old, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const started = new Date();
  const stamp = stampOf();
  const stampFile = join(dist, 'stamp');
  if (process.argv.includes('--if-changed') && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    utimesSync(stampFile, started, started);
    return;
  }
  const made = join(root, `dist.${process.pid}.tmp`);
  try {
    mkdirSync(join(made, 'knowledge'), { recursive: true });
    wasm(made);
    await Promise.all([bundle(made), knowledge(join(made, 'knowledge'))]);
    writeFileSync(join(made, 'stamp'), stamp);
    utimesSync(join(made, 'stamp'), started, started);
    replace(made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

await main();
