import { existsSync, readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { numberFor, writeNumber } from '../../bench/fuzz/mutators/bytes.ts';
import { randomOf } from '../../bench/fuzz/random.ts';
import { fixture } from '../../bench/fuzz/seeds.ts';
import { catalogers } from '../../src/contents/catalogers/index.ts';
import { osRelease } from '../../src/contents/distro.ts';
import { executable, framed, inlineBuildInfo } from '../../src/formats/bytes/testdata/executables.ts';
import { compileSelection } from '../../src/image/selection.ts';
import { tarPass } from '../../src/image/tar-pass.ts';
import { bytes as content, tarOf, text } from '../kit/tar.ts';

/** What a reader may take besides the file: tables of sections, facts, the pass itself. */
const CONSTANT = 32 << 20;

const info = inlineBuildInfo('go1.22.1', framed('path\tx\nmod\tx\tv1.0.0\n'));
const made = (format: 'elf' | 'pe' | 'macho') =>
  executable({
    format,
    sections: [{ name: format === 'macho' ? '__go_buildinfo' : '.go.buildinfo', bytes: info, writable: true }],
  });

/** A program of the machine, read as it is; a fixed small one where there is none. */
const ownProgram = (): Uint8Array =>
  existsSync('/bin/true') ? new Uint8Array(readFileSync('/bin/true')).slice(0, 64 << 10) : made('elf');

const victims: readonly (readonly [name: string, path: string, bytes: Uint8Array])[] = [
  ['a program of this machine', 'usr/bin/true', ownProgram()],
  ['an ELF program of Go', 'usr/bin/elf', made('elf')],
  ['a PE program of Go', 'usr/bin/x.exe', made('pe')],
  ['a Mach-O program of Go', 'usr/bin/macho', made('macho')],
  ['a database of rpm', 'var/lib/rpm/rpmdb.sqlite', fixture('src/contents/catalogers/testdata/rpm/rpmdb.sqlite')],
];

function memoryInUse(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** Reads a layer in which the victim stands between two honest files; answers what was read of those, and what memory it took. */
function read(path: string, victim: Uint8Array): { honest: readonly string[]; failed: boolean; growth: number } {
  const layer = tarOf([
    ['etc/os-release', text('ID=debian\nVERSION_ID="12"\n')],
    [path, content(victim)],
    ['var/lib/dpkg/status', text('Package: a\nStatus: install ok installed\nVersion: 1\n')],
  ]);
  const before = memoryInUse();
  const pass = tarPass(compileSelection([...catalogers, osRelease]));
  pass.push(layer);
  const { facts, diagnostics } = pass.end();
  const growth = memoryInUse() - before;
  const paths = facts.flatMap((ofReader) => ofReader.map(([at]) => at)).filter((at) => at !== path);
  return {
    honest: paths.sort(),
    failed: diagnostics.some(({ diagnostic }) => diagnostic.code === 'contents/reader-failed'),
    growth,
  };
}

/** Every field of the first kilobytes, where headers and tables stand, and fields all over the rest. */
function* placesIn(bytes: Uint8Array): Generator<number> {
  for (let at = 0; at < Math.min(bytes.length - 8, 1200); at += 2) yield at;
  for (let at = 1200; at < bytes.length - 8; at += 94) yield at;
}

describe.each(victims)('fields of %s that lie', (_name, path, bytes) => {
  it('take no more memory than the file explains, and the other files are read', { timeout: 60_000 }, () => {
    const random = randomOf(7, bytes.length);
    let worst = 0;
    for (const at of placesIn(bytes)) {
      const mutant = Buffer.from(bytes);
      writeNumber(mutant, at, random.pick([2, 4, 8] as const), numberFor(bytes.length, random), random.below(4) > 0);
      const { honest, failed, growth } = read(path, new Uint8Array(mutant));
      expect({ at, honest, failed }).toEqual({ at, honest: ['etc/os-release', 'var/lib/dpkg/status'], failed: false });
      worst = Math.max(worst, growth);
    }
    expect(worst).toBeLessThan(4 * bytes.length + CONSTANT);
  });
});

describe('counts that multiply what few bytes hold', () => {
  it('many cells of a page of SQLite that are one cell are read once', { timeout: 60_000 }, () => {
    const { length } = read('var/lib/rpm/rpmdb.sqlite', sharedCells()).honest;
    const { growth } = read('var/lib/rpm/rpmdb.sqlite', sharedCells());
    expect(length).toBe(2);
    expect(growth).toBeLessThan(CONSTANT + (4 << 20));
  });
});

/** A database of 64 KiB pages, the last of which says 30,000 times where its only cell is: a header of an rpm package of 4 KiB. */
function sharedCells(): Uint8Array {
  const page = 65_536;
  const file = Buffer.alloc(2 * page);
  file.write('SQLite format 3\0', 0, 'latin1');
  file.writeUInt16BE(1, 16);
  file.writeUInt32BE(2, 28);
  file.writeUInt32BE(1, 56);
  const schema = record([Buffer.from('table'), Buffer.from('Packages'), Buffer.from('Packages'), 2, Buffer.from('')]);
  const schemaAt = page - schema.length - 2;
  file.set([schema.length, 1, ...schema], schemaAt);
  file.set([0x0d, 0, 0, 0, 1, schemaAt >> 8, schemaAt & 0xff, 0], 100);
  file.set([0x0d, 0, 0, 0, 1, 0, 0, 0, schemaAt >> 8, schemaAt & 0xff], 100);
  const body = record([1, headerOf()]);
  const count = 28_000;
  const bodyAt = 2 * page - body.length - 4;
  file.set([...varint(body.length), 1, ...body], bodyAt);
  file.set([0x0d, 0, 0, count >> 8, count & 0xff, 0, 0, 0], page);
  for (let i = 0; i < count; i++) file.writeUInt16BE(bodyAt - page, page + 8 + 2 * i);
  return new Uint8Array(file);
}

/** Name, version and release, and many file names. */
function headerOf(): Buffer {
  const names = Buffer.from(`n\0${'1\0'.repeat(2)}${'f\0'.repeat(1500)}`);
  const entries = [
    [1000, 6, 0, 1],
    [1001, 6, 2, 1],
    [1002, 6, 4, 1],
    [1027, 8, 6, 1500],
  ].flat();
  const head = Buffer.alloc(8 + 4 * entries.length);
  head.writeUInt32BE(entries.length / 4, 0);
  head.writeUInt32BE(names.length, 4);
  entries.forEach((value, i) => {
    head.writeUInt32BE(value, 8 + 4 * i);
  });
  return Buffer.concat([head, names]);
}

/** A record of SQLite: texts and blobs as blobs are told apart by nothing that matters here; numbers are one byte. */
function record(values: readonly (Buffer | number)[]): number[] {
  const types = values.flatMap((value, i) =>
    typeof value === 'number' ? [1] : varint(2 * value.length + (i < 4 && values.length > 2 ? 13 : 12)),
  );
  return [types.length + 1, ...types, ...values.flatMap((value) => (typeof value === 'number' ? [value] : [...value]))];
}

function varint(value: number): number[] {
  return value < 128
    ? [value]
    : value < 16_384
      ? [(value >> 7) | 0x80, value & 0x7f]
      : [(value >> 14) | 0x80, ((value >> 7) & 0x7f) | 0x80, value & 0x7f];
}
