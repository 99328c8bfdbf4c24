import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One finished run of a program. Memory is the peak of what is its own: mapped files are not counted. */
export interface Run {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly stdout: string;
}

/** Runs a command to its end; throws when it fails. */
export function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command[0]!, command.slice(1), {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let peakBytes = 0;
    let cpuMs = 0;
    const sample = () => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'latin1');
        peakBytes = Math.max(peakBytes, Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024);
        const fields = readFileSync(`/proc/${child.pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
        cpuMs = (Number(fields[11]) + Number(fields[12])) * 10;
      } catch {
        // It has just ended.
      }
    };
    const timer = setInterval(sample, 5);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ wallMs: performance.now() - started, cpuMs, peakBytes, stdout });
      else reject(new Error(`${command.join(' ')} ended with ${code}`));
    });
  });
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Runs two commands in turn, so that a machine that changes its speed changes it for both. */
export async function inTurn(
  a: () => Promise<Run>,
  b: () => Promise<Run>,
  times: number,
): Promise<{ a: Run[]; b: Run[]; ratio: number }> {
  const runs = { a: [] as Run[], b: [] as Run[] };
  await a();
  await b();
  for (let i = 0; i < times; i++) {
    runs.a.push(await a());
    runs.b.push(await b());
  }
  return { ...runs, ratio: median(runs.a.map(({ wallMs }, i) => wallMs / runs.b[i]!.wallMs)) };
}
