import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { feeds } from '../knowledge/feeds/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { findDocuments } from './feed-documents.ts';
import { zipMembers } from './zip-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-documents-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), content);
  return join(directory, path);
}

/** A zip of deflated (or stored) members, as APPNOTE has it. */
function zip(members: Readonly<Record<string, string>>, method: 0 | 8 = 8): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(members)) {
    const bytes = Buffer.from(text);
    const packed = method === 0 ? bytes : deflateRawSync(bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(bytes), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(central).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...central, end]);
}

const members = { 'a.json': '{"id":"GHSA-a"}', 'dir/': '', 'b.json': 'x'.repeat(100_000) };

it.each([0, 8] as const)('reads zips member by member (method %d)', (method) => {
  const path = put(`zips/${method}.zip`, zip(members, method));
  const found = [...zipMembers(path, 1 << 20)].map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]);
  expect(found).toEqual([
    ['a.json', members['a.json']],
    ['b.json', members['b.json']],
  ]);
});

it('refuses broken zips by name and never reads past them', () => {
  const whole = zip(members);
  const damaged = Buffer.from(whole);
  damaged[40] = (damaged[40] ?? 0) ^ 0xff;
  const cases = [Buffer.alloc(0), whole.subarray(0, 50), whole.subarray(20), damaged, Buffer.alloc(100_000, 0x50)];
  for (const [index, bytes] of cases.entries()) {
    const path = put(`zips/broken-${index}.zip`, bytes);
    expect(() => [...zipMembers(path, 1 << 20)]).toThrow(/is no readable zip/);
  }
  const bomb = put('zips/bomb.zip', zip({ 'a.json': 'x'.repeat(2 << 20) }));
  expect(() => [...zipMembers(bomb, 1 << 20)]).toThrow(/more than/);
});

it('finds documents by name and content, takes gzip off, and follows no links', async () => {
  const tracker = '{"curl":{"CVE-2020-0001":{"releases":{}}}}';
  const place = join(directory, 'found');
  put('found/osv/npm/all.zip', zip({ 'GHSA-a.json': '{"id":"GHSA-a"}' }));
  put('found/osv/other.zip', zip({ 'x.json': '{}' }));
  put('found/debian/tracker.json.gz', gzipSync(tracker));
  put('found/debian/broken.json.gz', gzipSync(tracker).subarray(0, 5));
  put('found/eol/debian.json', '[{"cycle":"12"}]');
  put('found/package.json', '{"name":"x"}');
  put('found/readme.md', '# x');
  symlinkSync(join(directory, 'found/eol'), join(directory, 'found/linked'));
  const notes: Diagnostic[] = [];
  const found = [...findDocuments(place, feeds, (note) => notes.push(note))];
  expect(found.map(({ feed, document }) => [feed.id, document.path])).toEqual([
    ['debian', 'debian/tracker.json'],
    ['eol', 'eol/debian.json'],
    ['osv', 'osv/npm/all.zip'],
  ]);
  const read = async (index: number) => {
    for await (const { bytes } of found[index]?.document.members() ?? []) return Buffer.from(bytes).toString();
  };
  expect(await read(0)).toBe(tracker);
  expect(await read(2)).toBe('{"id":"GHSA-a"}');
  expect(found[0]?.document.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(notes.map(({ code }) => code)).toEqual(['knowledge/document-unreadable']);
  expect(() => [...findDocuments(join(directory, 'absent'), feeds, () => {})]).toThrow(/cannot list/);
});
