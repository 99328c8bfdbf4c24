import { gzipSync, zstdCompressSync } from 'node:zlib';
import { inflate } from '../../../src/formats/bytes/inflate.ts';
import { readJavaArchive } from '../../../src/formats/bytes/java-archive.ts';
import { TarParser } from '../../../src/formats/bytes/tar.ts';
import { zip } from '../../../src/formats/bytes/testdata/zips.ts';
import { parseZip } from '../../../src/formats/bytes/zip.ts';
import { zipReaderOf } from '../../../src/formats/bytes/zip-entry.ts';
import { bytes, directory, text as file, hardlink, header, paxRecord, symlink, tarOf } from '../../../test/kit/tar.ts';
import type { Family } from '../family.ts';
import { lyingHead } from '../mutators/headers.ts';
import { tarMutators } from '../mutators/tar.ts';
import { zipMutators } from '../mutators/zip.ts';

const plainTar = (): Buffer =>
  tarOf([
    ['etc/', directory()],
    ['etc/os-release', file('ID=alpine\nVERSION_ID=3.20.1\n')],
    ['usr/lib/x', symlink('../../etc/os-release')],
    ['usr/lib/y', hardlink('etc/os-release')],
    ['var/lib/dpkg/.wh.status', file('')],
    [`long/${'name/'.repeat(30)}file`, bytes(new Uint8Array(600))],
  ]);

function paxTar(type: string, ...records: readonly (readonly [string, string])[]): Buffer {
  const pax = Buffer.from(records.map(([key, value]) => paxRecord(key, value)).join(''));
  const body = Buffer.alloc(1024, 0x61);
  return Buffer.concat([
    header('PaxHeader', type, pax.length, {}),
    Buffer.concat([pax, Buffer.alloc((512 - (pax.length % 512)) % 512)]),
    header('etc/os-release', '0', 1024, {}),
    body,
    Buffer.alloc(1024),
  ]);
}

export const tarSeeds = (): readonly Uint8Array[] => [
  plainTar(),
  paxTar('x', ['path', 'etc/group'], ['size', '1024'], ['SCHILY.xattr.security.capability', '\x01\0\0\x02']),
  paxTar('x', ['GNU.sparse.map', '0,512,4096,512'], ['GNU.sparse.size', '8192'], ['GNU.sparse.name', 'etc/passwd']),
  paxTar('g', ['path', 'etc/group'], ['uid', '5']),
  Buffer.concat([header('././@LongLink', 'L', 5, {}), Buffer.alloc(512, 'abcd\0'), plainTar()]),
];

/** The tar reader alone: all bodies wanted whole, in chunks of odd sizes. */
const tar: Family = {
  id: 'tar',
  nature: 'binary',
  refuses: true,
  seeds: tarSeeds,
  mutators: tarMutators,
  run(input) {
    const seen: unknown[] = [];
    const parser = new TarParser({
      begin(entry) {
        seen.push(entry);
        return 512;
      },
      peek(head) {
        seen.push(head.length);
        return 1 << 20;
      },
      content: (content) => void seen.push(content.length, content.at(-1)),
      odd: (code, _message, name) => void seen.push(code, name),
    });
    const step = 1 + ((input.length * 7) % 1500);
    for (let at = 0; at < input.length; at += step) parser.push(input.subarray(at, at + step));
    parser.end();
    return seen;
  },
};

const pom = 'groupId=org.example\nartifactId=lib\nversion=1.2.3\n';
const manifest =
  'Manifest-Version: 1.0\r\nImplementation-Title: lib\r\nImplementation-Version: 1.2\r\nBundle-SymbolicName: org.example.l\r\n ib;x=y\r\nBundle-License: MIT\r\n\r\n';

const innerJar = (): Uint8Array =>
  zip([
    { name: 'META-INF/MANIFEST.MF', bytes: manifest },
    { name: 'META-INF/maven/org.example/lib/pom.properties', bytes: pom },
    {
      name: 'META-INF/maven/org.example/lib/pom.xml',
      bytes: '<project><licenses><license><name>MIT</name></license></licenses></project>',
    },
    { name: 'org/example/A.class', bytes: 'x', stored: true },
  ]);

export const jarSeeds = (): readonly Uint8Array[] => [
  innerJar(),
  zip(
    [
      { name: 'BOOT-INF/lib/lib-1.2.3.jar', bytes: innerJar(), stored: true },
      { name: 'x.class', bytes: '' },
    ],
    { prefix: Buffer.from('#!/bin/sh\n') },
  ),
  zip(
    [
      { name: 'META-INF/MANIFEST.MF', bytes: manifest },
      { name: 'x/y.class', bytes: 'x' },
    ],
    { zip64: true, comment: 'PK\x05\x06' },
  ),
  zip([]),
];

const zipFamily: Family = {
  id: 'zip',
  nature: 'binary',
  seeds: jarSeeds,
  mutators: zipMutators,
  run(input) {
    const archive = parseZip(input);
    if (archive === undefined) return undefined;
    const reader = zipReaderOf(archive);
    const contents = archive.entries.slice(0, 200).map((entry) => {
      const content = reader.read(entry, 1 << 20);
      return 'bytes' in content ? content.bytes.length : content.problem;
    });
    return { entries: archive.entries, ambiguities: archive.ambiguities, contents };
  },
};

const jar: Family = {
  id: 'jar',
  nature: 'binary',
  seeds: jarSeeds,
  mutators: zipMutators,
  run(input) {
    const problems: unknown[] = [];
    return { artifacts: readJavaArchive('app/lib-1.2.3.jar', input, (problem) => problems.push(problem)), problems };
  },
};

/** Unpacked as a layer is; the sum of its bytes stands for them. */
async function unpacked(input: Uint8Array): Promise<unknown> {
  let length = 0;
  let sum = 0;
  const step = 1 + ((input.length * 7) % 4000);
  async function* chunks() {
    for (let at = 0; at < input.length; at += step) yield input.slice(at, at + step);
  }
  for await (const chunk of inflate(chunks())) {
    length += chunk.length;
    for (let i = 0; i < chunk.length; i += 101) sum = (sum + chunk[i]!) >>> 0;
    if (length > 16 << 20) break;
  }
  return { length, sum };
}

const gzip: Family = {
  id: 'inflate-gzip',
  nature: 'binary',
  refuses: true,
  seeds: () => [
    gzipSync(plainTar()),
    Buffer.concat([gzipSync('one'), gzipSync('two')]),
    gzipSync(new Uint8Array(100_000)),
  ],
  mutators: [lyingHead(20, 1)],
  run: unpacked,
};

const zstd: Family = {
  id: 'inflate-zstd',
  nature: 'binary',
  refuses: true,
  seeds: () => [
    zstdCompressSync(plainTar()),
    Buffer.concat([
      zstdCompressSync('one'),
      Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]),
      zstdCompressSync('two'),
    ]),
    zstdCompressSync(new Uint8Array(100_000)),
  ],
  mutators: [lyingHead(20, 1)],
  run: unpacked,
};

export const families = [tar, zipFamily, jar, gzip, zstd];
