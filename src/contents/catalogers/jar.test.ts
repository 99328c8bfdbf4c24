import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { imageFiles, reasonToSkip, sharedDirectory, truthOf } from '../../../test/kit/shared.ts';
import { type TestEntry, zip } from '../../formats/bytes/testdata/zips.ts';
import { formatLocation } from '../../model/evidence.ts';
import { displayName } from '../../model/package.ts';
import { jar } from './jar.ts';

const MANIFEST = 'META-INF/MANIFEST.MF';
const CLASS = { name: 'org/example/A.class', bytes: '' };

function pom(group: string, artifact: string, version: string): TestEntry {
  return {
    name: `META-INF/maven/${group}/${artifact}/pom.properties`,
    bytes: `#Created by Maven\r\ngroupId=${group}\r\nartifactId = ${artifact}\r\nversion: ${version}\r\n`,
  };
}

function manifest(...lines: readonly string[]): TestEntry {
  return {
    name: MANIFEST,
    bytes: ['Manifest-Version: 1.0', ...lines, '', 'Name: x', 'Implementation-Version: 9', ''].join('\r\n'),
  };
}

function catalog(path: string, bytes: Uint8Array) {
  const { packages, diagnostics } = catalogFiles(jar, { [path]: bytes });
  return {
    packages: packages.map((pkg) => `${displayName(pkg)} ${pkg.version} ${formatLocation(pkg.locations[0]!)}`),
    codes: diagnostics.map(({ code }) => code),
  };
}

const library = zip([pom('org.example', 'lib', '1.0'), manifest(), CLASS]);
const application = zip([
  manifest('Implementation-Title: shop', 'Implementation-Version: 2.0'),
  { name: 'WEB-INF/lib/lib-1.0.jar', bytes: library, stored: true },
  { name: 'WEB-INF/lib/deep.war', bytes: zip([{ name: 'lib.jar', bytes: library }]) },
]);

describeCataloger(jar, [{ path: 'app/shop.war', bytes: application }]);

describe('jar', () => {
  it('reads archives in archives, stored and deflated', () => {
    expect(catalog('app/shop.war', application)).toEqual({
      packages: [
        'shop 2.0 app/shop.war',
        'org.example:lib 1.0 app/shop.war!/WEB-INF/lib/lib-1.0.jar',
        'org.example:lib 1.0 app/shop.war!/WEB-INF/lib/deep.war!/lib.jar',
      ],
      codes: [],
    });
  });

  it('yields every library that was shaded into a jar', () => {
    const shaded = zip([
      pom('org.example', 'all', '3.0'),
      pom('org.example', 'lib', '1.0'),
      pom('com.other', 'lib', '2.0'),
    ]);
    expect(catalog('lib/all-3.0.jar', shaded).packages).toEqual([
      'org.example:all 3.0 lib/all-3.0.jar',
      'org.example:lib 1.0 lib/all-3.0.jar',
      'com.other:lib 2.0 lib/all-3.0.jar',
    ]);
  });

  it('passes over coordinates that nobody filled in, for what else the jar tells', () => {
    const entries = [pom('org.example', 'lib', `$\{project.version}`), manifest('Implementation-Version: 1.1'), CLASS];
    expect(catalog('lib/lib-1.1.jar', zip(entries)).packages).toEqual(['lib 1.1 lib/lib-1.1.jar']);
  });

  it('adds the loader that Spring Boot unpacks', () => {
    const boot = zip([
      manifest('Spring-Boot-Version: 2.6.5'),
      { name: 'org/springframework/boot/loader/JarLauncher.class', bytes: '' },
      pom('x.y', 'app', '1'),
    ]);
    expect(catalog('app.jar', boot).packages).toContain('org.springframework.boot:spring-boot-loader 2.6.5 app.jar');
  });

  it('takes licences from pom.xml, else from the manifest', () => {
    const xml = {
      name: 'META-INF/maven/org.example/lib/pom.xml',
      bytes: '<project><!-- <licenses> --><licenses><license><name>Apache-2.0</name></license></licenses></project>',
    };
    const licensesOf = (...entries: readonly TestEntry[]) =>
      catalogFiles(jar, { 'lib.jar': zip([pom('org.example', 'lib', '1'), ...entries]) }).packages[0]!.licenses;
    expect(licensesOf(xml, manifest('Bundle-License: MIT'))).toEqual(['Apache-2.0']);
    expect(licensesOf(manifest('Bundle-License: MIT;link="https://example.org"'))).toEqual(['MIT']);
  });

  it.each<[string, string, Uint8Array, string[]]>([
    ['no zip file', 'a.jar', Buffer.from('text'), ['catalogers/jar-unreadable']],
    ['something else of that suffix', 'a.rar', Buffer.from('Rar!'), []],
    [
      'classes without a name',
      'a.jar',
      zip([CLASS, manifest('Created-By: Ant 1.4.1')]),
      ['catalogers/jar-unidentified'],
    ],
    ['resources without a name', 'a.jar', zip([{ name: 'a.txt', bytes: '' }]), []],
    ['an encrypted library', 'a.jar', zip([{ ...pom('a', 'b', '1'), flags: 1 }]), ['catalogers/jar-entry-refused']],
    ['two manifests', 'a.jar', zip([manifest('A: 1'), manifest('A: 2')]), ['catalogers/jar-entry-refused']],
    ['a wrong number of entries', 'a.jar', zip([manifest()], { claimedEntries: 9 }), ['catalogers/jar-ambiguous']],
    ['jars too deep', 'a.jar', nest(6), ['catalogers/jar-nesting']],
    ['a jar of the deepest allowed', 'a.jar', nest(5), []],
  ])('says what it does not know of %s', (_, path, bytes, codes) => {
    expect(catalog(path, bytes).codes).toEqual(codes);
  });

  it('ends when an archive holds more archives than anybody has', () => {
    let bytes = library;
    for (let depth = 0; depth < 5; depth++)
      bytes = zip(Array.from({ length: 12 }, (_, i) => ({ name: `${i}.jar`, bytes, stored: false })));
    expect(catalog('a.jar', bytes).codes).toEqual(['catalogers/jar-too-large']);
  });
});

function nest(depth: number): Uint8Array {
  return depth === 0 ? library : zip([{ name: 'in.jar', bytes: nest(depth - 1) }]);
}

describe.skipIf(sharedDirectory() === undefined)(`jar finds what Maven knows${reasonToSkip()}`, () => {
  it('in java-shop:distroless, and nothing else', async () => {
    const { packages, diagnostics } = catalogFiles(
      jar,
      await imageFiles('java-shop:distroless', (path) => path.startsWith('app/')),
    );
    const truth = truthOf('java-shop:distroless').filter(
      ({ type, note }) => type === 'maven' && !note?.startsWith('none'),
    );
    const found = packages.map((pkg) => `${displayName(pkg)} ${pkg.version} ${formatLocation(pkg.locations[0]!)}`);
    expect(found.sort()).toEqual(truth.map(({ name, version, path }) => `${name} ${version} ${path}`).sort());
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'catalogers/jar-unidentified app/lib/xml.jar',
    ]);
  });
});
