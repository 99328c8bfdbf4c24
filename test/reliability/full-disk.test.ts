import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFeeds } from '../kit/feeds.ts';
import { image } from '../kit/image.ts';
import { quicklyPacked } from '../kit/large-image.ts';
import { runCli, scratch } from '../kit/run-cli.ts';
import { CLI, runProgram } from '../kit/run-program.ts';
import { reasonWithoutMount, smallDisk } from '../kit/small-disk.ts';

/** No room left: the run ends with the cause where it cannot go on, goes on with a note where it can, and leaves nothing behind. */
const missing = reasonWithoutMount();
const directory = scratch();
const at = (name: string) => join(directory, name);
const modules = Object.fromEntries(
  Array.from({ length: 300 }, (_, i) => [`node_modules/m${i}/package.json`, `{"name":"m${i}","version":"1.0.0"}`]),
);
const built = image()
  .layer({ ...modules, 'node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}' })
  .layer({ data: { type: 'file', content: Buffer.alloc(12 << 20, 'plimsoll ') } }, { packing: 'none' })
  .build();
const piped = quicklyPacked(built.ociTar());
const files = (place: string) => readdirSync(place, { recursive: true, encoding: 'utf8' });

describe.skipIf(missing !== '')(`a full disk${missing}`, () => {
  const env = (cache: string, tmp: string) => ({
    PLIMSOLL_CACHE_DIR: cache,
    TMPDIR: tmp,
    SOURCE_DATE_EPOCH: '1796000000',
  });
  mkdirSync(at('tmp'));

  it('where an archive has to be kept: an error that names the place and the cause', async () => {
    const place = smallDisk(at('small-tmp'), '8m');
    const { code, stdout, stderr } = await runCli(['scan', '-'], { stdin: piped, env: env(at('cache'), place) });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: .*small-tmp \(ENOSPC\) {2}\[image\/no-space\]\n {2}set TMPDIR/);
    expect(files(place)).toEqual([]);
    // The room is free again: a smaller image fits.
    const small = image().layer(modules).build().ociTar();
    expect((await runCli(['scan', '-'], { stdin: quicklyPacked(small), env: env(at('cache'), place) })).code).toBe(0);
    expect(files(place)).toEqual([]);
  });

  it('where the cache lies: the same report, a note, and the part that was written is gone', async () => {
    const place = smallDisk(at('small-cache'), '64k');
    const scan = (cache: string) =>
      runCli(['scan', '--format', 'json', '-'], { stdin: piped, env: env(cache, at('tmp')) });
    const [whole, short] = [await scan(at('cache-whole')), await scan(place)];
    expect([whole.code, short.code]).toEqual([0, 0]);
    const [expected, given] = [JSON.parse(whole.stdout).subjects[0], JSON.parse(short.stdout).subjects[0]];
    expect(given.vulnerabilities).toEqual(expected.vulnerabilities);
    expect(given.diagnostics.map((diagnostic: { code: string }) => diagnostic.code)).toContain('cache/not-writable');
    expect(files(place).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(JSON.parse((await scan(place)).stdout).subjects[0].vulnerabilities).toEqual(expected.vulnerabilities);
  });

  it('where knowledge is built: an error, no part of a store, and the old one still answers', async () => {
    const place = smallDisk(at('small-store'), '1m');
    const build = (packages: number) => {
      const feeds = writeFeeds(at(`feeds-${packages}`), { revision: '1', packages });
      return runCli(['db', 'build', '--from', feeds], { env: env(place, at('tmp')) });
    };
    expect((await build(20)).code).toBe(0);
    const search = () => runCli(['db', 'search', 'pkg-1', '--format', 'json'], { env: env(place, at('tmp')) });
    const before = await search();
    const { code, stderr } = await build(2500);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: .*small-store\/knowledge \(ENOSPC\) {2}\[knowledge\/store-unwritable\]\n/),
    ]);
    expect(
      files(place).filter((name) => !/^(?:knowledge|knowledge\/(?:current|[0-9a-f]{64}\.rows))$/.test(name)),
    ).toEqual([]);
    expect(await search()).toEqual(before);
  });

  it('where the report goes: an error, and no half of a report', async () => {
    const place = smallDisk(at('small-report'), '8k');
    const output = join(place, 'report.json');
    writeFileSync(at('piped'), piped);
    const { code, stderr } = await runCli(['scan', '--format', 'json', '-o', output, at('piped')], {
      env: env(at('cache'), at('tmp')),
    });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: .*report\.json cannot be written \(ENOSPC\) {2}\[report\/unwritable\]\n/),
    ]);
    expect([existsSync(output), files(place)]).toEqual([false, []]);
  });

  it('where standard output goes: an error', async () => {
    const place = smallDisk(at('small-output'), '8k');
    const [node, main] = CLI;
    const line = `exec "$0" "$@" >'${join(place, 'report.json')}'`;
    const { code, stderr } = await runProgram(
      '/bin/sh',
      ['-c', line, node, main, 'scan', '--format', 'json', at('piped')],
      {
        env: env(at('cache'), at('tmp')),
      },
    );
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: standard output cannot be written \(ENOSPC\) {2}\[report\/unwritable\]\n/),
    ]);
  });
});
