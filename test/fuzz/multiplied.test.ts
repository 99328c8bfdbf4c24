import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { npm } from '../../src/contents/catalogers/npm.ts';
import { parseChiselManifest } from '../../src/formats/bytes/chisel.ts';
import { readJavaArchive } from '../../src/formats/bytes/java-archive.ts';
import { type TestEntry, zip } from '../../src/formats/bytes/testdata/zips.ts';
import { FileTable } from '../../src/image/file-table.ts';
import { plainInstruction } from '../../src/image/history.ts';
import { ImageTree } from '../../src/image/image-tree.ts';
import { compileSelection } from '../../src/image/selection.ts';
import { tarPass } from '../../src/image/tar-pass.ts';
import { tarOf, text } from '../kit/tar.ts';

/** Inputs of some hundred kilobytes, made by hand, that few mutants come near: much work, or much output, of little. */

/** Milliseconds of processor time of this thread. */
function msOf(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const poms = (count: number, properties: (index: number) => string, description?: string): Uint8Array =>
  zip(
    Array.from({ length: count }, (_, index): TestEntry[] => [
      { name: `META-INF/maven/g${index}/a/pom.properties`, bytes: properties(index) },
      ...(description === undefined ? [] : [{ name: `META-INF/maven/g${index}/a/pom.xml`, bytes: description }]),
    ]).flat(),
  );

it.each([
  ['of nothing but line ends', () => poms(1000, () => '\n'.repeat(64 << 10))],
  ['of lines that begin well', () => poms(1000, () => 'version\n'.repeat(8 << 10))],
  [
    'with a megabyte of licenses each',
    () =>
      poms(
        60,
        (i) => `groupId=g${i}\nartifactId=a\nversion=1\n`,
        `<licenses>${'<name>x</name>'.repeat(70_000)}</licenses>`,
      ),
  ],
])('a jar with many poms %s is left off, and says so', (_what, make) => {
  const problems: string[] = [];
  const bytes = make();
  expect(msOf(() => readJavaArchive('x.jar', bytes, ({ kind }) => problems.push(kind)))).toBeLessThan(4000);
  expect(problems).toContain('budget');
});

it('a chisel manifest that names a package many times does not have its files as often', () => {
  const lines = [
    { jsonwall: '1.0', count: 20_001 },
    ...Array.from({ length: 10_000 }, () => ({ kind: 'package', name: 'a', version: '1' })),
    ...Array.from({ length: 10_000 }, (_, i) => ({ kind: 'path', path: `/${i}`, slices: ['a_x'] })),
  ];
  const manifest = parseChiselManifest(zstdCompressSync(lines.map((line) => JSON.stringify(line)).join('\n')));
  expect(manifest?.packages).toEqual([{ name: 'a', version: '1' }]);
  expect(manifest?.files.get('a')).toHaveLength(10_000);
});

it('a chisel manifest that unpacks to more than any has is refused', () => {
  expect(parseChiselManifest(zstdCompressSync(Buffer.alloc(64 << 20, '\n')))).toBeUndefined();
});

it.each([
  ['blanks', ' '.repeat(65_000)],
  ['blanks before something else', `RUN x${' '.repeat(65_000)}y`],
  ['marks and blanks', ' # buildkit'.repeat(6000)],
  ['a mark in the middle of blanks', `RUN x${' '.repeat(30_000)}#${' '.repeat(30_000)}buildkit`],
])('an instruction of %s is read at once', (_what, createdBy) => {
  expect(msOf(() => plainInstruction(createdBy))).toBeLessThan(100);
});

it('the mark of the builder is taken off, with blanks around it', () => {
  expect(plainInstruction('RUN x # buildkit')).toBe('RUN x');
  expect(plainInstruction('RUN x  #  buildkit \n')).toBe('RUN x');
  expect(plainInstruction('RUN x # not buildkit')).toBe('RUN x # not buildkit');
  expect(plainInstruction('RUN x# buildkit')).toBe('RUN x# buildkit');
});

it('a project far down that asks for thousands of packages does not look for each in every folder above', () => {
  const dependencies = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`d${i}`, '1']));
  const project = JSON.stringify({ name: 'x', version: '1', dependencies });
  const pass = tarPass(compileSelection([npm]));
  pass.push(tarOf([[`${'a/'.repeat(450)}package.json`, text(project)]]));
  const { table, facts } = pass.end();
  const located = facts[0]!.map(([path, fact]) => ({ layer: 0, path, fact: fact as never }));
  const [tree] = ImageTree.statesOf([new FileTable(table)]);
  expect(
    msOf(() => expect([...npm.packages(located, { layer: 0, tree: tree! }, () => {})]).toHaveLength(1)),
  ).toBeLessThan(5000);
});
