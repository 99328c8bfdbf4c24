import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type JavaProblem, readJavaArchive } from '../../src/formats/bytes/java-archive.ts';
import { zip } from '../../src/formats/bytes/testdata/zips.ts';
import { parseZip } from '../../src/formats/bytes/zip.ts';
import { zipReaderOf } from '../../src/formats/bytes/zip-entry.ts';
import { oddZips } from '../kit/evasion-zips.ts';
import { scratch } from '../kit/run-cli.ts';

/** Name → content; undefined when the archive as a whole or one of its entries could not be read, or a name stands for two. */
type Contents = ReadonlyMap<string, string> | undefined;

interface Ours {
  readonly contents: ReadonlyMap<string, string>;
  /** Whether anything would be reported of it. */
  readonly isSaid: boolean;
}

function ours(bytes: Uint8Array): Ours {
  const archive = parseZip(bytes);
  if (archive === undefined) return { contents: new Map(), isSaid: true };
  const reader = zipReaderOf(archive);
  let isSaid = archive.ambiguities.length > 0;
  const contents = new Map<string, string>();
  for (const entry of archive.entries) {
    const content = reader.read(entry, 1 << 20);
    if ('bytes' in content) contents.set(entry.name, Buffer.from(content.bytes).toString('latin1'));
    else isSaid = true;
  }
  return { contents, isSaid };
}

/** Not asked where the number of entries or a size is a lie: it believes any, counts to 2^32 and makes room for 4 GiB. */
function byFflate(bytes: Uint8Array): Contents {
  const archive = parseZip(bytes);
  if (archive === undefined || archive.ambiguities.includes('entry-count')) return undefined;
  if (archive.entries.some(({ sizeBytes }) => sizeBytes > 1 << 20)) return undefined;
  try {
    const files = Object.entries(unzipSync(bytes));
    return new Map(files.map(([name, content]) => [name, Buffer.from(content).toString('latin1')]));
  } catch {
    return undefined;
  }
}

function byPython(directory: string, zips: readonly Uint8Array[]): Contents[] {
  mkdirSync(directory);
  for (const [index, bytes] of zips.entries())
    writeFileSync(join(directory, `${String(index).padStart(6, '0')}.zip`), bytes);
  const script = join(import.meta.dirname, 'list_zip.py');
  const out = execFileSync('python3', [script, directory], { maxBuffer: 1 << 30 });
  return out
    .toString()
    .trim()
    .split('\n')
    .map((line) => {
      const { entries } = JSON.parse(line) as { entries?: [string, string | null][] };
      if (entries === undefined || entries.some(([, content]) => content === null)) return undefined;
      return new Set(entries.map(([name]) => name)).size === entries.length
        ? new Map(entries as [string, string][])
        : undefined;
    });
}

const same = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
  a.size === b.size && [...a].every(([name, content]) => b.get(name) === content);

const hasPython = spawnSync('python3', ['--version']).status === 0;
const directory = scratch();

describe.skipIf(!hasPython)(`odd zip files${hasPython ? '' : ' (skipped: needs python3)'}`, () => {
  it('where fflate and Python agree, so do we; where they do not, it is said', () => {
    const zips = fc.sample(oddZips, { numRuns: 2000, seed: 4 });
    let agreed = 0;
    let exact = 0;
    const wrong = byPython(join(directory, 'python'), zips).flatMap((python, index) => {
      const mine = ours(zips[index]!);
      const fflate = byFflate(zips[index]!);
      if (python !== undefined && fflate !== undefined && same(python, fflate)) {
        agreed++;
        if (same(mine.contents, python)) exact++;
      }
      // Who refuses an archive gives no second reading of it. And fflate heeds no bytes in front, which launch scripts have, and no
      // checksum: Python's word is enough.
      const reading = python ?? fflate;
      const isRight = reading !== undefined && same(mine.contents, reading);
      return mine.isSaid || isRight ? [] : [{ index, mine, python, fflate }];
    });
    expect(wrong.slice(0, 4)).toEqual([]);
    // Of what both of them read, what is left are headers that contradict the directory: refused, and said.
    expect(agreed).toBeGreaterThan(300);
    expect(exact / agreed).toBeGreaterThan(0.9);
  });
});

describe('a damaged jar', () => {
  const pom = (artifact: string) => ({
    name: `META-INF/maven/org.example/${artifact}/pom.properties`,
    bytes: `groupId=org.example\nartifactId=${artifact}\nversion=1.0\n`,
  });
  const inner = zip([{ ...pom('inner'), stored: true }]);
  const jar = zip([pom('one'), { ...pom('two'), stored: true }, { name: 'lib/inner-1.0.jar', bytes: inner }]);
  const namesOf = (bytes: Uint8Array) => {
    const problems: JavaProblem[] = [];
    const found = readJavaArchive('app.jar', bytes, (problem) => problems.push(problem));
    return { names: new Set(found.map(({ artifactId, version }) => `${artifactId} ${version}`)), problems };
  };

  it('never has fewer libraries in silence', () => {
    const whole = namesOf(jar);
    expect([[...whole.names].sort(), whole.problems]).toEqual([['inner 1.0', 'one 1.0', 'two 1.0'], []]);
    const silent: string[] = [];
    for (let at = 0; at < jar.length; at++) {
      for (const value of [0, 0xff, jar[at]! ^ 1, jar[at]! ^ 0x20]) {
        const twin = jar.slice();
        twin[at] = value;
        const { names, problems } = namesOf(twin);
        if ([...whole.names].some((name) => !names.has(name)) && problems.length === 0) silent.push(`${at} = ${value}`);
      }
    }
    for (let cut = 1; cut < jar.length; cut++) {
      const { names, problems } = namesOf(jar.subarray(0, -cut));
      if (names.size < whole.names.size && problems.length === 0) silent.push(`cut ${cut}`);
    }
    expect(silent).toEqual([]);
  });

  it('1,000 jars in each other end at the cap, and it is said', () => {
    let nested: Uint8Array = zip([pom('deepest')]);
    for (let depth = 0; depth < 1000; depth++) nested = zip([{ name: `d${depth}.jar`, bytes: nested, stored: true }]);
    const { names, problems } = namesOf(nested);
    expect([names.size, problems.map(({ kind }) => kind)]).toEqual([0, ['nesting']]);
  });

  it('a manifest of 1 GiB is not unpacked, and it is said', () => {
    const before = process.memoryUsage().rss;
    const manifest = { name: 'META-INF/MANIFEST.MF', bytes: Buffer.alloc(1 << 16), claimedBytes: 2 ** 30 };
    expect(namesOf(zip([manifest, { ...manifest, name: 'A.class' }])).problems).toMatchObject([
      { kind: 'entry', problem: 'too-large' },
      { kind: 'unidentified' },
    ]);
    expect(namesOf(zip([{ ...manifest, bytes: Buffer.alloc(100 << 20), claimedBytes: 1000 }])).problems).toMatchObject([
      { kind: 'entry', problem: 'damaged' },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20);
  });

  it('2^32 entries that are none cost nothing', () => {
    const started = performance.now();
    const bytes = zip([pom('one')], { zip64: true, claimedEntries: 2 ** 32 });
    expect(namesOf(bytes).problems).toMatchObject([{ kind: 'ambiguous' }]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
