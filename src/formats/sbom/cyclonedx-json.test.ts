import { describe, expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';
import { bomOf, bytesOf, property } from './testdata/documents.ts';

const parse = (components: readonly unknown[], more = {}) => parseSbom(bytesOf(bomOf(components, more)));
const only = (component: object) => parse([component]).subjects[0]?.packages[0];

describe('cyclonedx-json', () => {
  it.each(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])('reads version %s', (specVersion) => {
    const { format, subjects, diagnostics } = parse([{ type: 'library', name: 'x', purl: 'pkg:npm/x@1' }], {
      specVersion,
    });
    expect([format, subjects[0]?.packages.map(({ id }) => id), diagnostics]).toEqual([
      `CycloneDX ${specVersion}`,
      ['npm/x@1'],
      [],
    ]);
  });

  it('says of a newer version what that means', () => {
    expect(parse([], { specVersion: '1.9' }).diagnostics.map(({ code }) => code)).toEqual(['sbom/newer-version']);
    expect(() => parse([], { specVersion: '2.0' })).toThrow(expect.objectContaining({ code: 'sbom/unknown-format' }));
  });

  it.each([
    [
      { name: 'github.com/BurntSushi/toml', purl: 'pkg:golang/github.com/burntsushi/toml@v1.3.2' },
      { name: 'github.com/BurntSushi/toml', version: 'v1.3.2', vendor: 'third-party' },
    ],
    [
      { name: 'github.com/golang-jwt/jwt/v4', purl: 'pkg:golang/github.com/golang-jwt/jwt@v4.5.0#v4' },
      { name: 'github.com/golang-jwt/jwt/v4' },
    ],
    [
      { name: 'github.com/aws/sdk/service/s3', purl: 'pkg:golang/github.com/aws/sdk@v1.0.0#service/s3' },
      { name: 'github.com/aws/sdk/service/s3' },
    ],
    [{ purl: 'pkg:golang/google.golang.org/genproto@v1#googleapis/api' }, { name: 'google.golang.org/genproto' }],
    [{ purl: 'pkg:golang/example.com/m@v5.0.0#v5/sub' }, { name: 'example.com/m/v5' }],
    [
      { name: 'stdlib', version: 'go1.21.1', purl: 'pkg:golang/stdlib@v1.21.1' },
      { name: 'stdlib', version: '1.21.1' },
    ],
    [{ name: 'x', purl: 'pkg:golang/example.com/x@1.2.3' }, { version: 'v1.2.3' }],
    [
      { name: 'PyYAML_x', purl: 'pkg:pypi/pyyaml-x@6.0' },
      { type: 'pypi', name: 'PyYAML_x' },
    ],
    [{ name: 'JSONStream', purl: 'pkg:npm/jsonstream@1' }, { name: 'JSONStream' }],
    [
      { name: '@A/b', purl: 'pkg:npm/%40A/b@1' },
      { namespace: '@A', name: 'b' },
    ],
    [
      { name: 'another', purl: 'pkg:npm/x' },
      { name: 'x', version: '' },
    ],
    [{ name: 'x', version: '3', purl: 'pkg:npm/x' }, { version: '3' }],
    [
      { version: '1:2-3.el8', purl: 'pkg:rpm/redhat/x@2-3.el8?arch=x86_64' },
      { namespace: 'rhel', version: '1:2-3.el8' },
    ],
    [{ purl: 'pkg:npm/x@1', scope: 'excluded' }, { dev: true }],
    [
      { purl: 'pkg:maven/org.x/y@1', licenses: [{ license: { id: 'MIT' } }, { license: { name: 'Mine' } }] },
      { licenses: ['MIT', 'Mine'] },
    ],
    [{ purl: 'pkg:npm/x@1', licenses: [{ expression: 'MIT OR Apache-2.0' }] }, { licenses: ['MIT OR Apache-2.0'] }],
    [
      { purl: 'pkg:maven/g/a@1', evidence: { occurrences: [{ location: '/srv/../a.war!/b.jar' }] } },
      { locations: [{ path: 'a.war', inside: ['b.jar'] }] },
    ],
  ])('%j', (component, pkg) => expect(only({ type: 'library', ...component })).toMatchObject(pkg));

  it.each([
    [
      'Trivy',
      ['SrcName', 'SrcVersion', 'SrcRelease', 'SrcEpoch'].map((name, i) =>
        property(`aquasecurity:trivy:${name}`, ['util-linux', '2.38', '5', '1'][i]!),
      ),
      { name: 'util-linux', version: '1:2.38-5' },
    ],
    [
      'Syft on a deb',
      [property('syft:metadata:source', 'glibc'), property('syft:metadata:sourceVersion', '2')],
      { name: 'glibc', version: '2' },
    ],
    ['Syft on an apk', [property('syft:metadata:originPackage', 'openssl')], { name: 'openssl' }],
    ['Syft on an rpm', [property('syft:metadata:sourceRpm', 'a-b-1-2.src.rpm')], { name: 'a-b', version: '1-2' }],
    [
      'ourselves',
      [property('plimsoll:source', 's'), property('plimsoll:source:version', '9')],
      { name: 's', version: '9' },
    ],
  ])('takes the source package from %s', (_, properties, source) => {
    expect(only({ purl: 'pkg:deb/debian/x@1', properties })?.source).toEqual(source);
  });

  it.each([
    ['pkg:deb/debian/x@1?upstream=glibc%402.31', { name: 'glibc', version: '2.31' }],
    ['pkg:apk/alpine/x@1?upstream=openssl', { name: 'openssl' }],
    ['pkg:rpm/rocky/x@1?upstream=openssl-libs-1.1.1k-5.el8.src.rpm', { name: 'openssl-libs', version: '1.1.1k-5.el8' }],
    ['pkg:rpm/rocky/x@1?upstream=odd', undefined],
  ])('takes it from %s', (purl, source) => expect(only({ purl })?.source).toEqual(source));

  it.each([
    [{ purl: 'pkg:deb/debian/x@1', publisher: 'Debian <a@lists.debian.org>' }, 'distro'],
    [{ purl: 'pkg:deb/debian/x@1', publisher: 'Docker <support@docker.com>' }, 'third-party'],
    [{ purl: 'pkg:deb/debian/x@16.1-1.pgdg120+1' }, 'third-party'],
    [{ purl: 'pkg:deb/debian/x@1', publisher: 'Me <me@example.com>' }, 'unknown'],
    [{ purl: 'pkg:deb/debian/x@1' }, 'unknown'],
    [{ purl: 'pkg:deb/debian/x@1', supplier: { name: 'a@docker.com' } }, 'unknown'],
    [
      {
        purl: 'pkg:deb/debian/x@1',
        supplier: { name: 'a@docker.com' },
        properties: [property('aquasecurity:trivy:PkgType', 'debian')],
      },
      'third-party',
    ],
    [{ purl: 'pkg:rpm/rocky/x@1?distro=rocky-9.3', publisher: 'Rocky Enterprise' }, 'distro'],
    [{ purl: 'pkg:rpm/rocky/x@1?distro=rocky-9.3', publisher: 'Fedora Project' }, 'third-party'],
    [{ purl: 'pkg:rpm/rocky/x@1', publisher: 'Rocky Enterprise' }, 'unknown'],
    [{ purl: 'pkg:apk/alpine/x@1?upstream=y' }, 'distro'],
    [{ purl: 'pkg:apk/alpine/x@1' }, 'unknown'],
    [{ name: '.build-deps', purl: 'pkg:apk/alpine/.build-deps@1' }, 'third-party'],
    [{ purl: 'pkg:apk/alpine/x@1', properties: [property('plimsoll:vendor', 'third-party')] }, 'third-party'],
  ])('who stands behind %j: %s', (component, vendor) => expect(only(component)?.vendor).toBe(vendor));
});

