// How long linting takes: of one file, from the start of the program to its end, and of many, beside hadolint over the same files.
// Run: node bench/lint.ts [DIRECTORY OF DOCKERFILES]; without a directory the files are those of the grammar.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDockerfile } from '../test/kit/dockerfile-grammar/generate.ts';
import { inTurn, median, type Run, run } from './measure.ts';

const ROOT = join(import.meta.dirname, '..');
const MAIN = join(ROOT, 'dist', 'main.js');
const FILES = 500;
const ONE = `FROM debian:12
RUN apt-get update && apt-get install -y curl git && rm -rf /var/lib/apt/lists/*
COPY . /app
WORKDIR /app
RUN pip install -r requirements.txt && echo $VERSION | tee version
CMD ["python", "app.py"]
`;

const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-bench-lint-'));
const env = {
  PLIMSOLL_CACHE_DIR: join(scratch, 'cache'),
  UV_THREADPOOL_SIZE: String(availableParallelism() + 4),
  NODE_COMPILE_CACHE: join(ROOT, 'dist', 'code'),
};

const lint = (paths: readonly string[]) => () =>
  run([process.execPath, '--preserve-symlinks', MAIN, 'lint', '--no-fail', '--format', 'json', ...paths], env);
const hadolint = (paths: readonly string[]) => () => run(['hadolint', '--no-fail', '-f', 'json', ...paths]);

function row(what: string, figure: string, bound: string, holds: boolean): void {
  console.log(`${holds ? 'ok  ' : 'MISS'}  ${what.padEnd(40)} ${figure.padEnd(56)} bound ${bound}`);
}

const ms = (runs: readonly Run[]) => median(runs.map(({ wallMs }) => wallMs));

async function oneFile(): Promise<void> {
  const path = join(scratch, 'Dockerfile');
  writeFileSync(path, ONE);
  await lint([path])();
  const runs: Run[] = [];
  for (let i = 0; i < 9; i++) runs.push(await lint([path])());
  const least = Math.min(...runs.map(({ wallMs }) => wallMs));
  row('lint of one file', `${Math.round(ms(runs))} ms, at best ${Math.round(least)} ms`, '120 ms', ms(runs) <= 120);
}

async function manyFiles(given: string | undefined): Promise<void> {
  const directory = given ?? join(scratch, 'many');
  if (given === undefined) {
    mkdirSync(directory);
    for (let i = 0; i < FILES; i++) writeFileSync(join(directory, `${i}.Dockerfile`), generateDockerfile(1, i));
  }
  const names = readdirSync(directory).filter((name) => /dockerfile/i.test(name));
  const paths = names.map((name) => join(directory, name));
  if (spawnSync('hadolint', ['--version']).status !== 0) {
    const runs = [await lint(paths)()];
    row(
      `lint of ${paths.length} files`,
      `${Math.round(ms(runs))} ms; there is no hadolint to compare with`,
      '1/5',
      true,
    );
    return;
  }
  const { a, b, ratio } = await inTurn(lint(paths), hadolint(paths), 3);
  const figure = `${Math.round(ms(a))} ms, hadolint ${Math.round(ms(b))} ms: ${ratio.toFixed(2)} ×`;
  row(`lint of ${paths.length} files`, figure, '0.20 ×', ratio <= 0.2);
}

try {
  if (!existsSync(MAIN)) throw new Error('the program is not built: npm run build');
  await oneFile();
  await manyFiles(process.argv[2]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
