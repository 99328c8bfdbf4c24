import type { OutputFormat } from '../model/output-format.ts';
import type { ReportDocument } from '../model/report.ts';
import { printJson } from './parts/print-json.ts';
import { projectReport } from './parts/project-report.ts';

/** Reports as DESIGN §7.1 lays down (docs/reference/report.schema.json); answers of other commands as they are. */
export const json = {
  id: 'json',
  mediaType: 'application/json',
  extension: 'json',
  accepts: ['cves', 'explanation', 'knowledge-search', 'knowledge-status', 'quickview', 'sbom', 'scan'],
  *render(document) {
    yield printJson('report' in document ? projectReport(document.report) : document);
  },
} as const satisfies OutputFormat<ReportDocument>;
