import { describe, expect, it } from 'vitest';
import { FileTable } from '../../src/image/file-table.ts';
import { ImageTree } from '../../src/image/image-tree.ts';
import type { Cataloger } from '../../src/model/reader.ts';
import { readLayer } from '../../src/scan/layer-task.ts';
import { directory, type Entry, header, paxRecord, symlink, tarOf, text, withChecksum } from '../kit/tar.ts';

const everything: Cataloger<number> = {
  id: 'everything',
  version: 1,
  selects: [{ under: '', maxBytes: 1 << 30 }],
  read: ({ bytes }) => bytes.length,
  packages: () => [],
};

async function read(tar: Uint8Array) {
  async function* chunks() {
    yield new Uint8Array(tar);
  }
  const { diagnostics, table, facts, entries } = await readLayer(chunks(), [everything], ['everything@1']);
  const sizes = JSON.parse(new TextDecoder().decode(facts[0]!.bytes)) as [string, number][];
  return { codes: diagnostics.map(({ diagnostic }) => diagnostic.code), table: new FileTable(table), entries, sizes };
}

const end = Buffer.alloc(1024);
const block = (content: string) => Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'));
const paxed = (records: string, entry: Buffer) =>
  Buffer.concat([header('x', 'x', Buffer.byteLength(records), {}), block(records), entry]);

/** An old GNU sparse file that claims `size` bytes and stores one. */
function sparse(name: string, size: number): Buffer {
  const head = header(name, 'S', 1, {});
  head.write('ustar  \0', 257, 'latin1');
  head.write('00000000000\x0000000000001\0', 386, 'latin1');
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 483, 'latin1');
  return Buffer.concat([withChecksum(head), block('x')]);
}

describe('a tar archive cannot make us work more than it is long', () => {
  it('sparse files that claim gigabytes: filled up to a budget, the rest is said', async () => {
    const started = performance.now();
    const files = Array.from({ length: 200 }, (_, index) => sparse(`f${index}`, 2 ** 31));
    const { codes, sizes, entries } = await read(Buffer.concat([...files, end]));
    expect(entries).toBe(200);
    expect(sizes.length).toBe(16);
    expect(codes.filter((code) => code === 'tar/sparse-map').length).toBe(184);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('a path of 100,000 directories is said and passed over', async () => {
    const deep = paxRecord('path', `${'d/'.repeat(100_000)}f`);
    const { codes, entries } = await read(
      Buffer.concat([paxed(deep, header('f', '0', 0, {})), header('g', '0', 0, {}), end]),
    );
    expect([codes, entries]).toEqual([['image/path-too-long'], 1]);
  });

  it.each([
    ['a size that is negative', (head: Buffer) => head.fill(0xff, 124, 136)],
    ['a size beyond 2^53', (head: Buffer) => head.fill(0x7f, 125, 136).fill(0x80, 124, 125)],
    ['a size with a hole', (head: Buffer) => head.write('1 2', 124)],
  ])('%s is a corrupt layer', async (_, spoil) => {
    const head = header('f', '0', 0, {});
    spoil(head);
    await expect(read(Buffer.concat([withChecksum(head), end]))).rejects.toMatchObject({ code: 'image/corrupt-layer' });
  });

  it.each([
    ['a PAX header of 1 GiB', header('x', 'x', 2 ** 30, {})],
    ['a global header of 1 GiB', header('x', 'g', 2 ** 30, {})],
    ['a GNU name of 1 GiB', header('x', 'L', 2 ** 30, {})],
    ['a PAX size that is no number', paxed(paxRecord('size', '-1'), header('f', '0', 0, {}))],
  ])('%s is refused before it is read', async (_, tar) => {
    await expect(read(Buffer.concat([tar, end]))).rejects.toMatchObject({ code: 'image/corrupt-layer' });
  });

  it('links in circles lead nowhere, quickly', async () => {
    const entries: [string, Entry][] = [['d/', directory()]];
    for (let i = 0; i < 2000; i++) entries.push([`d/l${i}`, symlink(`l${(i + 1) % 2000}/x`)], [`d/l${i}/y`, text('y')]);
    const { table } = await read(tarOf(entries));
    const tree = ImageTree.statesOf([table])[0]!;
    const started = performance.now();
    for (let i = 0; i < 2000; i++) expect(tree.resolve(`d/l${i}`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('follows engines where GNU tar does otherwise, and says so: a global header, PAX against GNU names', async () => {
    const global = paxRecord('path', 'elsewhere');
    const tar = Buffer.concat([
      header('x', 'g', global.length, {}),
      block(global),
      header('here', '0', 0, {}),
      header('././@LongLink', 'L', 4, {}),
      block('gnu\0'),
      paxed(paxRecord('path', 'pax'), header('plain', '0', 0, {})),
      end,
    ]);
    const { codes, table } = await read(tar);
    expect([...table.paths()]).toEqual(['here', 'gnu']);
    expect(codes).toEqual(['tar/global-header']);
  });
});
