import { deflateSync, zstdCompressSync } from 'node:zlib';
import { catalogers } from '../../../src/contents/catalogers/index.ts';
import { osRelease } from '../../../src/contents/distro.ts';
import { executable, framed, inlineBuildInfo } from '../../../src/formats/bytes/testdata/executables.ts';
import { zip } from '../../../src/formats/bytes/testdata/zips.ts';
import type { Cataloger } from '../../../src/model/reader.ts';
import { catalogFiles, type Files } from '../../../test/kit/catalog.ts';
import type { Family } from '../family.ts';
import { json, texts } from '../seeds.ts';
import { jarSeeds } from './archives.ts';
import { said } from './rpm.ts';

/** One place where readers find files: each is fed what stands in `seeds`, through its own selectors. */
interface Place {
  readonly id: string;
  readonly reader: string;
  readonly path: string;
  readonly seeds: () => readonly Uint8Array[];
  readonly beside?: Files;
  readonly nature?: 'binary';
  /** What is done to bytes before they are read: mutants of unpacked text. */
  readonly pack?: (bytes: Uint8Array) => Uint8Array;
}

const WALL = [
  { jsonwall: '1.0', schema: '1.0', count: 5 },
  { kind: 'content', slice: 'libc6_libs', path: '/lib/libc.so' },
  { kind: 'package', name: 'libc6', version: '2.39', sha256: 'aa', arch: 'amd64' },
  { kind: 'path', path: '/lib/libc.so', mode: '0644', slices: ['libc6_libs'], sha256: 'ab', size: 3 },
  { kind: 'slice', name: 'libc6_libs' },
];

const STATUS = `Package: zlib1g
Status: install ok installed
Priority: optional
Source: zlib (1:1.2.13.dfsg-1)
Version: 1:1.2.13.dfsg-1
Architecture: amd64
Maintainer: Mark Brown <broonie@debian.org>
Description: library
 compression
 .
 more

Package: half
Status: deinstall ok config-files
Version: 1
`;

