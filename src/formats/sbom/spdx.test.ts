import { describe, expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';
import { annotation, bytesOf, purlRef, spdxOf, tagValue } from './testdata/documents.ts';

const parse = (packages: readonly object[], more = {}) => parseSbom(bytesOf(spdxOf(packages, more)));
const only = (pkg: object) => parse([{ SPDXID: 'SPDXRef-x', name: 'x', ...pkg }]).subjects[0]?.packages[0];
const relation = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string, more = {}) => ({
  spdxElementId,
  relationshipType,
  relatedSpdxElement,
  ...more,
});

describe('spdx-json', () => {
  it.each([
    [{ licenseDeclared: 'MIT', licenseConcluded: 'ISC' }, { licenses: ['MIT'] }],
    [{ licenseDeclared: 'NOASSERTION', licenseConcluded: 'MIT OR ISC' }, { licenses: ['MIT OR ISC'] }],
    [{ licenseDeclared: 'NONE' }, { licenses: [] }],
    [
      { sourceInfo: 'built package from: glibc 2.36-9+deb12u4' },
      { source: { name: 'glibc', version: '2.36-9+deb12u4' } },
    ],
    [
      { sourceInfo: 'acquired package info from DPKG DB: /var/lib/dpkg/status, /usr/share/doc/x/copyright' },
      { locations: [{ path: 'var/lib/dpkg/status' }, { path: 'usr/share/doc/x/copyright' }] },
    ],
    [{ originator: 'Organization: Debian (x@debian.org)' }, { vendor: 'distro' }],
    [{ supplier: 'Organization: x@docker.com' }, { vendor: 'unknown' }],
    [{ supplier: 'Organization: x@docker.com', attributionTexts: ['PkgID: x@1'] }, { vendor: 'third-party' }],
    [
      { annotations: ['plimsoll:vendor=distro', 'plimsoll:owner=a', 'plimsoll:visible=false'].map(annotation) },
      { vendor: 'distro', visible: false },
    ],
    [
      { annotations: [annotation('plimsoll:source=s'), annotation('plimsoll:source:version=1=2')] },
      { source: { name: 's', version: '1=2' } },
    ],
  ])('%j', (pkg, told) => expect(only({ ...purlRef('pkg:deb/debian/x@1'), ...pkg })).toMatchObject(told));

  it('is about what it describes, and that is no package of its own', () => {
    const of = `sha256:${'4'.repeat(64)}` as const;
    const image = {
      SPDXID: 'SPDXRef-I',
      name: 'shop:1',
      primaryPackagePurpose: 'CONTAINER',
      ...purlRef(`pkg:oci/shop@${of}`),
    };
    const os = {
      SPDXID: 'SPDXRef-O',
      name: 'alpine',
      versionInfo: '3.18.4',
      primaryPackagePurpose: 'OPERATING_SYSTEM',
    };
    const pkg = { SPDXID: 'SPDXRef-P', name: 'musl', ...purlRef('pkg:apk/alpine/musl@1') };
    for (const told of [
      { documentDescribes: ['SPDXRef-I'] },
      { relationships: [relation('SPDXRef-DOCUMENT', 'DESCRIBES', 'SPDXRef-I')] },
      { relationships: [relation('SPDXRef-I', 'DESCRIBED_BY', 'SPDXRef-DOCUMENT')] },
    ]) {
      const { subjects } = parse([image, os, pkg], told);
      expect(subjects).toMatchObject([
        {
          name: 'shop:1',
          of,
          distro: { id: 'alpine', versionId: '3.18.4' },
          packages: [{ name: 'musl' }],
          diagnostics: [],
        },
      ]);
    }
    expect(parse([pkg], { documentDescribes: ['SPDXRef-P'] }).subjects).toMatchObject([
      { name: 'the document', packages: [{ relation: 'root' }] },
    ]);
  });

  it('keeps the images that it describes apart', () => {
    const image = (id: string) => ({
      SPDXID: `SPDXRef-${id}`,
      name: id,
      primaryPackagePurpose: 'CONTAINER',
      annotations: [annotation(`plimsoll:complete=${id === 'a'}`)],
    });
    const pkg = (id: string) => ({ SPDXID: `SPDXRef-${id}`, name: id, ...purlRef(`pkg:npm/${id}@1`) });
    const { subjects } = parse([image('a'), image('b'), pkg('x'), pkg('y'), pkg('both'), pkg('none')], {
      documentDescribes: ['SPDXRef-a', 'SPDXRef-b'],
      relationships: [
        relation('SPDXRef-a', 'CONTAINS', 'SPDXRef-x'),
        relation('SPDXRef-a', 'CONTAINS', 'SPDXRef-both'),
        relation('SPDXRef-y', 'CONTAINED_BY', 'SPDXRef-b'),
        relation('SPDXRef-y', 'DEPENDS_ON', 'SPDXRef-both'),
      ],
    });
    expect(subjects.map(({ name, complete, packages }) => [name, complete, packages.map((one) => one.name)])).toEqual([
      ['a', true, ['both', 'x']],
      ['b', false, ['both', 'y']],
      ['the document', true, ['none']],
    ]);
  });

  it('knows who owns whose files, and licenses of its own', () => {
    const [subject] = parse(
      [
        { SPDXID: 'SPDXRef-d', name: 'python3-six', ...purlRef('pkg:deb/debian/python3-six@1') },
        { SPDXID: 'SPDXRef-p', name: 'six', licenseDeclared: 'MIT AND LicenseRef-m', ...purlRef('pkg:pypi/six@1') },
      ],
      {
        relationships: [relation('SPDXRef-d', 'OTHER', 'SPDXRef-p', { comment: 'ownership-by-file-overlap: x' })],
        hasExtractedLicensingInfos: [{ licenseId: 'LicenseRef-m', extractedText: 'Do as you please' }],
      },
    ).subjects;
    expect(subject?.packages[1]).toMatchObject({
      id: 'pypi/six@1#deb/debian/python3-six@1',
      owner: 'deb/debian/python3-six@1',
      licenses: ['Do as you please', 'MIT'],
    });
  });

  it('leaves SPDX 3 alone', () => {
    expect(() => parse([], { spdxVersion: 'SPDX-3.0' })).toThrow(
      expect.objectContaining({ code: 'sbom/unknown-format' }),
    );
  });
});

