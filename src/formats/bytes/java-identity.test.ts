import { describe, expect, it } from 'vitest';
import { groupOfPath, isJavaArchive, parseJarFileName } from './java-file-name.ts';
import { identityOfJar } from './java-identity.ts';
import { parseManifest } from './java-manifest.ts';
import { licensesOfPom, parsePomProperties } from './java-pom.ts';

/** A placeholder that the build left as it was. */
function unfilled(name: string): string {
  return `$\{${name}}`;
}

function identify(path: string, manifest: Readonly<Record<string, string>>, folder = '-'): string | undefined {
  const attributes = new Map(Object.entries(manifest).map(([name, value]) => [name.toLowerCase(), value]));
  const found = identityOfJar({
    path,
    manifest: attributes,
    mavenFolders: [],
    holdsFolder: (name) => folder.startsWith(name),
  });
  return found && `${found.groupId ?? '?'}:${found.artifactId}:${found.version}`;
}

describe('identityOfJar', () => {
  it.each<[string, Record<string, string>, string, string | undefined]>([
    // File name and manifest agree.
    [
      'lib/guava-20.0.jar',
      { 'Bundle-Version': '20.0.0', 'Bundle-SymbolicName': 'com.google.guava' },
      '',
      '?:guava:20.0',
    ],
    ['log4j-1.2-api-2.14.1.jar', { 'Implementation-Version': '2.14.1' }, '', '?:log4j-1.2-api:2.14.1'],
    [
      'netty-epoll-4.1.42.Final-linux-x86_64.jar',
      { 'Implementation-Version': '4.1.42.Final' },
      '',
      '?:netty-epoll:4.1.42.Final',
    ],
    ['guava-28.0-jre.jar', { 'Bundle-Version': '28.0.0.jre' }, '', '?:guava:28.0-jre'],
    ['org.eclipse.osgi_3.15.0.v2019.jar', { 'Bundle-Version': '3.15.0.v2019' }, '', '?:org.eclipse.osgi:3.15.0.v2019'],
    // The manifest alone.
    [
      'expression.jar',
      { 'Implementation-Title': 'spring-expression', 'Implementation-Version': '5.3.17' },
      'org/springframework/expression/',
      'org.springframework:spring-expression:5.3.17',
    ],
    [
      'rt.jar',
      { 'Implementation-Title': 'Java Runtime Environment', 'Implementation-Version': '1.8.0_292' },
      '',
      undefined,
    ],
    ['core.jar', { 'Implementation-Title': 'main', 'Implementation-Version': '1.0' }, '', undefined],
    ['x.jar', { 'Implementation-Title': 'my-app', 'Implementation-Version': unfilled('version') }, '', undefined],
    [
      'catalina.jar',
      { 'Implementation-Title': 'Apache Tomcat', 'Implementation-Version': '9.0.30' },
      '',
      'org.apache.tomcat:tomcat-catalina:9.0.30',
    ],
    // The file name alone.
    ['oro-2.0.8.jar', {}, 'org/apache/oro/', 'oro:oro:2.0.8'],
    ['maven-artifact-3.9.11-sources.jar', {}, '', '?:maven-artifact:3.9.11'],
    ['xml.jar', {}, '', undefined],
    ['2.0.jar', {}, '', undefined],
    // The group: proved by a package folder, by a vendor id that the bundle name repeats, by the place, by the file name; else unknown.
    ['h2-1.4.199.jar', { 'Implementation-Version': '1.4.199' }, 'org/h2/Driver', 'com.h2database:h2:1.4.199'],
    ['h2-1.4.199.jar', { 'Implementation-Version': '1.4.199' }, 'org/other/', '?:h2:1.4.199'],
    [
      'netty-codec-4.1.jar',
      {
        'Implementation-Version': '4.1',
        'Implementation-Vendor-Id': 'io.netty',
        'Bundle-SymbolicName': 'io.netty.codec;a=b',
      },
      '',
      'io.netty:netty-codec:4.1',
    ],
    [
      'commons-x-1.0.jar',
      {
        'Implementation-Version': '1.0',
        'Implementation-Vendor-Id': 'org.apache',
        'Bundle-SymbolicName': 'org.apache.commons.x',
      },
      '',
      '?:commons-x:1.0',
    ],
    ['opt/repository/org/example/lib/1.0/lib-1.0.jar', {}, '', 'org.example:lib:1.0'],
    [
      'org.example.my-lib-1.0.jar',
      { 'Implementation-Title': 'my-lib', 'Implementation-Version': '1.0' },
      '',
      'org.example:my-lib:1.0',
    ],
  ])('%s %j %s → %s', (path, manifest, folder, expected) => {
    expect(identify(path, manifest, folder)).toBe(expected);
  });
});

describe('parseJarFileName', () => {
  it('knows the suffixes and takes time in line with length', () => {
    expect(['a.jar', 'b/c.war', 'd.hpi', 'e.zip', 'f.jar/'].map(isJavaArchive)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(parseJarFileName(`${'-1'.repeat(30_000)}.jar`).splits.length).toBe(16);
  });

  it('reads the group of a place in a cache of Gradle', () => {
    expect(
      groupOfPath('root/.gradle/caches/modules-2/files-2.1/org.example/lib/1.0/0a1b/lib-1.0.jar', 'lib', '1.0'),
    ).toBe('org.example');
    expect(groupOfPath('opt/app/lib/lib-1.0.jar', 'lib', '1.0')).toBeUndefined();
  });
});

describe('parseManifest', () => {
  it.each(['\n', '\r\n', '\r'])(
    'joins cut lines, also within a character, and stops at the first empty line: %j',
    (end) => {
      const text = Buffer.from(['Bundle-Name: ab', ' cdé', 'TITLE:x', '', 'Name: y', 'Bundle-Name: z'].join(end));
      const cut = text.indexOf(0xc3) + 1;
      const bytes = Buffer.concat([text.subarray(0, cut), Buffer.from(`${end} `), text.subarray(cut)]);
      expect([...parseManifest(bytes)]).toEqual([
        ['bundle-name', 'abcdé'],
        ['title', 'x'],
      ]);
    },
  );
});

describe('parsePomProperties', () => {
  it.each([
    ['version=1\ngroupId=g\nartifactId=a', 'g:a:1'],
    ['version = 1.0-SNAPSHOT\r\ngroupId : g.h\r\nartifactId=a\\u002Db', 'g.h:a-b:1.0-SNAPSHOT'],
    [`version=${unfilled('project.version')}\ngroupId=g\nartifactId=a`, undefined],
    ['version=1\nartifactId=a', undefined],
    [`version${' '.repeat(60_000)}x`, undefined],
  ])('case %#: the coordinates or nothing', (text, expected) => {
    const found = parsePomProperties(Buffer.from(text));
    expect(found && `${found.groupId}:${found.artifactId}:${found.version}`).toBe(expected);
  });
});

describe('licensesOfPom', () => {
  it('takes names within <licenses> only', () => {
    const xml = `<project><name>n</name><licenses><license><name> A &amp;\n B </name></license><license><name>${unfilled('l')}</name></license></licenses><name>m</name></project>`;
    expect(licensesOfPom(Buffer.from(xml))).toEqual(['A & B']);
    expect(licensesOfPom(Buffer.from('<licenses><name>'))).toEqual([]);
  });
});
