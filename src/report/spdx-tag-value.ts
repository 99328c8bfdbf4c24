import type { OutputFormat } from '../model/output-format.ts';
import type { ReportView } from '../model/report.ts';
import { spdxDocument } from './parts/spdx-document.ts';
import {
  annotationLines,
  block,
  licenseLines,
  line,
  packageLines,
  relationshipLines,
  tagLines,
} from './parts/spdx-tag-value-lines.ts';

/** SPDX 2.3 as tags and values: the same document as `spdx`, line by line. */
export const spdxTagValue = {
  id: 'spdx-tag-value',
  mediaType: 'text/spdx',
  extension: 'spdx',
  accepts: ['cves', 'sbom', 'scan'],
  *render(view) {
    const document = spdxDocument(view);
    yield tagLines([
      ['SPDXVersion', 'SPDX-2.3'],
      ['DataLicense', 'CC0-1.0'],
      ['SPDXID', 'SPDXRef-DOCUMENT'],
      ['DocumentName', line(document.name)],
      ['DocumentNamespace', document.namespace],
      ['DocumentComment', block(document.comment)],
      ['LicenseListVersion', document.licenseListVersion],
      ...document.creators.map((creator) => ['Creator', line(creator)] as const),
      ['Created', document.created],
    ]);
    yield annotationLines('SPDXRef-DOCUMENT', document.annotations);
    for (const pkg of document.packages()) yield packageLines(pkg);
    for (const license of document.licenses()) yield licenseLines(license);
    yield '\n';
    for (const relationship of document.relationships()) yield relationshipLines(relationship);
  },
} as const satisfies OutputFormat<ReportView>;
