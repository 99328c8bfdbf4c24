/** What of SPDX 2.3 is written: names and values as the JSON form has them (ISO/IEC 5962, annex of the specification's schema). */
export interface SpdxPackage {
  readonly SPDXID: string;
  readonly name: string;
  readonly versionInfo?: string | undefined;
  readonly supplier: string;
  readonly downloadLocation: 'NOASSERTION';
  /** False: no file is listed, so there is no verification code either (§7.9). */
  readonly filesAnalyzed: false;
  readonly checksums?: readonly SpdxChecksum[] | undefined;
  readonly sourceInfo?: string | undefined;
  readonly licenseConcluded: 'NOASSERTION';
  readonly licenseDeclared: string;
  readonly copyrightText: 'NOASSERTION';
  readonly description?: string | undefined;
  readonly comment?: string | undefined;
  readonly externalRefs?: readonly SpdxExternalRef[] | undefined;
  readonly primaryPackagePurpose?: 'APPLICATION' | 'CONTAINER' | 'OPERATING_SYSTEM' | undefined;
  readonly annotations?: readonly SpdxAnnotation[] | undefined;
}

export interface SpdxChecksum {
  readonly algorithm: 'SHA256' | 'SHA512';
  readonly checksumValue: string;
}

export interface SpdxExternalRef {
  readonly referenceCategory: 'PACKAGE-MANAGER';
  readonly referenceType: 'purl';
  readonly referenceLocator: string;
}

export interface SpdxAnnotation {
  readonly annotationDate: string;
  readonly annotationType: 'OTHER';
  readonly annotator: string;
  readonly comment: string;
}

export interface SpdxRelationship {
  readonly spdxElementId: string;
  readonly relationshipType: 'CONTAINS' | 'DESCRIBES' | 'OTHER';
  readonly relatedSpdxElement: string;
  readonly comment?: string | undefined;
}
