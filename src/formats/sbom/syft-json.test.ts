import { describe, expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';
import { bytesOf, syftOf } from './testdata/documents.ts';

const parse = (artifacts: readonly unknown[], more = {}) => parseSbom(bytesOf(syftOf(artifacts, more)));
const only = (artifact: object, more = {}) => parse([artifact], more).subjects[0]?.packages[0];

describe('syft-json', () => {
  it('reads what the image is, and its distribution', () => {
    const { format, subjects } = parse([]);
    expect(format).toBe('Syft JSON 16.0.0');
    expect(subjects).toMatchObject([
      {
        name: 'debian:12',
        of: `sha256:${'1'.repeat(64)}`,
        distro: {
          id: 'debian',
          idLike: [],
          versionId: '12',
          codename: 'bookworm',
          prettyName: 'Debian GNU/Linux 12 (bookworm)',
        },
      },
    ]);
    const old = {
      source: { type: 'image', target: { userInput: 'a:1' } },
      distro: { name: 'ubuntu', version: '20.04', idLike: '' },
    };
    expect(parse([], old).subjects).toMatchObject([
      { name: 'a:1', distro: { id: 'ubuntu', idLike: ['debian'], versionId: '20.04' } },
    ]);
    expect(parse([], { source: { type: 'directory', target: '/srv' }, distro: {} }).subjects[0]).toMatchObject({
      name: '/srv',
    });
  });

  it.each([
    [
      {
        type: 'deb',
        purl: 'pkg:deb/debian/libc6@2.36?arch=amd64&distro=debian-12&upstream=glibc',
        metadata: {
          package: 'libc6',
          source: 'glibc',
          sourceVersion: '2.35',
          maintainer: 'G <g@debian.org>',
          architecture: 'amd64',
        },
      },
      { id: 'deb/debian/libc6@2.36?arch=amd64', source: { name: 'glibc', version: '2.35' }, vendor: 'distro' },
    ],
    [
      { type: 'deb', name: 'x', purl: 'pkg:deb/debian/x@1', metadata: { package: 'x', source: '' } },
      { source: { name: 'x' }, vendor: 'unknown' },
    ],
    [
      { type: 'apk', name: 'x', purl: 'pkg:apk/alpine/x@1', metadata: { originPackage: 'y' } },
      { source: { name: 'y' }, vendor: 'distro' },
    ],
    [
      { type: 'deb', name: 'x', version: '1', metadata: { architecture: 'arm64' } },
      { id: 'deb/debian/x@1?arch=arm64', namespace: 'debian' },
    ],
    [
      { type: 'npm', name: '@s/x', version: '1' },
      { id: 'npm/@s/x@1', namespace: '@s', name: 'x' },
    ],
    [
      { type: 'python', name: 'Six_x', version: '1' },
      { type: 'pypi', name: 'Six_x', vendor: 'third-party' },
    ],
    [
      { type: 'go-module', name: 'example.com/a', version: '(devel)', metadata: { mainModule: 'example.com/a' } },
      { relation: 'root' },
    ],
    [
      {
        type: 'java-archive',
        name: 'a',
        version: '1',
        metadata: { pomProperties: { groupId: 'g' }, virtualPath: '/s.war:WEB-INF/lib/a.jar' },
        locations: [{ path: '/s.war' }],
      },
      { id: 'maven/g/a@1', locations: [{ path: 's.war', inside: ['WEB-INF/lib/a.jar'] }] },
    ],
    [
      {
        type: 'npm',
        name: 'x',
        licenses: ['MIT', { value: 'BSD', spdxExpression: 'BSD-3-Clause' }, { value: 'Own', spdxExpression: '' }],
      },
      { licenses: ['BSD-3-Clause', 'MIT', 'Own'] },
    ],
    [
      { type: 'npm', name: 'x', plimsoll: { vendor: 'distro', owner: 'deb/d/x@1', visible: 'false' } },
      { vendor: 'distro', owner: 'deb/d/x@1', visible: false },
    ],
  ])('%j', (artifact, pkg) => expect(only(artifact)).toMatchObject(pkg));

  it('knows the vendor of an rpm by its tag, its module and its source', () => {
    const artifact = {
      type: 'rpm',
      name: 'nodejs',
      version: '1:18.1-1.module',
      purl: 'pkg:rpm/rocky/nodejs@18.1-1.module?arch=x86_64&epoch=1&upstream=nodejs-18.1-1.module.src.rpm',
      metadata: {
        vendor: 'Rocky Enterprise Software Foundation',
        modularityLabel: 'nodejs:18:1:2',
        sourceRpm: 'nodejs-18.1-1.module.src.rpm',
      },
    };
    const pkg = {
      version: '1:18.1-1.module',
      vendor: 'distro',
      module: 'nodejs:18:1:2',
      source: { name: 'nodejs', version: '18.1-1.module' },
    };
    expect(only(artifact, { distro: { id: 'rocky', versionID: '9.3' } })).toMatchObject(pkg);
    expect(only(artifact, { distro: { id: 'rhel', versionID: '9.3' } })?.vendor).toBe('third-party');
  });

  it('takes owners from overlapping files, if they are OS packages', () => {
    const artifacts = [
      { id: '1', type: 'deb', name: 'python3-six', version: '1' },
      { id: '2', type: 'python', name: 'six', version: '1' },
      { id: '3', type: 'python', name: 'other', version: '1' },
    ];
    const artifactRelationships = [
      { parent: '1', child: '2', type: 'ownership-by-file-overlap' },
      { parent: '2', child: '3', type: 'ownership-by-file-overlap' },
      { parent: '1', child: '3', type: 'contains' },
    ];
    const [subject] = parse(artifacts, { artifactRelationships }).subjects;
    expect(subject?.packages.map(({ id, owner }) => [id, owner])).toEqual([
      ['deb/debian/python3-six@1', undefined],
      ['pypi/other@1', undefined],
      ['pypi/six@1#deb/debian/python3-six@1', 'deb/debian/python3-six@1'],
    ]);
  });

  it('counts types that are not read by the name that Syft has for them', () => {
    const [subject] = parse([
      { type: 'binary', name: 'busybox' },
      { type: 'dotnet', purl: 'pkg:nuget/x@1' },
      7,
    ]).subjects;
    expect(subject?.diagnostics.map(({ code, message }) => `${code}: ${message.split(' left')[0]}`)).toEqual([
      'sbom/unsupported-type: 1 package of type binary',
      'sbom/unsupported-type: 1 package of type nuget',
      'sbom/component-unreadable: 1 component',
    ]);
  });
});
