import { fstatSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import type { Stream, Surroundings } from './app/config/parts/surroundings.ts';
import { commands } from './cli/index.ts';
import { errorText } from './cli/parts/error-text.ts';
import { run } from './cli/parts/run.ts';
import { StandardOutput } from './cli/parts/standard-output.ts';

/** How long an interrupted run may take to close what it holds. */
const GRACE_MS = 200;

const { argv, env, exit } = process;
const abort = new AbortController();
let stopped: number | undefined;

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(name, () => {
    if (stopped !== undefined) exit(code);
    stopped = code;
    abort.abort();
    setTimeout(() => exit(code), GRACE_MS);
  });
}

process.on('uncaughtException', (cause) => {
  writeError(errorText(cause, { unicode: true, paint: false, stack: env['PLIMSOLL_TRACE'] === '1' }));
  exit(1);
});

// Opening a stream costs a millisecond or two: nobody does so in vain.
const surroundings: Surroundings = {
  environment: env,
  directory: process.cwd(),
  home: env['HOME'] || homedir(),
  temporaryDirectory: tmpdir(),
  cores: availableParallelism(),
  architecture: process.arch,
  now: new Date(),
  stdout: streamOf(1, () => process.stdout),
  stderr: streamOf(2, () => process.stderr),
  stdin: () => process.stdin,
};

const code = await run(argv.slice(2), {
  surroundings,
  commands,
  stdout: new StandardOutput(() => process.stdout),
  writeError,
  signal: abort.signal,
});
exit(stopped ?? code);

function streamOf(file: 1 | 2, open: () => NodeJS.WriteStream): Stream {
  return {
    get isTerminal() {
      return isDevice(file) && open().isTTY === true;
    },
    get columns() {
      return open().columns || undefined;
    },
  };
}

/** What is no device is no terminal. A closed stream is neither. */
function isDevice(file: number): boolean {
  try {
    return fstatSync(file).isCharacterDevice();
  } catch {
    return false;
  }
}

function writeError(text: string): void {
  // Nobody is left to be told that this failed.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  process.stderr.write(text);
}
