import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Ran, ROOT, type RunOptions } from './run-cli.ts';

export interface ProgramRan extends Ran {
  /** The signal that ended it, when one did. */
  readonly signal: NodeJS.Signals | null;
  /** From the signal that was sent to the end; absent when it ended by itself. */
  readonly stoppedAfterMs?: number;
  readonly tookMs: number;
}

export interface ProgramOptions extends RunOptions {
  /** Sent after so many milliseconds, if the program still runs. */
  readonly kill?: { readonly signal: NodeJS.Signals; readonly afterMs: number };
}

/** The built program, as `runProgram` takes it. */
export const CLI = [process.execPath, join(ROOT, 'dist', 'main.js')] as const;

/** Runs any program with an empty environment but for what is given; it may be stopped on the way. */
export function runProgram(
  program: string,
  args: readonly string[],
  { env = {}, stdin, cwd, kill }: ProgramOptions = {},
): Promise<ProgramRan> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    let killedAt: number | undefined;
    const child = spawn(program, args, {
      cwd: cwd ?? ROOT,
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const timer =
      kill &&
      setTimeout(() => {
        killedAt = performance.now();
        child.kill(kill.signal);
      }, kill.afterMs);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const now = performance.now();
      resolve({
        code,
        signal,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
        tookMs: now - started,
        ...(killedAt !== undefined && { stoppedAfterMs: now - killedAt }),
      });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}