describe('subjects of CycloneDX', () => {
  const os = (name: string, version: string) => ({ type: 'operating-system', name, version });

  it.each([
    [[os('alma', '9.3')], { id: 'almalinux', idLike: ['rhel', 'centos', 'fedora'], versionId: '9.3' }],
    [[os('debian', 'trixie')], { id: 'debian', codename: 'trixie' }],
    [[{ purl: 'pkg:deb/ubuntu/x@1?distro=ubuntu-22.04' }], { id: 'ubuntu', idLike: ['debian'], versionId: '22.04' }],
    [[{ purl: 'pkg:apk/alpine/x@1?distro=alpine-3.18.4' }], { id: 'alpine', versionId: '3.18.4' }],
    [[{ purl: 'pkg:rpm/opensuse/x@1?distro=opensuse-leap-15.5' }], { id: 'opensuse-leap', versionId: '15.5' }],
    [[{ purl: 'pkg:deb/debian/x@1?distro=jessie' }], { id: 'debian', codename: 'jessie' }],
    [[{ purl: 'pkg:apk/alpine/x@1?distro=3.18.4' }], { id: 'alpine', versionId: '3.18.4' }],
    [[os('debian', '12'), { purl: 'pkg:deb/debian/x@1?distro=debian-11' }], { id: 'debian', versionId: '12' }],
  ])('%j is of %j', (components, distro) => expect(parse(components).subjects[0]?.distro).toMatchObject(distro));

  it('takes no distribution when the document names two', () => {
    const purls = ['pkg:deb/debian/x@1?distro=debian-11', 'pkg:deb/debian/y@1?distro=debian-12'];
    const [subject] = parse(purls.map((purl) => ({ purl }))).subjects;
    expect(subject?.distro).toBe(undefined);
    expect(subject?.diagnostics.map(({ code }) => code)).toEqual(['sbom/distros-disagree']);
    expect(parse([{ purl: 'pkg:apk/alpine/x@1' }]).subjects[0]?.distro).toBe(undefined);
  });

  it('counts what it leaves out, and says whether something is missing', () => {
    const [subject] = parse([
      { purl: 'pkg:nuget/a@1' },
      { purl: 'pkg:nuget/b@1' },
      { purl: 'pkg:oci/b@1' },
      { name: 'nameless', cpe: 'cpe:2.3:a:b:c:1' },
      { type: 'file', name: '/etc/passwd' },
      { type: 'application', name: 'package-lock.json', properties: [property('aquasecurity:trivy:Type', 'npm')] },
    ]).subjects;
    expect(subject?.diagnostics.map(({ code, message }) => `${code} ${message.split(' left')[0]}`)).toEqual([
      'sbom/unsupported-type 2 packages of type nuget',
      'sbom/unsupported-type 1 package of type oci',
      'sbom/component-without-purl 1 component without a package URL',
    ]);
    expect(subject?.complete).toBe(true);
    const [damaged] = parse([null, 7, { purl: 'nonsense' }]).subjects;
    expect(damaged?.diagnostics.map(({ code }) => code)).toEqual(['sbom/purl-unreadable', 'sbom/component-unreadable']);
    expect(damaged?.complete).toBe(false);
  });

  it('finds nested components, and lists the same thing once', () => {
    const x = { purl: 'pkg:npm/x@1', evidence: { occurrences: [{ location: 'a' }] } };
    const again = {
      purl: 'pkg:npm/x@1',
      evidence: { occurrences: [{ location: 'b' }] },
      licenses: [{ license: { id: 'MIT' } }],
    };
    const [subject] = parse([
      { ...x, components: [again, { components: [{ purl: 'pkg:npm/deep@1' }], type: 'file' }] },
    ]).subjects;
    expect(subject?.packages.map(({ id }) => id)).toEqual(['npm/deep@1', 'npm/x@1']);
    expect(subject?.packages[1]).toMatchObject({ licenses: ['MIT'], locations: [{ path: 'a' }, { path: 'b' }] });
  });

  it('is about the component of its metadata', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const about = (component: object) => parse([], { metadata: { component } }).subjects[0];
    expect(about({ type: 'container', name: 'debian:12', version: digest })).toMatchObject({
      name: 'debian:12',
      of: digest,
      packages: [],
    });
    expect(about({ type: 'container', name: 'd', purl: `pkg:oci/d@${digest}?arch=amd64` })?.of).toBe(digest);
    expect(
      about({ type: 'container', name: 'd', properties: [property('aquasecurity:trivy:RepoDigest', `d@${digest}`)] })
        ?.of,
    ).toBe(digest);
    expect(
      about({ type: 'container', name: 'd', version: digest, properties: [property('plimsoll:config-digest', digest)] })
        ?.of,
    ).toBe(undefined);
    expect(about({ type: 'application', name: 'shop', purl: 'pkg:npm/shop@1' })?.packages[0]).toMatchObject({
      id: 'npm/shop@1',
      relation: 'root',
    });
  });

  it.each([
    [[{ aggregate: 'incomplete' }], false],
    [[{ aggregate: 'incomplete_first_party_only', assemblies: ['x'] }], false],
    [[{ aggregate: 'complete' }], true],
    [[{ aggregate: 'unknown' }], true],
  ])('compositions %j: complete is %s', (compositions, complete) => {
    expect(parse([], { compositions }).subjects[0]?.complete).toBe(complete);
  });

  it('keeps merged images apart as long as that does not blow up', () => {
    const containers = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ type: 'container', 'bom-ref': `c${i}`, name: `c${i}` }));
    const nested = containers(2).map((one, i) => ({ ...one, components: [{ purl: `pkg:npm/x${i}@1` }] }));
    const two = parse([...nested, { purl: 'pkg:npm/rest@1' }]).subjects;
    expect(two.map(({ name, packages }) => [name, packages.map(({ name }) => name)])).toEqual([
      ['c0', ['x0']],
      ['c1', ['x1']],
      [undefined, ['rest']],
    ]);
    const shared = Array.from({ length: 100 }, (_, i) => ({ 'bom-ref': `p${i}`, purl: `pkg:npm/p${i}@1` }));
    const dependsOn = shared.map((component) => component['bom-ref']);
    const many = parse([...containers(50), ...shared], {
      dependencies: containers(50).map((one) => ({ ref: one['bom-ref'], dependsOn })),
    });
    expect([many.subjects.length, many.subjects[0]?.packages.length, many.diagnostics[0]?.code]).toEqual([
      1,
      100,
      'sbom/many-subjects',
    ]);
  });
});
