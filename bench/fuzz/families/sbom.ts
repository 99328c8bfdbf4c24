import { parseSbom } from '../../../src/formats/sbom/parse-sbom.ts';
import {
  bomOf,
  bomXml,
  bytesOf,
  property,
  purlRef,
  spdxOf,
  syftOf,
  tagValue,
} from '../../../src/formats/sbom/testdata/documents.ts';
import { parsePurl } from '../../../src/model/parse-purl.ts';
import type { Family } from '../family.ts';
import { texts } from '../seeds.ts';

const component = {
  type: 'library',
  name: 'é',
  purl: 'pkg:deb/debian/x@1?distro=debian-12&upstream=y',
  properties: [property('a', 'b')],
};
const xml = bomXml(
  '<components><component type="library"><name>x</name><purl>pkg:npm/x@1&amp;</purl><!-- c --><licenses><license><id><![CDATA[MIT]]></id></license></licenses></component></components>',
);

const DOCUMENTS: Readonly<Record<string, Uint8Array>> = {
  'sbom-cyclonedx-json': bytesOf(bomOf([component], { metadata: { component } })),
  'sbom-cyclonedx-xml': bytesOf(xml),
  'sbom-report-json': bytesOf({
    schemaVersion: 1,
    tool: { name: 'plimsoll' },
    subjects: [{ packages: [{ type: 'npm', name: 'x', locations: [{ path: 'a' }] }] }],
  }),
  'sbom-spdx-json': bytesOf(spdxOf([{ SPDXID: 'a', name: 'x', ...purlRef('pkg:npm/x@1') }])),
  'sbom-spdx-tag-value': bytesOf(tagValue),
  'sbom-syft-json': bytesOf(syftOf([{ id: '1', type: 'deb', name: 'x', metadata: { package: 'x' } }])),
};

const documents = Object.entries(DOCUMENTS).map(
  ([id, seed]): Family => ({ id, nature: 'text', refuses: true, seeds: () => [seed], run: parseSbom }),
);

const purl: Family = {
  id: 'purl-read',
  nature: 'text',
  seeds: () =>
    texts('pkg:deb/debian/x@1%3A2?arch=amd64&distro=debian-12#a/b', 'pkg:npm/%40scope/x@1.0.0', 'pkg:golang/x/y'),
  run: (bytes) => parsePurl(Buffer.from(bytes).toString('utf8')),
};

export const families: readonly Family[] = [...documents, purl];
