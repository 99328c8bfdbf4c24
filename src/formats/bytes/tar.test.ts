import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  directory,
  hardlink,
  header,
  paxRecord,
  symlink,
  tarOf,
  text,
  withChecksum,
} from '../../../test/kit/tar.ts';
import { TarParser } from './tar.ts';

interface Seen {
  readonly name: string;
  readonly kind: string;
  readonly size: number;
  readonly link: string;
  content?: string;
}

/** Parses in chunks of one size, keeping the bodies of all files. */
function parse(tar: Uint8Array, chunkBytes = tar.length, cap = 1 << 20): { entries: Seen[]; odd: string[] } {
  const entries: Seen[] = [];
  const odd: string[] = [];
  const parser = new TarParser({
    begin(entry) {
      entries.push({ name: entry.name, kind: entry.kind, size: entry.sizeBytes, link: entry.linkName });
      return entry.kind === 'file' ? 4 : 0;
    },
    peek: () => cap,
    content(content) {
      entries.at(-1)!.content = Buffer.from(content).toString();
    },
    odd: (code) => odd.push(code),
  });
  for (let at = 0; at < tar.length; at += chunkBytes) parser.push(tar.subarray(at, at + chunkBytes));
  parser.end();
  return { entries, odd };
}

const long = `${'deep/'.repeat(40)}name`;