describe('spdx-tag-value', () => {
  it('reads packages, their annotations, texts of several lines, and nothing of files', () => {
    const { format, subjects, diagnostics } = parseSbom(bytesOf(tagValue));
    expect([format, diagnostics]).toEqual(['SPDX 2.2', []]);
    expect(subjects).toMatchObject([
      {
        name: 'shop:1',
        of: `sha256:${'2'.repeat(64)}`,
        distro: { id: 'debian', versionId: '12' },
        complete: true,
        packages: [
          { id: 'deb/debian/libc6@2.36-9?arch=amd64', source: { name: 'glibc' }, licenses: ['As you please'] },
        ],
        diagnostics: [],
      },
    ]);
  });

  it('does so with other ends of lines, and comments in front', () => {
    const expected = parseSbom(bytesOf(tagValue));
    expect(parseSbom(bytesOf(tagValue.replaceAll('\n', '\r\n')))).toEqual(expected);
    expect(parseSbom(bytesOf(`\ufeff${'# remark\n'.repeat(1000)}${tagValue}`))).toEqual(expected);
  });

  it('tells a text that never ends', () => {
    const { subjects, diagnostics } = parseSbom(bytesOf(tagValue.slice(0, tagValue.indexOf('as you please') + 4)));
    expect(diagnostics.map(({ code }) => code)).toEqual(['sbom/cut-off']);
    expect(subjects[0]?.complete).toBe(false);
  });
});
