/** Small documents in the shape that the formats' own specifications and the tools give them. */

export const bytesOf = (document: unknown): Uint8Array =>
  new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document));

/** CycloneDX with these components. */
export const bomOf = (components: readonly unknown[], more: object = {}) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  components,
  ...more,
});

export const property = (name: string, value: string) => ({ name, value });

/** SPDX 2.3 with these packages. */
export const spdxOf = (packages: readonly object[], more: object = {}) => ({
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'the document',
  packages,
  ...more,
});

export const purlRef = (locator: string) => ({
  externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: locator }],
});

export const annotation = (comment: string) => ({
  annotationDate: '2026-11-21T12:00:00Z',
  annotationType: 'OTHER',
  annotator: 'Tool: plimsoll-1.0.0',
  comment,
});

/** Syft's JSON with these artifacts. */
export const syftOf = (artifacts: readonly unknown[], more: object = {}) => ({
  artifacts,
  artifactRelationships: [],
  source: { type: 'image', metadata: { userInput: 'debian:12', manifestDigest: `sha256:${'1'.repeat(64)}` } },
  distro: { id: 'debian', versionID: '12', versionCodename: 'bookworm', prettyName: 'Debian GNU/Linux 12 (bookworm)' },
  descriptor: { name: 'syft', version: '1.38.0' },
  schema: { version: '16.0.0', url: 'https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.0.json' },
  ...more,
});

export const tagValue = `SPDXVersion: SPDX-2.2
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: the document
# a remark
DocumentComment: <text>of
PackageName: two lines</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-Image

PackageName: shop:1
SPDXID: SPDXRef-Image
PackageVersion: sha256:${'2'.repeat(64)}
PrimaryPackagePurpose: CONTAINER

PackageName: debian
SPDXID: SPDXRef-OperatingSystem
PackageVersion: 12

PackageName: libc6
SPDXID: SPDXRef-libc6
PackageVersion: 2.36-9
PackageLicenseDeclared: LicenseRef-x
ExternalRef: PACKAGE-MANAGER purl pkg:deb/debian/libc6@2.36-9?arch=amd64
Annotator: Tool: plimsoll-1.0.0
AnnotationDate: 2026-11-21T12:00:00Z
AnnotationType: OTHER
SPDXREF: SPDXRef-libc6
AnnotationComment: <text>plimsoll:source=glibc</text>

FileName: ./lib/libc.so
SPDXID: SPDXRef-libc6-file
PackageVersion: of no package

LicenseID: LicenseRef-x
ExtractedText: <text>do
as you please</text>
LicenseName: As you please
`;

export const bomXml = (body: string, version = '1.6') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/${version}" version="1">${body}</bom>\n`;
