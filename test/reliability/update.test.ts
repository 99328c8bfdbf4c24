import { spawn } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFeeds } from '../kit/feeds.ts';
import { image } from '../kit/image.ts';
import { rounds } from '../kit/rounds.ts';
import { type Ran, runCli, scratch } from '../kit/run-cli.ts';
import { CLI } from '../kit/run-program.ts';
import { type Call, reasonWithoutStrace, straceCli } from '../kit/strace.ts';

/** Knowledge that is being replaced: whoever reads sees the old or the new, whole. */
const missing = reasonWithoutStrace();
const directory = scratch();
const at = (name: string) => join(directory, name);
const PACKAGES = 40;
const feeds = {
  old: writeFeeds(at('feeds-old'), { revision: '1', packages: PACKAGES }),
  new: writeFeeds(at('feeds-new'), { revision: '2', packages: PACKAGES }),
};
const modules = Object.fromEntries(
  Array.from({ length: PACKAGES }, (_, i) => [
    `node_modules/pkg-${i}/package.json`,
    `{"name":"pkg-${i}","version":"1.0.0"}`,
  ]),
);
const name = `oci-dir:${image().layer(modules).build().writeLayout(at('layout'))}`;
const environment = (cache: string) => ({ PLIMSOLL_CACHE_DIR: at(cache), SOURCE_DATE_EPOCH: '1796000000' });
const build = (cache: string, which: 'old' | 'new') =>
  runCli(['db', 'build', '--from', feeds[which]], { env: environment(cache) });
const scan = (cache: string) => runCli(['scan', '--format', 'json', name], { env: environment(cache) });

/** Reports with the old and with the new knowledge, and caches to copy. */
let known: Promise<Readonly<Record<'old' | 'new', Ran>>> | undefined;
function reports(): Promise<Readonly<Record<'old' | 'new', Ran>>> {
  known ??= (async () => {
    for (const which of ['old', 'new'] as const) expect((await build(which, which)).code).toBe(0);
    const [before, after] = [await scan('old'), await scan('new')];
    for (const { code, stdout } of [before, after]) {
      expect(code).toBe(0);
      expect(JSON.parse(stdout).subjects[0].vulnerabilities).toHaveLength(PACKAGES);
    }
    expect(before.stdout).not.toBe(after.stdout);
    return { old: before, new: after };
  })();
  return known;
}

const CALLS = [
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'openat',
  'rename',
  'renameat',
  'renameat2',
  'fsync',
  'fdatasync',
  'unlink',
  'ftruncate',
].join(',');

/** The calls of the main thread, where files are written, from the one at `first` on; strace counts each kind on its own. */
function pointsOf(calls: readonly Call[], first: number): { readonly call: string; readonly nth: number }[] {
  const counts = new Map<string, number>();
  const points: { call: string; nth: number; index: number }[] = [];
  for (const [index, { pid, name: call, isRest }] of calls.entries()) {
    if (pid !== calls[0]!.pid || isRest) continue;
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    points.push({ call, nth, index });
  }
  return points.filter(({ index }) => index >= first);
}

describe.skipIf(missing !== '')(`an update that is killed${missing}`, () => {
  it('at any write, rename or sync leaves the old knowledge or the new, and the next update cleans up', async () => {
    const { old, new: fresh } = await reports();
    cpSync(at('old'), at('count'), { recursive: true });
    const counted = await straceCli(['db', 'build', '--from', feeds.new], [`trace=${CALLS}`], {
      env: environment('count'),
    });
    expect(counted.code).toBe(0);
    // From the first file that is written below the cache on; before it there is nothing to spoil.
    const first = counted.calls.findIndex(({ strings }) =>
      strings.some((text) => text.startsWith(at('count')) && text.endsWith('.tmp')),
    );
    expect(first).toBeGreaterThan(0);
    const points = pointsOf(counted.calls, first);
    const step = Math.max(1, Math.floor(points.length / (16 * rounds)));
    const seen = { old: 0, new: 0, killed: 0 };
    for (const { call, nth } of points.filter((_, i) => i % step === 0)) {
      rmSync(at('victim'), { recursive: true, force: true });
      cpSync(at('old'), at('victim'), { recursive: true, preserveTimestamps: true });
      const { code } = await straceCli(
        ['db', 'build', '--from', feeds.new],
        [`trace=${CALLS}`, `inject=${call}:signal=SIGKILL:when=${nth}`],
        { env: environment('victim') },
      );
      if (code !== 0) seen.killed++;
      const ran = await scan('victim');
      expect([ran.code, ran.stderr]).toEqual([0, '']);
      expect([old.stdout, fresh.stdout]).toContain(ran.stdout);
      seen[ran.stdout === old.stdout ? 'old' : 'new']++;
    }
    if (process.env['RELIABILITY_ROUNDS'])
      process.stdout.write(`${JSON.stringify({ points: points.length, ...seen })}\n`);
    expect(seen.killed).toBeGreaterThan(5);
    expect(seen.old).toBeGreaterThan(3);
    expect((await build('victim', 'new')).code).toBe(0);
    expect((await scan('victim')).stdout).toBe(fresh.stdout);
    expect(
      readdirSync(at('victim/knowledge')).filter((file) => !/^(?:current|[0-9a-f]{64}\.rows)$/.test(file)),
    ).toEqual([]);
  });
});

describe('updates and scans at the same time', () => {
  it('each of 20 scans beside two updaters sees one knowledge, whole', async () => {
    const { old, new: fresh } = await reports();
    cpSync(at('old'), at('busy'), { recursive: true });
    const seen: Ran[] = [];
    let isOver = false;
    const updater = async (first: 'old' | 'new') => {
      for (let turn = 0; !isOver; turn++) {
        const ran = await build('busy', (turn % 2 === 0) === (first === 'new') ? 'new' : 'old');
        expect([ran.code, ran.stderr]).toEqual([0, '']);
      }
    };
    const reader = async () => {
      for (let i = 0; i < 5 * rounds; i++) seen.push(await scan('busy'));
    };
    const updaters = Promise.all([updater('new'), updater('old')]);
    await Promise.all(Array.from({ length: 4 }, reader));
    isOver = true;
    await updaters;
    expect(seen).toHaveLength(20 * rounds);
    for (const { code, stdout, stderr } of seen) {
      expect([code, stderr]).toEqual([0, '']);
      expect([old.stdout, fresh.stdout]).toContain(stdout);
    }
  });

  it('a scan does not wait for an updater that hangs', async () => {
    const { old } = await reports();
    cpSync(at('old'), at('hung'), { recursive: true });
    const time = async () => {
      const times: number[] = [];
      for (let i = 0; i < 3; i++) {
        const started = performance.now();
        expect((await scan('hung')).stdout).toBe(old.stdout);
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    const alone = await time();
    const [program, main] = CLI;
    const child = spawn(program, [main, 'db', 'build', '--from', feeds.new], {
      env: { ...process.env, ...environment('hung') },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    // Stopped in the middle of its writing, when it gets that far.
    while (child.exitCode === null && !readdirSync(at('hung/knowledge')).some((file) => file.endsWith('.tmp')))
      await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGSTOP');
    const beside = await time();
    child.kill('SIGCONT');
    await ended;
    expect(beside).toBeLessThan(alone + 100);
  });
});
