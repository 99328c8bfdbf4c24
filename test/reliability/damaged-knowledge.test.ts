import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RowFileWriter } from '../../src/io/store/row-file-writer.ts';
import { writeFeeds } from '../kit/feeds.ts';
import { image } from '../kit/image.ts';
import { chance, rounds, seed } from '../kit/rounds.ts';
import { runCli, scratch } from '../kit/run-cli.ts';

/** Knowledge that is not what was written: refused, or whole; never a report that lacks what the damaged part would have said. */
const directory = scratch();
const at = (name: string) => join(directory, name);
const PACKAGES = 150;
const modules = Object.fromEntries(
  Array.from({ length: PACKAGES }, (_, i) => [
    `node_modules/pkg-${i}/package.json`,
    `{"name":"pkg-${i}","version":"1.0.0"}`,
  ]),
);
const name = `oci-dir:${image().layer(modules).build().writeLayout(at('layout'))}`;
const env = { PLIMSOLL_CACHE_DIR: at('cache'), SOURCE_DATE_EPOCH: '1796000000' };
const scan = (more: Readonly<Record<string, string>> = {}) =>
  runCli(['scan', '--format', 'json', name], { env: { ...env, ...more } });
let store = '';
let bytes = Buffer.alloc(0);
let whole = '';

beforeAll(async () => {
  const feeds = writeFeeds(at('feeds'), { revision: '1', packages: PACKAGES });
  expect((await runCli(['db', 'build', '--from', feeds], { env })).code).toBe(0);
  store = join(at('cache/knowledge'), readFileSync(at('cache/knowledge/current'), 'utf8').trim());
  bytes = readFileSync(store);
  const ran = await scan();
  whole = ran.stdout;
  expect(JSON.parse(whole).subjects[0].vulnerabilities).toHaveLength(PACKAGES);
});

async function expectRefused(code: string): Promise<void> {
  const ran = await scan();
  expect([ran.code, ran.stdout]).toEqual([1, '']);
  expect(ran.stderr).toMatch(new RegExp(`^error: [^\\n]+  \\[${code}\\]\\n  [^\\n]+db build --from DIR\\n$`));
}

describe('damaged knowledge', () => {
  it.each<[string, () => void, string]>([
    ['empty', () => truncateSync(store, 0), 'knowledge/corrupt'],
    ['cut in the middle', () => truncateSync(store, bytes.length >> 1), 'knowledge/corrupt'],
    ['one byte short', () => truncateSync(store, bytes.length - 1), 'knowledge/corrupt'],
    ['one byte too long', () => writeFileSync(store, Buffer.concat([bytes, Buffer.alloc(1)])), 'knowledge/corrupt'],
    ['zeros of the same length', () => writeFileSync(store, Buffer.alloc(bytes.length)), 'knowledge/corrupt'],
    [
      'another kind of file',
      () => copyFileSync(join(import.meta.dirname, '../../package.json'), store),
      'knowledge/corrupt',
    ],
    ['one bit of the end', () => writeFileSync(store, flipped(bytes.length - 30)), 'knowledge/corrupt'],
    ['of a newer version', () => rewrite({ schemaVersion: 99, info: {}, filed: 1 }), 'knowledge/other-schema'],
    ['of an older version', () => rewrite({ schemaVersion: 2, info: {}, filed: 1 }), 'knowledge/other-schema'],
    ['without a row about any package', () => rewrite({ schemaVersion: 3, info: {}, filed: 0 }), 'knowledge/empty'],
  ])('%s', async (_, damage, code) => {
    damage();
    await expectRefused(code);
    writeFileSync(store, bytes);
    expect((await scan()).stdout).toBe(whole);
  });

  it(`one bit anywhere (RELIABILITY_SEED=${seed}): the whole report, or an error`, async () => {
    const random = chance();
    const seen = { same: 0, refused: 0 };
    for (let i = 0; i < 24 * rounds; i++) {
      // Half of them where a look-up surely comes by: the pointers and the end.
      const place = i % 2 === 0 ? Math.floor(random() * bytes.length) : bytes.length - 1 - Math.floor(random() * 2000);
      writeFileSync(store, flipped(place));
      // A damaged disk does not tell by the date of the file.
      utimesSync(store, 1_000_000, 1_000_000);
      const ran = await scan();
      if (ran.code === 0) {
        expect([place, ran.stdout === whole]).toEqual([place, true]);
        seen.same++;
      } else {
        expect([place, ran.code, ran.stdout, ran.stderr.includes('[knowledge/corrupt]')]).toEqual([place, 1, '', true]);
        seen.refused++;
      }
    }
    writeFileSync(store, bytes);
    expect(seen.refused).toBeGreaterThan(5);
  });

  it.each([-1, 1])('a clock that is wrong by %i year changes the age that is told, and no verdict', async (years) => {
    const seconds = String(1_796_000_000 + years * 31_536_000);
    const { code, stdout, stderr } = await scan({ SOURCE_DATE_EPOCH: seconds });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).subjects[0].vulnerabilities).toEqual(JSON.parse(whole).subjects[0].vulnerabilities);
    const status = await runCli(['db', 'status'], { env: { ...env, SOURCE_DATE_EPOCH: seconds } });
    expect([status.code, status.stdout]).toEqual([0, expect.stringMatching(/^Knowledge of \d{4}-\d\d-\d\d/)]);
  });

  it('a directory that claims a store it does not hold is none: the shipped snapshot answers', async () => {
    mkdirSync(at('claims/knowledge'), { recursive: true });
    for (const claim of [`${'0'.repeat(64)}.rows`, '../../../etc/passwd', '']) {
      writeFileSync(at('claims/knowledge/current'), `${claim}\n`);
      const { stdout } = await runCli(['db', 'status', '--format', 'json'], {
        env: { ...env, PLIMSOLL_CACHE_DIR: at('claims') },
      });
      expect([claim, JSON.parse(stdout).shipped]).toEqual([claim, true]);
    }
  });
});

function flipped(place: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place]! ^= 1 << (place % 8);
  return copy;
}

function rewrite(about: object): void {
  rmSync(store);
  const writer = new RowFileWriter(store);
  writer.finish(JSON.stringify(about));
  writer.close();
}
