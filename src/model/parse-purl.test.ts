import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Package, packageIdOf, packageTypes } from './package.ts';
import { packageOfPurl, parsePurl } from './parse-purl.ts';
import { purlOf } from './purl.ts';

const read = (text: string) => {
  const purl = parsePurl(text);
  return purl && { ...purl, qualifiers: Object.fromEntries(purl.qualifiers) };
};

describe('parsePurl', () => {
  it.each([
    ['pkg:npm/foobar@12.3.1', { type: 'npm', name: 'foobar', version: '12.3.1', qualifiers: {} }],
    ['PKG:NPM/foobar', { type: 'npm', name: 'foobar', qualifiers: {} }],
    ['pkg://npm//foobar@1', { type: 'npm', name: 'foobar', version: '1', qualifiers: {} }],
    ['pkg:npm/%40angular/core@1', { type: 'npm', namespace: '@angular', name: 'core', version: '1', qualifiers: {} }],
    ['pkg:npm/@angular/core@1', { type: 'npm', namespace: '@angular', name: 'core', version: '1', qualifiers: {} }],
    ['pkg:npm/@angular/core', { type: 'npm', namespace: '@angular', name: 'core', qualifiers: {} }],
    ['pkg:npm/x@git/a', { type: 'npm', name: 'x', version: 'git/a', qualifiers: {} }],
    [
      'pkg:golang/google.golang.org/genproto@v1#/googleapis/../api/',
      {
        type: 'golang',
        namespace: 'google.golang.org',
        name: 'genproto',
        version: 'v1',
        qualifiers: {},
        subpath: 'googleapis/api',
      },
    ],
    [
      'pkg:rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&distro=fedora-25&empty=&=x',
      {
        type: 'rpm',
        namespace: 'fedora',
        name: 'curl',
        version: '7.50.3-1.fc25',
        qualifiers: { arch: 'i386', distro: 'fedora-25' },
      },
    ],
    [
      'pkg:docker/customer/dockerimage@sha256%3A244fd?repository_url=gcr.io',
      {
        type: 'docker',
        namespace: 'customer',
        name: 'dockerimage',
        version: 'sha256:244fd',
        qualifiers: { repository_url: 'gcr.io' },
      },
    ],
    ['pkg:deb/debian/a%zz@1%2B2', { type: 'deb', namespace: 'debian', name: 'a%zz', version: '1+2', qualifiers: {} }],
  ])('reads %s', (text, purl) => expect(read(text)).toEqual(purl));

  it.each(['', 'npm/x', 'pkg:', 'pkg:npm', 'pkg:npm/', 'pkg:npm/@', 'pkg:n&m/x', 'pkg:/x', 'cpe:2.3:a', 'pkg:1a/x'])(
    '%j is none',
    (text) => {
      const purl = parsePurl(text);
      if (text === 'pkg:npm/@') expect(purl?.name).toBe('@');
      else expect(purl).toBe(undefined);
    },
  );

  it('takes linear time', () => {
    const started = performance.now();
    for (const text of ['/@', '@', '/', '%', '#', '?', '&=']) parsePurl(`pkg:npm/x${text.repeat(1 << 20)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('packageOfPurl', () => {
  const packageOf = (text: string) => packageOfPurl(parsePurl(text)!);

  it.each([
    ['pkg:golang/stdlib@1.19.8', { type: 'golang', name: 'stdlib', version: '1.19.8' }],
    ['pkg:golang/github.com/a/b/v2@v2.0.1', { type: 'golang', name: 'github.com/a/b/v2', version: 'v2.0.1' }],
    [
      'pkg:deb/debian/bsdutils@2.38.1?arch=amd64&epoch=1',
      { type: 'deb', namespace: 'debian', name: 'bsdutils', version: '1:2.38.1', arch: 'amd64' },
    ],
    ['pkg:deb/debian/x@2?epoch=0', { type: 'deb', namespace: 'debian', name: 'x', version: '2' }],
    ['pkg:rpm/x@1-2?epoch=0', { type: 'rpm', name: 'x', version: '0:1-2' }],
    ['pkg:rpm/x@3:1-2?epoch=3', { type: 'rpm', name: 'x', version: '3:1-2' }],
    ['pkg:rpm/x@1-2?rpmmod=nodejs:18:1:a', { type: 'rpm', name: 'x', version: '1-2', module: 'nodejs:18:1:a' }],
    ['pkg:pypi/x', { type: 'pypi', name: 'x', version: '' }],
  ])('%s', (text, pkg) => expect(packageOf(text)).toEqual(pkg));

  it('knows no other types', () => expect(packageOf('pkg:nuget/x@1')).toBe(undefined));

  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const segment = text.map((s) => s.replaceAll('/', '-'));
  const word = fc.stringMatching(/^[A-Za-z0-9.+~_-]{1,12}$/);
  const anything = fc.record(
    {
      type: fc.constantFrom(...packageTypes),
      namespace: segment,
      name: segment,
      version: word,
      epoch: fc.nat(9),
      arch: text,
      module: text,
      hasDistro: fc.boolean(),
    },
    { requiredKeys: ['type', 'name', 'version', 'hasDistro'] },
  );

  it('undoes purlOf for packages of every type', () => {
    fc.assert(
      fc.property(anything, ({ type, namespace, epoch, module, hasDistro, ...rest }) => {
        const told = {
          ...rest,
          type,
          ...(namespace !== undefined && type !== 'golang' && type !== 'pypi' && { namespace }),
          ...(type === 'golang' && { name: [namespace, rest.name].filter(Boolean).join('/') }),
          ...(type === 'rpm' && epoch !== undefined && { version: `${epoch}:${rest.version}` }),
          ...(type === 'rpm' && module !== undefined && { module }),
          // The one thing that purl-spec folds: what was written is not to be had back.
          ...(type === 'pypi' && { name: rest.name.toLowerCase().replaceAll('_', '-') }),
        };
        const pkg: Package = {
          ...told,
          id: packageIdOf(told),
          vendor: 'unknown',
          relation: 'unknown',
          licenses: [],
          locations: [],
          visible: true,
        };
        const distro = hasDistro ? { id: 'debian', idLike: [], versionId: '12', prettyName: 'Debian' } : undefined;
        expect(packageOf(purlOf(pkg, distro))).toEqual(told);
      }),
    );
  });
});
