import { canonicalPath, decodeName, leavesRoot } from '../../../src/formats/bytes/entry-path.ts';
import { licenseOf, licensesOf, spdxOf } from '../../../src/formats/licenses/license-of.ts';
import { versionSchemes } from '../../../src/formats/versions/index.ts';
import { parseDigest } from '../../../src/model/digest.ts';
import { formatPlatform, parsePlatform } from '../../../src/model/platform.ts';
import { purlOf } from '../../../src/model/purl.ts';
import { formatReference, parseReference } from '../../../src/model/reference.ts';
import type { Family } from '../family.ts';
import { texts } from '../seeds.ts';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** What is formatted reads back as the same; else the family throws, which counts as a failure. */
function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(`claim: ${what}`);
}

const reference: Family = {
  id: 'reference',
  nature: 'text',
  seeds: () =>
    texts(
      'nginx',
      'docker.io/library/nginx:1.25',
      'localhost:5000/a/b__c:t',
      `ghcr.io/x/y@sha256:${'a'.repeat(64)}`,
      '[::1]:5000/x:y',
    ),
  run(bytes) {
    const read = parseReference(textOf(bytes));
    const again = read && parseReference(formatReference(read));
    claim(read === undefined || JSON.stringify(again) === JSON.stringify(read), 'a formatted reference reads back');
    return read;
  },
};

const digest: Family = {
  id: 'digest',
  nature: 'text',
  seeds: () => texts(`sha256:${'0'.repeat(64)}`, `sha512:${'f'.repeat(128)}`),
  run: (bytes) => parseDigest(textOf(bytes)),
};

const platform: Family = {
  id: 'platform',
  nature: 'text',
  seeds: () => texts('linux/amd64', 'linux/arm/v7', 'aarch64', 'darwin/x86_64', 'armhf'),
  run(bytes) {
    const read = parsePlatform(textOf(bytes));
    const parts = read === undefined ? [] : [read.os, read.architecture, read.variant ?? ''];
    claim(
      parts.every((part) => typeof part === 'string'),
      'parts of a platform are texts',
    );
    return read && formatPlatform(read);
  },
};

const versions: Family = {
  id: 'versions',
  nature: 'text',
  seeds: () =>
    texts(
      '1.2.3-r0\n1.2.3_rc1-r1',
      '1:2.36-9+deb12u4\n2.36~rc1-1',
      '1.0.0.rc.1\n1.0.0-x',
      'v1.2.3-0.20240101000000-abcdefabcdef\ngo1.21rc2',
      '1.0-alpha-1\n1.0.Final-SNAPSHOT',
      '1!2.0.post1.dev3+local.1\n2.0a1',
      '0:1.2.3-4.el8_5\n1.2^git1~rc1-1',
      '1.2.3-beta.1+build\n1.2',
    ),
  run(bytes) {
    const [a = '', b = ''] = textOf(bytes).split('\n', 2);
    return versionSchemes.map((scheme) => {
      const order = scheme.compare(a, b);
      claim(scheme.compare(b, a) === (order === 0 ? 0 : -order), `${scheme.id} compares both ways`);
      claim(scheme.compare(a, a) === 0, `${scheme.id} finds a version equal to itself`);
      return [scheme.isValid(a), scheme.isValid(b), order];
    });
  },
};

const license: Family = {
  id: 'license',
  nature: 'text',
  seeds: () =>
    texts(
      'MIT',
      '(MIT OR Apache-2.0) AND GPL-2.0+ WITH Classpath-exception-2.0',
      'GPLv2+ and (MIT / BSD-3)',
      'GNU Lesser General Public License v2 or later (LGPLv2+)',
      'UNKNOWN',
    ),
  run(bytes) {
    const text = textOf(bytes);
    const expression = spdxOf(text);
    // Longer texts are not read as expressions, even when they are what a short one spelled out.
    claim(
      expression === undefined || expression.length > 256 || spdxOf(expression) === expression,
      'a canonical expression stays as it is',
    );
    return [licenseOf(text), licensesOf(text.split('\n')), expression];
  },
};

const path: Family = {
  id: 'entry-path',
  nature: 'text',
  seeds: () => texts('./usr/bin/../lib/x', '/etc//passwd', '../../x', 'a/./b/', '\xff\xfe/%41'),
  run(bytes) {
    const name = decodeName(bytes);
    const canonical = canonicalPath(name);
    claim(canonical === undefined || canonicalPath(canonical) === canonical, 'a canonical path stays as it is');
    claim(canonical === undefined || !canonical.split('/').includes('..'), 'a canonical path does not climb');
    return [name, canonical, leavesRoot(name)];
  },
};

const purl: Family = {
  id: 'purl',
  nature: 'text',
  seeds: () => texts('openssl\n1:3.0.11-1~deb12u2\nnamespace', '@scope/x\n1.0.0\n', 'golang.org/x/net\nv0.1.0\n'),
  run(bytes) {
    const [name = '', version = '', namespace] = textOf(bytes).split('\n');
    const common = {
      id: 'x',
      name,
      version,
      ...(namespace && { namespace }),
      vendor: 'unknown',
      relation: 'unknown',
      licenses: [],
      locations: [],
      visible: true,
    } as const;
    const types = ['deb', 'rpm', 'npm', 'golang', 'pypi'] as const;
    const distro = { id: name.slice(0, 40), idLike: [], versionId: version, prettyName: '' };
    return types.map((type) => purlOf({ ...common, type } as never, distro));
  },
};

export const families = [reference, digest, platform, versions, license, path, purl];
