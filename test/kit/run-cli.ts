import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Uint8Array;
  readonly cwd?: string;
}

/** Runs the built program with an empty environment but for what is given. */
export function runCli(args: readonly string[], { env = {}, stdin, cwd }: RunOptions = {}): Promise<Ran> {
  const main = join(ROOT, 'dist', 'main.js');
  if (!existsSync(main)) throw new Error('the program is not built: npm run build');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: cwd ?? ROOT,
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}

/** A directory of this test file's own, removed at the end. */
export function scratch(): string {
  const path = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
