import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFeeds } from '../kit/feeds.ts';
import { image } from '../kit/image.ts';
import { quicklyPacked, writeLargeImage } from '../kit/large-image.ts';
import { chance, rounds, seed } from '../kit/rounds.ts';
import { scratch } from '../kit/run-cli.ts';
import { CLI, type ProgramOptions, type ProgramRan, runProgram } from '../kit/run-program.ts';

/** A run that is stopped, at any moment: nothing is left of it, and what is kept between runs stays good. */
const directory = scratch();
const at = (name: string) => join(directory, name);
mkdirSync(at('tmp'));
const modules = Object.fromEntries(
  Array.from({ length: 200 }, (_, i) => [`node_modules/m${i}/package.json`, `{"name":"m${i}","version":"1.0.0"}`]),
);
const packed = quicklyPacked(
  image()
    .layer({ ...modules, data: { type: 'file', content: Buffer.alloc(8 << 20, 'plimsoll ') } }, { packing: 'none' })
    .layer({
      'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
      'node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}',
    })
    .build()
    .ociTar(),
);
const run = (args: readonly string[], cache: string, more: ProgramOptions = {}) =>
  runProgram(CLI[0], [CLI[1], ...args], {
    ...more,
    env: { PLIMSOLL_CACHE_DIR: at(cache), TMPDIR: at('tmp'), SOURCE_DATE_EPOCH: '1796000000' },
  });
const scan = ['scan', '--format', 'json', '-'];
const leftovers = (cache: string) =>
  existsSync(at(cache))
    ? readdirSync(at(cache), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'))
    : [];
const random = chance();

describe(`a run that is stopped (RELIABILITY_SEED=${seed})`, () => {
  it('a scan of standard input, by SIGKILL and SIGTERM at 50 moments', async () => {
    const whole = await run(scan, 'cold', { stdin: packed });
    expect([whole.code, whole.stderr]).toEqual([0, '']);
    let stopped = 0;
    for (let i = 0; i < 50 * rounds; i++) {
      const cache = `cache-${Math.floor(i / 10)}`;
      const signal = i % 2 === 0 ? 'SIGKILL' : 'SIGTERM';
      const ran = await run(scan, cache, { stdin: packed, kill: { signal, afterMs: 20 + random() * whole.tookMs } });
      if (ran.signal !== null || ran.code !== 0) stopped++;
      if (signal === 'SIGTERM' && ran.code !== 0 && ran.signal === null) expect(ran.code).toBe(143);
      // The private file has no name: it went with the process.
      expect([i, readdirSync(at('tmp'))]).toEqual([i, []]);
      if (i % 10 !== 9) continue;
      const next = await run(scan, cache, { stdin: packed });
      expect([next.code, next.stderr, next.stdout === whole.stdout]).toEqual([0, '', true]);
    }
    expect(stopped).toBeGreaterThan(10);
  });

  it('what a killed scan was writing into the cache is removed by the next one', async () => {
    for (let i = 0; i < 3; i++) await run(scan, 'swept', { stdin: packed, kill: { signal: 'SIGKILL', afterMs: 100 } });
    mkdirSync(at('swept/aside'), { recursive: true });
    // As such a scan leaves it, with the number of a process that is gone.
    const gone = await deadName('swept');
    writeFileSync(at(`swept/aside/${gone}`), 'part');
    writeFileSync(at('swept/aside/notes.txt'), 'not ours');
    const other = quicklyPacked(
      image().layer({ 'node_modules/new/package.json': '{"name":"new","version":"1"}' }).build().ociTar(),
    );
    expect((await run(scan, 'swept', { stdin: other })).code).toBe(0);
    expect(leftovers('swept')).toEqual([]);
    expect(readFileSync(at('swept/aside/notes.txt'), 'utf8')).toBe('not ours');
  });

  it('a scan of a large image, by SIGINT at 20 moments: 130 at once', async () => {
    const name = `oci-dir:${writeLargeImage(at('large'), 3, 100 << 20)}`;
    const { tookMs } = await run(['scan', name], 'large-cold');
    const late: number[] = [];
    let stopped = 0;
    for (let i = 0; i < 20 * rounds; i++) {
      const afterMs = 60 + random() * tookMs;
      const ran = await run(['scan', name], `large-${i}`, { kill: { signal: 'SIGINT', afterMs } });
      if (ran.code === 0) continue;
      stopped++;
      expect(endOf(ran)).toEqual([130]);
      late.push(ran.stoppedAfterMs ?? 0);
      expect(leftovers(`large-${i}`)).toEqual([]);
    }
    expect(stopped).toBeGreaterThan(5);
    await expectPrompt(late);
  });

  it('db build, by SIGINT at 6 moments: 130 at once, and no part of a store is left', async () => {
    // Without the other feeds, so that the shipped snapshot is read, joined and written too.
    writeFeeds(at('feeds'), { revision: '1', packages: 10 });
    const args = ['db', 'build', '--from', at('feeds/osv')];
    const { tookMs, code } = await run(args, 'built');
    expect(code).toBe(0);
    const late: number[] = [];
    for (let i = 0; i < 6 * rounds; i++) {
      const ran = await run(args, 'stopped', { kill: { signal: 'SIGINT', afterMs: 60 + random() * 0.9 * tookMs } });
      if (ran.code === 0) continue;
      expect(endOf(ran)).toEqual([130]);
      late.push(ran.stoppedAfterMs ?? 0);
      expect(leftovers('stopped')).toEqual([]);
    }
    await expectPrompt(late);
  });
});

/** The exit code; a run that Node had not yet begun is ended by the signal itself. */
function endOf({ code, signal, stderr }: ProgramRan): readonly (number | null)[] {
  return signal === 'SIGINT' && stderr === '' ? [130] : [code];
}

/** 300 ms, beyond what a program that does nothing takes to end on a machine that may be busy with other things. */
async function expectPrompt(times: readonly number[]): Promise<void> {
  const idle = "process.on('SIGINT', () => process.exit(130)); setInterval(() => {}, 1000)";
  const idleMs: number[] = [];
  for (let i = 0; i < 3; i++) {
    const ran = await runProgram(process.execPath, ['-e', idle], { kill: { signal: 'SIGINT', afterMs: 500 } });
    idleMs.push(ran.stoppedAfterMs ?? 0);
  }
  const sorted = [...times].sort((a, b) => a - b);
  const told = `${sorted.map(Math.round).join(' ')} ms; idle ${idleMs.map(Math.round).join(' ')} ms`;
  expect(sorted[Math.floor(sorted.length * 0.8)] ?? 0, told).toBeLessThan(300 + 3 * Math.max(...idleMs));
  if (process.env['RELIABILITY_ROUNDS']) process.stdout.write(`${told}\n`);
}

/** A name for a file in the making, of a process that has ended. */
async function deadName(cache: string): Promise<string> {
  const script = `import('${new URL('../../src/io/cache/aside.ts', import.meta.url).href}').then(({ asideName }) => console.log(asideName()))`;
  const { stdout } = await runProgram(process.execPath, ['-e', script], { cwd: at(cache) });
  return stdout.trim();
}
