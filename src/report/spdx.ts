import type { OutputFormat } from '../model/output-format.ts';
import type { ReportView } from '../model/report.ts';
import { printJsonPieces, streamedList, streamedRecord } from './parts/print-json.ts';
import { spdxDocument } from './parts/spdx-document.ts';

/** SPDX 2.3 as JSON (the specification's clauses 6 to 12 and its JSON schema). It holds packages and no vulnerabilities. */
export const spdx = {
  id: 'spdx',
  mediaType: 'application/spdx+json',
  extension: 'spdx.json',
  accepts: ['cves', 'sbom', 'scan'],
  *render(view) {
    const document = spdxDocument(view);
    const { name, comment, created, creators, licenseListVersion } = document;
    const licenses = document.licenses();
    yield* printJsonPieces(
      streamedRecord([
        ['spdxVersion', 'SPDX-2.3'],
        ['dataLicense', 'CC0-1.0'],
        ['SPDXID', 'SPDXRef-DOCUMENT'],
        ['name', name],
        ['documentNamespace', document.namespace],
        ['comment', comment],
        ['creationInfo', { licenseListVersion, creators, created }],
        ['annotations', document.annotations],
        ['packages', streamedList(document.packages())],
        ['hasExtractedLicensingInfos', licenses.length === 0 ? undefined : licenses],
        ['relationships', streamedList(document.relationships())],
      ]),
    );
  },
} as const satisfies OutputFormat<ReportView>;
