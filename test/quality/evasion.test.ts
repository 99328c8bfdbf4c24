import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gateOf } from '../../src/cli/parts/gate.ts';
import { executable } from '../../src/formats/bytes/testdata/executables.ts';
import { zip } from '../../src/formats/bytes/testdata/zips.ts';
import { judge } from '../../src/scan/judge.ts';
import { goProgram } from '../kit/go-program.ts';
import { type ImageBuilder, image } from '../kit/image.ts';
import { advisoryOf, affectedOf, knowledgeOf } from '../kit/knowledge.ts';
import { ROOT } from '../kit/run-cli.ts';
import { inventoryOf } from '../kit/scan-built.ts';
import { bytes, directory, type Entry, symlink, tarOf, text } from '../kit/tar.ts';

const os = (id: string, version: string) => ({
  'etc/os-release': `ID=${id}\nVERSION_ID="${version}"\nPRETTY_NAME="${id} ${version}"\n`,
});
const DEBIAN = os('debian', '12');
const ALPINE = os('alpine', '3.20.1');
const deb = (name: string) =>
  `Package: ${name}\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\nMaintainer: Debian <x@debian.org>\n\n`;
const STATUS = 'var/lib/dpkg/status';
const program = (content: string | Uint8Array = 'x'): Entry => ({
  type: 'file',
  content: Buffer.from(content as Uint8Array),
  mode: 0o755,
});
/** Two packages with their files. */
const installed = {
  [STATUS]: deb('curl') + deb('wget'),
  'var/lib/dpkg/info/curl.list': '/.\n/usr\n/usr/bin\n/usr/bin/curl\n',
  'var/lib/dpkg/info/wget.list': '/.\n/usr\n/usr/bin\n/usr/bin/wget\n',
  'usr/bin/curl': program(),
  'usr/bin/wget': program(),
};
const apk = { 'lib/apk/db/installed': 'P:musl\nV:1-r0\nA:x86_64\n\n', 'bin/busybox': program() };
const jar = zip([
  {
    name: 'META-INF/maven/org.example/lib/pom.properties',
    bytes: 'groupId=org.example\nartifactId=lib\nversion=1.0\n',
  },
]);
const rpmdb = readFileSync(join(ROOT, 'src/contents/catalogers/testdata/rpm/rpmdb.sqlite'));
const strippedGo = executable({
  format: 'elf',
  sections: [{ name: '.text', bytes: Buffer.from('\xff Go build ID: "x"', 'latin1'), executable: true }],
});
const packed = Buffer.concat([
  executable({ format: 'elf', sections: [{ name: '.text', bytes: Buffer.from('UPX!'), executable: true }] }),
  Buffer.from(`UPX!${' '.repeat(32)}`),
]);
const json = (content: object) => JSON.stringify(content);

/** What is there, by the names of packages, or the code of what has to be said. */
type Label = { readonly finds: readonly string[] } | { readonly says: string };

