import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Ran, ROOT, type RunOptions } from './run-cli.ts';
import { runProgram } from './run-program.ts';

/** One system call as strace wrote it down. */
export interface Call {
  readonly pid: number;
  readonly name: string;
  /** The end of a call that another thread interrupted; its beginning is a call of its own. */
  readonly isRest: boolean;
  /** All between the parentheses, as it stands there. */
  readonly text: string;
  /** Strings among the arguments, without the escapes that strace puts in. */
  readonly strings: readonly string[];
  /** Path of the descriptor that came out (`= 5</etc/passwd>`). */
  readonly opened?: string;
}

/** To be put behind the title of a test that skips where strace is missing or may not trace; empty where it works. */
export function reasonWithoutStrace(): string {
  const { status } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
  return status === 0 ? '' : ' (skipped: needs strace and the right to trace)';
}

/** Runs the program under strace, all threads and children; `filter` as after `-e`: `trace=%file`, `inject=…`. */
export async function straceCli(
  args: readonly string[],
  filters: readonly string[],
  options: RunOptions = {},
): Promise<Ran & { readonly calls: readonly Call[] }> {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-strace-'));
  try {
    const log = join(directory, 'log');
    // The quick way of tracing (only what is asked for stops the program) does not know how to inject.
    const quick = filters.some((filter) => filter.startsWith('inject')) ? [] : ['--seccomp-bpf'];
    const flags = ['-f', ...quick, '-y', '-s', '65000', '-o', log, ...filters.flatMap((filter) => ['-e', filter])];
    const program = [process.execPath, join(ROOT, 'dist', 'main.js'), ...args];
    const ran = await runProgram('strace', [...flags, '--', ...program], options);
    return { ...ran, calls: existsSync(log) ? parseStrace(readFileSync(log, 'utf8')) : [] };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const LINE = /^(\d+) +(<\.\.\. )?([a-z_0-9]+)(?:\(| resumed>)(.*)$/;

/** The calls in a log of `strace -f -y -o`. A call that another thread interrupted is two lines, and here two calls. */
export function parseStrace(log: string): Call[] {
  const calls: Call[] = [];
  for (const line of log.split('\n')) {
    const [, pid, rest, name, text] = LINE.exec(line) ?? [];
    if (pid === undefined || name === undefined || text === undefined) continue;
    const opened = / = \d+<(.*)>$/.exec(text)?.[1];
    const strings = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, quoted]) => unquoted(quoted!));
    calls.push({
      pid: Number(pid),
      name,
      isRest: rest !== undefined,
      text,
      strings,
      ...(opened !== undefined && { opened }),
    });
  }
  return calls;
}

/** C's escapes: octal, hexadecimal, letters. Bytes above ASCII come out as UTF-8. */
function unquoted(quoted: string): string {
  const letters: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12, b: 8, a: 7, e: 27 };
  const bytes: number[] = [];
  for (const [token, escaped] of quoted.matchAll(/\\([0-7]{1,3}|x[0-9a-f]{2}|.)|[^\\]/gs)) {
    if (escaped === undefined) bytes.push(...Buffer.from(token));
    else if (/^[0-7]/.test(escaped)) bytes.push(Number.parseInt(escaped, 8));
    else if (/^x./.test(escaped)) bytes.push(Number.parseInt(escaped.slice(1), 16));
    else bytes.push(letters[escaped] ?? escaped.charCodeAt(0));
  }
  return Buffer.from(bytes).toString('utf8');
}

/** Every place in the file system that the calls named or got to, links resolved as they stand now, sorted. */
export function placesOf(calls: readonly Call[], cwd: string): string[] {
  const places = new Set<string>();
  for (const { name, text, strings, opened } of calls) {
    if (opened?.startsWith('/')) places.add(opened.replace(/ \(deleted\)$/, ''));
    if (name === 'execve' && strings.length > 0) places.add(strings[0]!);
    if (name === 'execve') continue;
    const follows = !/NOFOLLOW|lstat|readlink|unlink|rename/.test(`${name}${text}`);
    // The content of a link that was read is a string too, and no place.
    const named = name.startsWith('readlink') || name === 'symlink' ? strings.slice(0, 1) : strings;
    for (const path of named) places.add(realPlace(resolve(cwd, path), follows));
  }
  return [...places].sort();
}

/** Where a path leads, as far as it exists; its last part is only followed when asked. */
function realPlace(path: string, follows: boolean): string {
  try {
    if (follows) return realpathSync(path);
  } catch {
    // It does not exist: its parent decides.
  }
  const parent = dirname(path);
  return parent === path ? path : join(realPlace(parent, true), path.slice(parent === '/' ? 1 : parent.length + 1));
}