const places: readonly Place[] = [
  {
    id: 'dpkg-status',
    reader: 'dpkg',
    path: 'var/lib/dpkg/status',
    seeds: () => texts(STATUS),
    beside: { 'var/lib/dpkg/info/zlib1g.list': '/.\n/usr\n/usr/lib/z.so\n' },
  },
  {
    id: 'dpkg-status-d',
    reader: 'dpkg',
    path: 'var/lib/dpkg/status.d/zlib1g',
    seeds: () => texts(STATUS, 'Package: base\nVersion: 12\n'),
  },
  {
    id: 'dpkg-list',
    reader: 'dpkg',
    path: 'var/lib/dpkg/info/zlib1g:amd64.list',
    seeds: () => texts('/.\n/usr\n/usr/lib\n/usr/lib/z.so\n'),
    beside: { 'var/lib/dpkg/status': STATUS },
  },
  {
    id: 'dpkg-md5sums',
    reader: 'dpkg',
    path: 'var/lib/dpkg/info/zlib1g.md5sums',
    seeds: () => texts('d41d8cd98f00b204e9800998ecf8427e  usr/lib/z.so\n'),
    beside: { 'var/lib/dpkg/status': STATUS, 'var/lib/dpkg/info/zlib1g.list': '/usr/lib/z.so\n' },
  },
  {
    id: 'dpkg-copyright',
    reader: 'dpkg',
    path: 'usr/share/doc/zlib1g/copyright',
    seeds: () =>
      texts(
        'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: Zlib or GPL-2+\n text\n',
        'This is under the GPL, see /usr/share/common-licenses/GPL-2\n',
      ),
    beside: { 'var/lib/dpkg/status': STATUS },
  },
  {
    id: 'apk',
    reader: 'apk',
    path: 'lib/apk/db/installed',
    seeds: () =>
      texts(
        'C:Q1abc=\nP:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\no:musl\nm:A <a@b>\nF:lib\nR:ld-musl.so.1\na:0:0:755\nZ:Q1qCWXcy8KNXHXdVAmnnVq3z8Q3Zk=\n\nP:.build-deps\nV:1\n\n',
      ),
  },
  {
    id: 'npm-package',
    reader: 'npm',
    path: 'app/node_modules/lodash/package.json',
    seeds: () => [
      json({
        name: 'lodash',
        version: '4.17.20',
        license: 'MIT',
        licenses: [{ type: 'MIT' }],
        private: true,
        dependencies: { a: '1' },
      }),
    ],
  },
  {
    id: 'npm-project',
    reader: 'npm',
    path: 'app/package.json',
    seeds: () => [
      json({
        name: 'app',
        version: '1.0.0',
        license: { type: 'ISC' },
        dependencies: { lodash: '^4' },
        devDependencies: { '@x/y': '*' },
      }),
    ],
    beside: { 'app/node_modules/lodash/package.json': '{"name":"lodash","version":"1.0.0"}' },
  },
  {
    id: 'npm-hidden-lock',
    reader: 'npm',
    path: 'app/node_modules/.package-lock.json',
    seeds: () => [
      json({ name: 'app', lockfileVersion: 3, packages: { 'node_modules/lodash': { version: '4', dev: true } } }),
    ],
    beside: { 'app/node_modules/lodash/package.json': '{"name":"lodash","version":"1.0.0"}' },
  },
  {
    id: 'python-metadata',
    reader: 'python',
    path: 'usr/lib/python3/site-packages/x-1.0.dist-info/METADATA',
    seeds: () =>
      texts(
        'Metadata-Version: 2.1\nName: x\nVersion: 1.0\nLicense: BSD\n  more\nLicense-Expression: MIT OR Apache-2.0\nClassifier: License :: OSI Approved :: MIT License\n\nbody\n',
      ),
    beside: { 'usr/lib/python3/site-packages/x-1.0.dist-info/REQUESTED': '' },
  },
  {
    id: 'rpm-manifest',
    reader: 'rpm',
    path: 'var/lib/rpmmanifest/container-manifest-2',
    seeds: () =>
      texts('zlib\t1.2.13-1.azl3\t1\t2\tMicrosoft Corporation\t(none)\t3\tx86_64\t0\tzlib-1.2.13-1.azl3.src.rpm\n'),
  },
  {
    id: 'chisel',
    reader: 'chisel',
    path: 'var/lib/chisel/manifest.wall',
    seeds: () => texts(`${WALL.map((line) => JSON.stringify(line)).join('\n')}\n`),
    pack: (bytes) => zstdCompressSync(bytes),
  },
  {
    id: 'chisel-packed',
    reader: 'chisel',
    path: 'var/lib/chisel/manifest.wall',
    nature: 'binary',
    seeds: () => [zstdCompressSync(`${WALL.map((line) => JSON.stringify(line)).join('\n')}\n`)],
  },
  { id: 'jar-cataloger', reader: 'jar', path: 'app/lib-1.2.3.jar', nature: 'binary', seeds: jarSeeds },
  {
    id: 'java-manifest',
    reader: 'jar',
    path: 'app/lib-1.2.3.jar',
    seeds: () =>
      texts(
        'Manifest-Version: 1.0\r\nImplementation-Title: lib\r\nImplementation-Version: 1.2.3\r\nBundle-SymbolicName: org.example.l\r\n ib;x=y\r\nBundle-Version: 1.2.3\r\nBundle-License: "MIT";a=b,x\r\nSpring-Boot-Version: 3.1.0\r\n\r\nName: x\r\n',
      ),
    pack: (bytes) =>
      zip([
        { name: 'META-INF/MANIFEST.MF', bytes },
        { name: 'org/springframework/boot/loader/A.class', bytes: '' },
      ]),
  },
  {
    id: 'java-pom-properties',
    reader: 'jar',
    path: 'app/lib-1.2.3.jar',
    seeds: () => texts('#Created by Maven\ngroupId=org.example\nartifactId: lib\nversion=1.2.3\\u0041\n'),
    pack: (bytes) => zip([{ name: 'META-INF/maven/org.example/lib/pom.properties', bytes }]),
  },
  {
    id: 'java-pom-xml',
    reader: 'jar',
    path: 'app/lib-1.2.3.jar',
    seeds: () =>
      texts(
        '<project><!-- c --><licenses><license><name>MIT &amp; more</name></license><license><name>$\x7bx}</name></license></licenses></project>',
      ),
    pack: (bytes) =>
      zip([
        {
          name: 'META-INF/maven/org.example/lib/pom.properties',
          bytes: 'groupId=org.example\nartifactId=lib\nversion=1\n',
        },
        { name: 'META-INF/maven/org.example/lib/pom.xml', bytes },
      ]),
  },
  {
    id: 'cargo-crates',
    reader: 'cargo-auditable',
    path: 'usr/bin/x',
    seeds: () => [
      json({
        packages: [
          { name: 'adler', version: '1.0.2', source: 'crates.io', dependencies: [1] },
          { name: 'x', version: '0.1.0', source: 'local', root: true, kind: 'build' },
        ],
      }),
    ],
    pack: (bytes) => executable({ format: 'elf', sections: [{ name: '.dep-v0', bytes: deflateSync(bytes) }] }),
  },
  {
    id: 'go-modules',
    reader: 'go-binary',
    path: 'usr/bin/x',
    seeds: () =>
      texts(
        'path\texample.com/x\nmod\texample.com/x\tv1.0.0\th1:x\ndep\tgolang.org/x/net\tv0.1.0\n=>\t./local\t\nbuild\tCGO_ENABLED=0\nbuild\t-ldflags="-s \\"w"\n',
      ),
    pack: (bytes) =>
      executable({
        format: 'elf',
        sections: [
          {
            name: '.go.buildinfo',
            bytes: inlineBuildInfo('go1.22.1', framed(Buffer.from(bytes).toString('latin1'))),
            writable: true,
          },
        ],
      }),
  },
  {
    id: 'os-release',
    reader: 'os-release',
    path: 'etc/os-release',
    seeds: () =>
      texts(
        'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\nID_LIKE=\'a b\'\n',
      ),
  },
  {
    id: 'redhat-release',
    reader: 'os-release',
    path: 'etc/redhat-release',
    seeds: () => texts('CentOS release 6.10 (Final)\n', 'Red Hat Enterprise Linux Server release 7.9 (Maipo)\n'),
  },
  {
    id: 'debian-version',
    reader: 'os-release',
    path: 'etc/debian_version',
    seeds: () => texts('12.5\n', 'trixie/sid\n'),
  },
  {
    id: 'lsb-release',
    reader: 'os-release',
    path: 'etc/lsb-release',
    seeds: () =>
      texts('DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\nDISTRIB_DESCRIPTION="Ubuntu 22.04"\n'),
  },
];

const readers = new Map<string, Cataloger<never>>(
  [...catalogers, { ...osRelease, packages: () => [] }].map((reader) => [reader.id, reader as never]),
);

export const families = places.map(
  ({ id, reader, path, seeds, beside, nature, pack }): Family => ({
    id,
    nature: nature ?? 'text',
    seeds,
    run: (bytes) =>
      said(catalogFiles(readers.get(reader)!, { ...beside, [path]: pack === undefined ? bytes : pack(bytes) }, DISTRO)),
  }),
);

const DISTRO = { id: 'debian', idLike: [], versionId: '12', prettyName: 'Debian' };