const EVASIONS: readonly (readonly [what: string, image: ImageBuilder, label: Label])[] = [
  ['os-release is removed', image().layer(installed), { finds: ['curl', 'wget'] }],
  [
    'os-release lies',
    image().layer({ ...os('alpine', '3.20.1'), ...installed }),
    { says: 'knowledge/no-data-for-release' },
  ],
  [
    'only the upper layer lies',
    image()
      .layer({ ...DEBIAN, ...installed })
      .layer(os('debian', '13')),
    { says: 'image/distro-changed' },
  ],
  [
    'the status is moved',
    image().layer({ ...DEBIAN, 'usr/bin/dpkg': program(), 'opt/s': deb('curl') }),
    { says: 'image/no-package-database' },
  ],
  [
    'the status is a link',
    image().layer({ ...DEBIAN, 'opt/s': deb('curl'), [STATUS]: symlink('/opt/s') }),
    { finds: ['curl'] },
  ],
  [
    'the status is in status.d',
    image().layer({ ...DEBIAN, 'var/lib/dpkg/status.d/curl': deb('curl') }),
    { finds: ['curl'] },
  ],
  [
    'the status is compressed',
    image().layer({ ...DEBIAN, [`${STATUS}.gz`]: bytes(gzipSync(deb('curl'))) }),
    { says: 'image/no-package-database' },
  ],
  [
    'the status holds compressed bytes',
    image().layer({ ...DEBIAN, [STATUS]: bytes(gzipSync(deb('curl').repeat(50))) }),
    { says: 'catalogers/dpkg-unreadable' },
  ],
  [
    'the status is deleted later',
    image()
      .layer({ ...DEBIAN, ...installed })
      .layer({ 'var/lib/dpkg/.wh.status': '' }),
    { says: 'image/package-record-removed' },
  ],
  [
    'the directory of the database is deleted later',
    image()
      .layer({ ...DEBIAN, ...installed })
      .layer({ 'var/lib/.wh.dpkg': '' }),
    { says: 'image/package-record-removed' },
  ],
  [
    'the directory of the database is emptied later',
    image()
      .layer({ ...DEBIAN, ...installed })
      .layer({ 'var/lib/dpkg/.wh..wh..opq': '' }),
    { says: 'image/no-package-database' },
  ],
  [
    'the status is written again with less',
    image()
      .layer({ ...DEBIAN, ...installed })
      .layer({ [STATUS]: deb('wget') }),
    { says: 'image/package-record-removed' },
  ],
  [
    'one layer has the status twice',
    image().layer(
      {},
      {
        tar: tarOf([
          ['etc/os-release', text(DEBIAN['etc/os-release'])],
          [STATUS, text(deb('none'))],
          [STATUS, text(deb('curl'))],
        ]),
      },
    ),
    { finds: ['curl'] },
  ],
  [
    'one stanza is broken',
    image().layer({ ...DEBIAN, [STATUS]: `Package: curl\nStatus: install ok installed\n\n${deb('wget')}` }),
    { says: 'catalogers/dpkg-unreadable' },
  ],
  [
    'the rpm database is in sysimage alone',
    image().layer({ ...os('fedora', '40'), 'usr/lib/sysimage/rpm/rpmdb.sqlite': bytes(rpmdb) }),
    { finds: [] },
  ],
  [
    'the apk database is removed',
    image()
      .layer({ ...ALPINE, ...apk })
      .layer({ 'lib/apk/.wh.db': '' }),
    { says: 'image/no-package-database' },
  ],
  ['a jar has another name', image().layer({ 'opt/app.bin': bytes(jar) }), { finds: ['lib'] }],
  [
    'a jar lies in a tar.gz',
    image().layer({ 'opt/app.tar.gz': bytes(gzipSync(tarOf([['lib.jar', bytes(jar)]]))) }),
    { says: 'catalogers/archive-not-read' },
  ],
  ['a Go program is stripped', image().layer({ app: program(strippedGo) }), { says: 'catalogers/go-no-build-info' }],
  ['a program is packed', image().layer({ app: program(packed) }), { says: 'catalogers/packed-binary' }],
  [
    'a program tells nothing',
    image().layer({ app: program(executable({ format: 'elf', sections: [] })) }),
    { says: 'image/nothing-recognized' },
  ],
  [
    'a package has no version',
    image().layer({ 'app/node_modules/x/package.json': json({ name: 'x' }) }),
    { says: 'catalogers/npm-incomplete' },
  ],
  [
    'a root lies in the root',
    image().layer({ ...DEBIAN, ...installed, [`opt/jail/${STATUS}`]: deb('openssl') }),
    { says: 'catalogers/nested-root' },
  ],
  [
    'a jar is written through a link',
    image()
      .layer({ opt: directory(), link: symlink('opt') })
      .layer({ 'link/lib.jar': bytes(jar) })
      .layer({ '.wh.link': '' }),
    { finds: ['lib'] },
  ],
];

const HONEST: readonly (readonly [what: string, image: ImageBuilder, finds: readonly string[]])[] = [
  ['a Debian', image().layer({ ...DEBIAN, ...installed }), ['curl', 'wget']],
  ['an Alpine', image().layer({ ...ALPINE, ...apk }), ['musl']],
  [
    'an upgrade and a removal',
    image()
      .layer({ ...DEBIAN, ...installed })
      .layer({ [STATUS]: deb('wget'), 'var/lib/dpkg/info/.wh.curl.list': '', 'usr/bin/.wh.curl': '' }),
    ['wget'],
  ],
  ['one Go program', image().layer({ app: program(goProgram([['example.com/dep', 'v1.0.0']])) }), ['example.com/dep']],
  [
    'a jar that a later layer deletes',
    image()
      .layer({ 'opt/lib.jar': bytes(jar) })
      .layer({ 'opt/.wh.lib.jar': '' }),
    [],
  ],
  ['data alone', image().layer({ 'data/file.txt': 'x' }), []],
];

/** Something is known of everything that occurs here, but that nobody has a flaw. */
const knowledge = knowledgeOf([
  advisoryOf('CVE-2026-1', {
    affected: ['debian:12', 'debian:13', 'alpine:3.20', 'fedora:40', 'npm', 'maven', 'golang', 'go'].map((ecosystem) =>
      affectedOf(`${ecosystem} nothing-of-this-name`, '0 <1'),
    ),
  }),
]);

async function judged(builder: ImageBuilder) {
  const subject = judge(await inventoryOf(builder), knowledge);
  const report = {
    kind: 'report',
    schemaVersion: 1,
    tool: { name: 'plimsoll', version: '0' },
    knowledge: null,
    at: '',
    subjects: [subject],
  } as const;
  const codes = [...subject.inventory.diagnostics, ...subject.diagnostics].map(({ code }) => code);
  return { names: subject.inventory.packages.map(({ name }) => name), codes, gate: gateOf(report, []) };
}

describe('an image that hides what is in it never gets a clean bill', () => {
  it.each(EVASIONS)('%s', async (_, builder, label) => {
    const { names, codes, gate } = await judged(builder);
    if ('finds' in label) {
      expect(names).toEqual(expect.arrayContaining([...label.finds]));
      expect(names).not.toEqual([]);
    } else {
      expect(codes).toContain(label.says);
      expect(gate.isOpen).toBe(false);
    }
  });

  it.each(HONEST)('an honest one does: %s', async (_, builder, finds) => {
    const { names, codes, gate } = await judged(builder);
    expect(names).toEqual(expect.arrayContaining([...finds]));
    expect([codes, gate.isOpen]).toEqual([[], true]);
  });
});
