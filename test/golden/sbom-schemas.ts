/** An object with these members and no other; those without `?` must be there. */
function members(of: Readonly<Record<string, object>>) {
  const names = Object.keys(of);
  return {
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), of[name]!])),
  };
}

const text = { type: 'string' };
const line = { type: 'string', minLength: 1, pattern: '^[^\\n\\r]*$' };
const list = (items: object) => ({ type: 'array', items });
const oneOf = (...values: (string | number | boolean)[]) => ({ enum: values });
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' };
const elementId = { type: 'string', pattern: '^SPDXRef-[A-Za-z0-9.-]+$' };
const actor = { type: 'string', pattern: '^(Person|Organization|Tool): .+$' };

const annotation = members({ annotationDate: time, annotationType: oneOf('OTHER', 'REVIEW'), annotator: actor, comment: line });

/** What SPDX 2.3 (clauses 6 to 12) asks of the members that we write: names, forms and values of its JSON form. */
export const spdxSchema = members({
  spdxVersion: oneOf('SPDX-2.3'),
  dataLicense: oneOf('CC0-1.0'),
  SPDXID: oneOf('SPDXRef-DOCUMENT'),
  name: line,
  // §6.5: an absolute URI without fragment.
  documentNamespace: { type: 'string', pattern: '^[a-z][a-z0-9+.-]*:[^#\\s]+$' },
  'comment?': text,
  creationInfo: members({
    licenseListVersion: { type: 'string', pattern: '^\\d+\\.\\d+$' },
    creators: { ...list(actor), minItems: 1 },
    created: time,
  }),
  annotations: list(annotation),
  packages: list(
    members({
      SPDXID: elementId,
      name: line,
      'versionInfo?': line,
      supplier: { anyOf: [oneOf('NOASSERTION'), actor] },
      downloadLocation: oneOf('NOASSERTION'),
      filesAnalyzed: oneOf(false),
      'checksums?': list(members({ algorithm: oneOf('SHA256', 'SHA512'), checksumValue: { type: 'string', pattern: '^[0-9a-f]+$' } })),
      'sourceInfo?': line,
      licenseConcluded: oneOf('NOASSERTION'),
      licenseDeclared: line,
      copyrightText: oneOf('NOASSERTION'),
      'description?': line,
      'comment?': text,
      'externalRefs?': list(
        members({
          referenceCategory: oneOf('PACKAGE-MANAGER'),
          referenceType: oneOf('purl'),
          referenceLocator: { type: 'string', pattern: '^pkg:[a-z]+/[^\\s]+$' },
        }),
      ),
      'primaryPackagePurpose?': oneOf('APPLICATION', 'CONTAINER', 'OPERATING_SYSTEM'),
      annotations: list(annotation),
    }),
  ),
  'hasExtractedLicensingInfos?': list(
    members({
      licenseId: { type: 'string', pattern: '^LicenseRef-[A-Za-z0-9.-]+$' },
      extractedText: { type: 'string', minLength: 1 },
      name: line,
      comment: text,
    }),
  ),
  relationships: list(
    members({
      spdxElementId: elementId,
      relationshipType: oneOf('CONTAINS', 'DESCRIBES', 'OTHER'),
      relatedSpdxElement: elementId,
      'comment?': line,
    }),
  ),
});

const place = members({ path: text, 'layerID?': text, accessPath: text, annotations: { type: 'object' } });

/** Further members are allowed in `metadata` by Syft's schema, and asked for by its type. */
function metadata(type: string, names: string) {
  const required = names.split(' ');
  return {
    if: { required: ['metadataType'], properties: { metadataType: { const: type } } },
    then: { properties: { metadata: { type: 'object', required } } },
  };
}

/** What Syft's JSON schema 16 asks of the members that we write; `plimsoll` is ours. */
export const syftSchema = members({
  artifacts: list({
    ...members({
      id: line,
      name: text,
      version: text,
      type: oneOf('apk', 'deb', 'gem', 'go-module', 'java-archive', 'npm', 'python', 'rpm', 'rust-crate'),
      foundBy: text,
      locations: list(place),
      licenses: list(members({ value: text, spdxExpression: text, type: oneOf('declared'), urls: list(text), locations: list(place) })),
      language: text,
      cpes: list(members({ cpe: { type: 'string', pattern: '^cpe:2\\.3:' }, source: text })),
      purl: { type: 'string', pattern: '^pkg:' },
      'metadataType?': text,
      'metadata?': { type: 'object' },
      plimsoll: { type: 'object', additionalProperties: { type: 'string' } },
    }),
    allOf: [
      metadata('dpkg-db-entry', 'package source version sourceVersion architecture maintainer installedSize files'),
      metadata('rpm-db-entry', 'name version epoch architecture release sourceRpm size vendor files'),
      metadata(
        'apk-db-entry',
        'package originPackage maintainer version architecture url description size installedSize pullDependencies provides pullChecksum gitCommitOfApkPort files',
      ),
      metadata('java-archive', 'virtualPath'),
    ],
  }),
  artifactRelationships: list(members({ parent: line, child: line, type: oneOf('ownership-by-file-overlap') })),
  source: members({ id: line, name: text, version: text, type: oneOf('image', 'directory', 'file'), metadata: { type: 'object' } }),
  distro: members({ 'prettyName?': text, 'id?': text, 'idLike?': list(text), 'versionID?': text, 'versionCodename?': text }),
  descriptor: members({ name: text, version: text, configuration: { type: 'object' } }),
  schema: members({ version: { type: 'string', pattern: '^16\\.0\\.\\d+$' }, url: { type: 'string', pattern: '^https://' } }),
});

const scalars = { type: 'object', maxProperties: 8, additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } };

/** What GitHub asks of a snapshot of dependencies, but for what only its sender knows. */
export const githubSchema = members({
  version: oneOf(0),
  'sha?': { type: 'string', pattern: '^[0-9a-f]{40}$' },
  detector: members({ name: text, version: text, url: text }),
  metadata: scalars,
  manifests: {
    type: 'object',
    additionalProperties: members({
      name: line,
      metadata: scalars,
      resolved: {
        type: 'object',
        additionalProperties: members({
          package_url: { type: 'string', pattern: '^pkg:' },
          metadata: scalars,
          'relationship?': oneOf('direct', 'indirect'),
          'scope?': oneOf('runtime', 'development'),
        }),
      },
    }),
  },
  scanned: text,
});
