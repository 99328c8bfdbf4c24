import type { OutputFormat } from '../model/output-format.ts';
import type { Explanation, Report, ReportDocument } from '../model/report.ts';
import { projectLint } from './parts/lint-json.ts';
import { maskInstruction } from './parts/masks.ts';
import { printJson } from './parts/print-json.ts';
import { projectReport } from './parts/project-report.ts';

/** Reports as DESIGN §7.1 lays down (docs/reference/report.schema.json); answers of other commands as they are. */
export const json = {
  id: 'json',
  mediaType: 'application/json',
  extension: 'json',
  accepts: ['cves', 'explanation', 'knowledge-search', 'knowledge-status', 'lint', 'quickview', 'sbom', 'scan'],
  *render(document) {
    if (document.kind === 'explanation') yield printJson(masked(document));
    else if (document.kind === 'lint') yield printJson(projectLint(document));
    else if (!('report' in document)) yield printJson(document);
    else yield printJson(projectReport(document.kind === 'sbom' ? inventoryOnly(document.report) : document.report));
  },
} as const satisfies OutputFormat<ReportDocument>;

/** Instructions may name secrets. */
function masked(explanation: Explanation): Explanation {
  return {
    ...explanation,
    packages: explanation.packages.map((pkg) =>
      pkg.instruction === undefined ? pkg : { ...pkg, instruction: maskInstruction(pkg.instruction) },
    ),
  };
}

/** What an SBOM tells does not hang on knowledge: the same image gives the same document tomorrow. */
function inventoryOnly(report: Report): Report {
  return {
    ...report,
    knowledge: null,
    subjects: report.subjects.map((subject) => ({ ...subject, vulnerabilities: [], undecided: [] })),
  };
}
