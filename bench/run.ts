// The benchmark: ratios in one run, so that a machine that changes its speed changes it for both sides.
// Run: npm run bench [-- --quick]. It needs ../shared and writes about 2 GB below the temporary directory (kept for the next run).
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { image } from '../test/kit/image.ts';
import { sharedDirectory, truthOf } from '../test/kit/shared.ts';
import { benchImage } from './make-image.ts';
import { inTurn, median, type Run, run } from './measure.ts';

const ROOT = join(import.meta.dirname, '..');
const MAIN = join(ROOT, 'dist', 'main.js');
const NODE = process.execPath;
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-bench-run-'));
const cache = join(scratch, 'cache');
// What the launcher sets; its own 20 ms (a shell that looks whether the build is current) are no part of the comparison.
const env = {
  PLIMSOLL_CACHE_DIR: cache,
  UV_THREADPOOL_SIZE: String(availableParallelism() + 4),
  NODE_COMPILE_CACHE: join(ROOT, 'dist', 'code'),
};
const quick = process.argv.includes('--quick');

const plimsoll = (...args: string[]) => run([NODE, '--preserve-symlinks', MAIN, ...args], env);
const cold = (name: string) => () => {
  for (const folder of ['facts', 'blobs', 'inventories']) rmSync(join(cache, folder), { recursive: true, force: true });
  return plimsoll('scan', name);
};
const floor = (layout: string, ref: string) => () => run([NODE, join(ROOT, 'bench', 'floor.ts'), layout, ref]);

const ms = (runs: readonly Run[]) => `${Math.round(median(runs.map(({ wallMs }) => wallMs)))} ms`;
const mb = (runs: readonly Run[]) => Math.round(median(runs.map(({ peakBytes }) => peakBytes)) / 1e6);

function row(what: string, figure: string, bound: string, holds: boolean): void {
  console.log(`${holds ? 'ok  ' : 'MISS'}  ${what.padEnd(58)} ${figure.padEnd(44)} bound ${bound}`);
}

async function coldScan(name: string, layout: string, ref: string, times: number, bound: number): Promise<void> {
  const { a, b, ratio } = await inTurn(cold(`oci-dir:${layout}:${ref}`), floor(layout, ref), times);
  row(`cold scan of ${name}`, `${ms(a)}, floor ${ms(b)}: ${ratio.toFixed(2)} ×`, `${bound} ×`, ratio <= bound);
  const more = mb(a) - mb(b);
  row(`peak memory of it`, `${mb(a)} MB, floor ${mb(b)} MB: ${more} MB more`, '100 MB more', more <= 100);
}

async function warmScan(packages: number, name: string): Promise<void> {
  await plimsoll('scan', name);
  const runs: Run[] = [];
  for (let i = 0; i < 9; i++) runs.push(await plimsoll('scan', name));
  const wall = median(runs.map(({ wallMs }) => wallMs));
  row(`warm scan of ${packages} packages`, ms(runs), '150 ms', wall <= 150);
}

/** An image of 400 packages as the shared images really have them: Debian's, npm's and Python's. */
function image400(directory: string): string {
  const refs = [
    'debian-web:bullseye',
    'python-api:bookworm',
    'web-new:1',
    'leaky:bookworm',
    'debian-web:bullseye-patched',
    'java-shop:distroless',
  ];
  const rows = refs
    .flatMap((ref) => truthOf(ref))
    .filter(({ type }) => type === 'deb' || type === 'npm' || type === 'pypi');
  const unique = [...new Map(rows.map((row) => [`${row.type} ${row.name} ${row.version}`, row])).values()].slice(
    0,
    400,
  );
  // The truth holds a few less: the rest are names that nobody has.
  for (let i = unique.length; i < 400; i++)
    unique.push({ ...unique[0]!, type: 'npm', name: `made-up-${i}`, version: '1.0.0' });
  const files: Record<string, string> = { 'etc/os-release': 'ID=debian\nVERSION_ID="11"\n' };
  const debs = unique.filter(({ type }) => type === 'deb');
  files['var/lib/dpkg/status'] = debs
    .map(
      ({ name, version }) =>
        `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\nArchitecture: amd64\nMaintainer: Debian <x@debian.org>\n`,
    )
    .join('\n');
  unique.forEach(({ type, name, version }, i) => {
    if (type === 'npm') files[`srv/${i}/node_modules/${name}/package.json`] = JSON.stringify({ name, version });
    if (type === 'pypi')
      files[`usr/lib/${i}/${name}-${version}.dist-info/METADATA`] = `Name: ${name}\nVersion: ${version}\n`;
  });
  return `oci-dir:${image().layer(files).build().writeLayout(directory)}`;
}

async function startUp(): Promise<void> {
  const { a, b } = await inTurn(
    () => plimsoll('version'),
    () => run([NODE, '-e', '0']),
    9,
  );
  const more = median(a.map(({ wallMs }) => wallMs)) - median(b.map(({ wallMs }) => wallMs));
  row('version', `${ms(a)}, bare Node ${ms(b)}: ${Math.round(more)} ms more`, '20 ms more', more <= 20);
}

async function knowledge(shared: string): Promise<void> {
  const built = await run(
    [NODE, MAIN, 'db', 'build', '--from', join(shared, 'advisories'), '--from', join(shared, 'eol')],
    {
      PLIMSOLL_CACHE_DIR: join(scratch, 'knowledge'),
    },
  );
  row(
    'db build over all that is covered',
    `${(built.wallMs / 1000).toFixed(1)} s, ${Math.round(built.peakBytes / 1e6)} MB`,
    '60 s, 1000 MB',
    built.wallMs <= 60_000 && built.peakBytes <= 1e9,
  );
  const lookUps = [NODE, join(ROOT, 'bench', 'look-ups.ts'), join(scratch, 'knowledge'), join(scratch, 'keys.json')];
  await run(lookUps);
  const looked = await run(lookUps);
  const { openMs, lookUpsMs } = JSON.parse(looked.stdout) as { openMs: number; lookUpsMs: number };
  row('opening the store', `${openMs.toFixed(1)} ms`, '5 ms', openMs <= 5);
  row('10,000 look-ups by a new process', `${lookUpsMs.toFixed(0)} ms`, '150 ms', lookUpsMs <= 150);
}

async function main(): Promise<void> {
  const shared = sharedDirectory();
  if (!existsSync(MAIN)) throw new Error('the program is not built: npm run build');
  if (shared === undefined) throw new Error('../shared is absent: there is nothing real to measure on');
  mkdirSync(cache, { recursive: true });
  const layout = join(shared, 'images', 'oci');
  await startUp();
  await warmScan(400, image400(join(scratch, 'image400')));
  await coldScan('debian-web:bullseye (138 MB unpacked)', layout, 'debian-web:bullseye', 9, 1.3);
  await coldScan('python-api:bookworm (zstd)', layout, 'python-api:bookworm', 9, 1.3);
  await knowledge(shared);
  if (!quick)
    await coldScan('5 GB, 165,000 entries', await benchImage(join(tmpdir(), 'plimsoll-bench')), 'large', 3, 1.3);
}

try {
  await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
