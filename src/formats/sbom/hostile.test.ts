import { expect, it } from 'vitest';
import { PlimsollError } from '../../model/error.ts';
import { parseSbom } from './parse-sbom.ts';
import { bomOf, bomXml, bytesOf, property, purlRef, spdxOf, syftOf, tagValue } from './testdata/documents.ts';

const component = {
  type: 'library',
  name: 'é',
  purl: 'pkg:deb/debian/x@1?distro=debian-12&upstream=y',
  properties: [property('a', 'b')],
};
const xml = bomXml(
  '<components><component type="library"><name>x</name><purl>pkg:npm/x@1&amp;</purl><!-- c --><licenses><license><id><![CDATA[MIT]]></id></license></licenses></component></components>',
);

const seeds: Readonly<Record<string, Uint8Array>> = {
  'cyclonedx-json': bytesOf(
    bomOf([component], { metadata: { component }, compositions: [{ aggregate: 'incomplete' }] }),
  ),
  'cyclonedx-xml': bytesOf(xml),
  'report-json': bytesOf({
    schemaVersion: 1,
    tool: { name: 'plimsoll' },
    subjects: [{ packages: [{ type: 'npm', name: 'x', locations: [{ path: 'a' }] }] }],
  }),
  'spdx-json': bytesOf(
    spdxOf([{ SPDXID: 'a', name: 'x', ...purlRef('pkg:npm/x@1') }], {
      relationships: [{ relationshipType: 'DESCRIBES' }],
    }),
  ),
  'spdx-tag-value': bytesOf(tagValue),
  'syft-json': bytesOf(syftOf([{ id: '1', type: 'deb', name: 'x', metadata: { package: 'x' } }])),
};

/** Throws when anything but an answer or a PlimsollError comes out. */
function feed(bytes: Uint8Array): string {
  try {
    return parseSbom(bytes).format;
  } catch (error) {
    if (error instanceof PlimsollError) return error.code;
    throw error;
  }
}

it.each(Object.entries(seeds))('%s cut off at every byte, or with any byte changed, is read or refused', (_, seed) => {
  for (let length = 0; length < seed.length; length++) feed(seed.subarray(0, length));
  for (let at = 0; at < seed.length; at++) {
    const twin = seed.slice();
    for (const byte of [0x00, 0x22, 0x3c, 0xff]) {
      twin[at] = byte;
      feed(twin);
    }
  }
});

it.each(Object.entries(seeds).filter(([id]) => id.endsWith('json')))(
  '%s with anything in place of anything is read or refused',
  (_, seed) => {
    const values = [null, 7, '', 'x', true, [], {}, [null], [[]], [7], { a: 1 }, 'pkg:npm/x'];
    const twins = function* (
      value: unknown,
      path: readonly (string | number)[],
    ): Generator<readonly (string | number)[]> {
      yield path;
      if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) yield* twins(inner, [...path, key]);
    };
    const text = new TextDecoder().decode(seed);
    for (const path of twins(JSON.parse(text), [])) {
      for (const value of values) {
        const document = { root: JSON.parse(text) };
        let at: Record<string | number, unknown> = document;
        const keys = ['root', ...path];
        for (const key of keys.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
        at[keys.at(-1)!] = value;
        feed(bytesOf(document.root));
      }
    }
  },
);

const line = 'a'.repeat(10 << 20);
it.each([
  ['one line of 10 MB', line],
  [
    'a tag of 10 MB',
    `SPDXVersion: SPDX-2.3\nPackageName: ${line}\nExternalRef: PACKAGE-MANAGER purl pkg:npm/${line}\n`,
  ],
  ['10 MB of blanks', `SPDXVersion: SPDX-2.3\nRelationship:${' '.repeat(10 << 20)}x`],
  ['a name of 10 MB', JSON.stringify(bomOf([{ purl: `pkg:npm/${line}@1`, name: line, publisher: `@${line}@` }]))],
  ['a purl of slashes', JSON.stringify(bomOf([{ purl: `pkg:npm/${'/@'.repeat(5 << 20)}x` }]))],
  ['a text of 10 MB in XML', bomXml(`<components><component><name>${line}</name></component></components>`)],
  [
    'entities in XML',
    bomXml(`<components><component><name>${'&amp;'.repeat(1 << 20)}</name></component></components>`),
  ],
  ['attributes in XML', bomXml(`<metadata ${Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`)],
  ['a megabyte of brackets', '['.repeat(1 << 20)],
  ['a megabyte of nested objects', '{"a":'.repeat(1 << 20)],
  ['a million nested elements', bomXml('<a>'.repeat(1 << 20))],
])('%s takes linear time', (_, text) => {
  const started = process.cpuUsage().user;
  feed(bytesOf(text));
  expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(4);
});

it('duplicate ids and keys make no package twice', () => {
  const twice = { ...component, 'bom-ref': 'same' };
  expect(parseSbom(bytesOf(bomOf([twice, twice, { ...twice, name: 'other' }]))).subjects[0]?.packages).toHaveLength(1);
  const keys =
    '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"purl":"pkg:npm/a@1","purl":"pkg:npm/b@1"}],"__proto__":{"x":1}}';
  expect(parseSbom(bytesOf(keys)).subjects[0]?.packages.map(({ name }) => name)).toEqual(['b']);
});

it('200,000 components are read in seconds', () => {
  const components = Array.from({ length: 200_000 }, (_, i) => ({
    type: 'library',
    'bom-ref': `r${i}`,
    name: `package-${i}`,
    version: '1.0.0',
    purl: `pkg:npm/%40scope/package-${i}@1.0.0`,
    licenses: [{ license: { id: 'MIT' } }],
  }));
  const bytes = bytesOf(bomOf(components));
  // Time of the processor, of all threads that collect garbage too: others may be at work on this machine.
  const started = process.cpuUsage().user;
  expect(parseSbom(bytes).subjects[0]?.packages).toHaveLength(200_000);
  expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(5);
});
