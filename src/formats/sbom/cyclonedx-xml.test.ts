import { describe, expect, it } from 'vitest';
import { limits } from '../bytes/limits.ts';
import { parseSbom } from './parse-sbom.ts';
import { bomOf, bomXml, bytesOf, property } from './testdata/documents.ts';

const parse = (xml: string) => parseSbom(bytesOf(xml));

const body = `
<metadata><tools><components><component type="application"><name>maker</name></component></components></tools>
  <component type="container" bom-ref="it"><name>shop:1</name><version>sha256:${'3'.repeat(64)}</version></component></metadata>
<components>
  <component type="operating-system"><name>debian</name><version>12</version></component>
  <component type="library" bom-ref="libc">
    <publisher>GNU Libc Maintainers &lt;glibc@lists.debian.org&gt;</publisher>
    <name>libc6</name><version>2.36-9</version>
    <hashes><hash alg="MD5">x</hash></hashes>
    <licenses><license><id>MIT</id><text>whole</text></license><license><name><![CDATA[A & B]]></name></license></licenses>
    <purl>pkg:deb/debian/libc6@2.36-9?arch=amd64&amp;distro=debian-12</purl>
    <x:name xmlns:x="urn:other">not this one</x:name>
    <components><component type="library"><name>inner</name><purl>pkg:npm/inner@1</purl><licenses><expression>MIT OR ISC</expression></licenses></component></components>
    <properties><property name="plimsoll:source">glibc</property></properties>
    <evidence><occurrences><occurrence><location>/var/lib/dpkg/status</location></occurrence></occurrences></evidence>
  </component>
</components>
<dependencies><dependency ref="it"><dependency ref="libc"/></dependency></dependencies>
<compositions><composition><aggregate>incomplete</aggregate><assemblies><assembly ref="it"/></assemblies></composition></compositions>`;

describe('cyclonedx-xml', () => {
  it('says what the same document says in JSON', () => {
    const components = [
      { type: 'operating-system', name: 'debian', version: '12' },
      {
        type: 'library',
        name: 'libc6',
        publisher: 'GNU Libc Maintainers <glibc@lists.debian.org>',
        purl: 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12',
        licenses: [{ license: { id: 'MIT' } }, { license: { name: 'A & B' } }],
        components: [
          { type: 'library', name: 'inner', purl: 'pkg:npm/inner@1', licenses: [{ expression: 'MIT OR ISC' }] },
        ],
        properties: [property('plimsoll:source', 'glibc')],
        evidence: { occurrences: [{ location: '/var/lib/dpkg/status' }] },
      },
    ];
    const component = { type: 'container', 'bom-ref': 'it', name: 'shop:1', version: `sha256:${'3'.repeat(64)}` };
    const compositions = [{ aggregate: 'incomplete', assemblies: ['it'] }];
    const same = parseSbom(bytesOf(bomOf(components, { metadata: { component }, compositions })));
    expect(same.subjects[0]?.packages).toHaveLength(2);
    expect(parse(bomXml(body))).toEqual(same);
  });

  it.each(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])('reads version %s', (version) => {
    const { format, subjects } = parse(
      bomXml('<components><component><purl>pkg:npm/x@1</purl></component></components>', version),
    );
    expect([format, subjects[0]?.packages.length]).toEqual([`CycloneDX ${version}`, 1]);
  });

  it('reads prefixes, UTF-16, and what stands before the root', () => {
    const ns = 'xmlns:c="http://cyclonedx.org/schema/bom/1.5"';
    const xml = `<?xml version="1.0"?><!-- ${'x'.repeat(9000)} --><c:bom ${ns}><c:components><c:component><c:purl>pkg:npm/x@1</c:purl></c:component></c:components></c:bom>`;
    expect(parse(xml).subjects[0]?.packages).toHaveLength(1);
    for (const utf16 of [Buffer.from(`\ufeff${xml}`, 'utf16le'), Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()])
      expect(parseSbom(utf16).subjects[0]?.packages).toHaveLength(1);
  });

  it('keeps the images of a merged document apart by what they depend on', () => {
    const two = `<components><component type="container" bom-ref="a"><name>a</name></component><component type="container" bom-ref="b"><name>b</name></component>
      <component bom-ref="x"><purl>pkg:npm/x@1</purl></component></components>
      <dependencies><dependency ref="a"/><dependency ref="b"><dependency ref="x"/></dependency></dependencies>`;
    expect(parse(bomXml(two)).subjects.map(({ name, packages }) => [name, packages.length])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it.each([
    ['a document type', `<!DOCTYPE bom [<!ENTITY a "b">]>${bomXml('')}`.replace(/<\?xml.*\?>\n/, ''), /document type/],
    ['an entity that nobody declared', bomXml('<metadata>&a;</metadata>'), /line 2, column \d+: undefined entity/],
    ['an end too early', bomXml('<components>').slice(0, -20), /line 2/],
    ['a tag that closes another', bomXml('<components></metadata>'), /unexpected close tag/i],
    [
      'nesting beyond the limit',
      bomXml(`${'<a>'.repeat(limits.jsonDepth)}${'</a>'.repeat(limits.jsonDepth)}`),
      /nested more than/,
    ],
  ])('refuses %s and tells where', (_, xml, message) => {
    expect(() => parse(xml)).toThrow(
      expect.objectContaining({ code: 'sbom/unreadable', message: expect.stringMatching(message) }),
    );
  });

  it('is not told by other XML', () => {
    const unknown = expect.objectContaining({ code: 'sbom/unknown-format' });
    expect(() => parse('<html><body><p>not found</body></html>')).toThrow(unknown);
    expect(() => parse('<bom xmlns="http://cyclonedx.org/schema/bom/2.0"/>')).toThrow(unknown);
  });

  it('refuses a billion laughs at once', () => {
    const lols = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const started = performance.now();
    expect(() =>
      parse(
        `<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY l0 "lol">${lols}]><bom xmlns="http://cyclonedx.org/schema/bom/1.6">&l10;</bom>`,
      ),
    ).toThrow(expect.objectContaining({ code: 'sbom/unreadable' }));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