describe('a tar archive', () => {
  it.each([1, 7, 511, 512, 513, 4096, 1 << 20])('reads the same in chunks of %i bytes', (chunkBytes) => {
    const tar = tarOf([
      ['./etc/', directory()],
      ['./etc/hostname', text('box\n')],
      ['big', bytes(Buffer.alloc(3000, 'x'))],
      ['empty', text('')],
      ['link', symlink('etc/hostname')],
      ['hard', hardlink('etc/hostname')],
      [long, text('long')],
    ]);
    expect(parse(tar, chunkBytes).entries.map(({ name, kind, content }) => [name, kind, content?.slice(0, 5)])).toEqual(
      [
        ['./etc/', 'directory', undefined],
        ['./etc/hostname', 'file', 'box\n'],
        ['big', 'file', 'xxxxx'],
        ['empty', 'file', undefined],
        ['link', 'symlink', undefined],
        ['hard', 'hardlink', undefined],
        [long, 'file', 'long'],
      ],
    );
  });

  it('agrees with tar-stream on names, kinds and contents', async () => {
    const packer = pack();
    packer.entry({ name: 'a/ü.txt' }, 'umlaut');
    packer.entry({ name: `${'x'.repeat(150)}/y` }, 'pax');
    packer.entry({ name: 's', type: 'symlink', linkname: 'z'.repeat(120) });
    packer.entry({ name: 'd', type: 'directory' });
    packer.finalize();
    const { entries } = parse(await buffer(packer), 100);
    expect(entries.map(({ name, kind, content, link }) => [name, kind, content, link])).toEqual([
      ['a/ü.txt', 'file', 'umlaut', ''],
      [`${'x'.repeat(150)}/y`, 'file', 'pax', ''],
      ['s', 'symlink', undefined, 'z'.repeat(120)],
      ['d', 'directory', undefined, ''],
    ]);
  });

  it('gives no more of a body than is asked for', () => {
    expect(parse(tarOf([['f', text('0123456789')]]), 3, 6).entries[0]!.content).toBe('012345');
  });

  it('takes GNU long names and long links', () => {
    const name = 'n'.repeat(300);
    const tar = Buffer.concat([
      header('././@LongLink', 'L', 301, {}),
      Buffer.from(`${name}\0`.padEnd(512, '\0')),
      header('././@LongLink', 'K', 4, {}),
      Buffer.from('far\0'.padEnd(512, '\0')),
      header('short', '2', 0, { target: 'near' }),
      Buffer.alloc(1024),
    ]);
    expect(parse(tar, 100).entries).toEqual([{ name, kind: 'symlink', size: 0, link: 'far' }]);
  });

  it('fills the holes of sparse files in each form', () => {
    const body = Buffer.from('headTAIL'.padEnd(512, '\0'));
    const old = header('old', 'S', 8, {});
    old.write('ustar  \0', 257, 'latin1');
    const octal = (value: number, at: number) => old.write(`${value.toString(8).padStart(11, '0')}\0`, at);
    octal(0, 386);
    octal(4, 398);
    octal(8, 410);
    octal(4, 422);
    octal(12, 483);
    const pax01 =
      paxRecord('GNU.sparse.map', '0,4,8,4') + paxRecord('GNU.sparse.size', '12') + paxRecord('GNU.sparse.name', 'one');
    const pax10 =
      paxRecord('GNU.sparse.major', '1') +
      paxRecord('GNU.sparse.minor', '0') +
      paxRecord('GNU.sparse.realsize', '12') +
      paxRecord('GNU.sparse.name', 'two');
    const paxed = (records: string, file: Buffer) =>
      Buffer.concat([header('x', 'x', records.length, {}), Buffer.from(records.padEnd(512, '\0')), file]);
    const tar = Buffer.concat([
      withChecksum(old),
      body,
      paxed(pax01, Buffer.concat([header('g/one', '0', 8, {}), body])),
      paxed(
        pax10,
        Buffer.concat([header('g/two', '0', 520, {}), Buffer.from('2\n0\n4\n8\n4\n'.padEnd(512, '\0')), body]),
      ),
      Buffer.alloc(1024),
    ]);
    const holes = 'head\0\0\0\0TAIL';
    for (const chunkBytes of [64, 512, tar.length]) {
      expect(parse(tar, chunkBytes).entries).toEqual(
        ['old', 'one', 'two'].map((name) => ({ name, kind: 'file', size: 12, link: '', content: holes })),
      );
    }
  });

  it('reads sizes in base 256', () => {
    const block = header('f', '0', 0, {});
    block.fill(0, 124, 136);
    block[124] = 0x80;
    block[135] = 5;
    const tar = Buffer.concat([withChecksum(block), Buffer.from('hello'.padEnd(512, '\0')), Buffer.alloc(1024)]);
    expect(parse(tar).entries[0]).toMatchObject({ size: 5, content: 'hello' });
  });

  it('shows bytes that are no UTF-8 as %XX', () => {
    const block = header('a', '0', 0, {});
    block[0] = 0xff;
    expect(parse(Buffer.concat([withChecksum(block), Buffer.alloc(1024)])).entries[0]!.name).toBe('%FF');
  });

  it('names an entry of unknown type and goes on', () => {
    const tar = Buffer.concat([header('odd', 'Z', 3, {}), Buffer.alloc(512), tarOf([['f', text('x')]])]);
    expect(parse(tar)).toMatchObject({ odd: ['tar/unknown-type'], entries: [{ name: 'f' }] });
  });

  it.each([
    [
      'a wrong checksum',
      Buffer.concat([header('f', '0', 0, {}).fill(0x41, 0, 3), Buffer.alloc(1024)]),
      'image/corrupt-layer',
    ],
    ['garbage', Buffer.alloc(2048, 0x55), 'image/corrupt-layer'],
    ['an end inside a body', tarOf([['f', text('x'.repeat(600))]]).subarray(0, 700), 'image/truncated-layer'],
    ['an end inside a header', tarOf([['f', text('x')]]).subarray(0, 300), 'image/truncated-layer'],
    [
      'a PAX header of 2 GiB',
      Buffer.concat([header('x', 'x', 2 ** 31, {}), Buffer.alloc(1024)]),
      'image/corrupt-layer',
    ],
    [
      'a malformed PAX header',
      Buffer.concat([header('x', 'x', 9, {}), Buffer.from('99999 a=b'.padEnd(512, '\0')), Buffer.alloc(1024)]),
      'image/corrupt-layer',
    ],
  ])('refuses %s', (_, tar, code) => {
    expect(() => parse(tar)).toThrow(expect.objectContaining({ code }));
  });
});
