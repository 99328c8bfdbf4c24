import type { OutputFormat, View } from '../model/output-format.ts';
import type { ReportDocument, ReportView } from '../model/report.ts';
import { cvesText } from './parts/cves-text.ts';
import { explanationText } from './parts/explanation-text.ts';
import { knowledgeSearchText, knowledgeStatusText } from './parts/knowledge-text.ts';
import { lintText } from './parts/lint-text.ts';
import { type Pen, penOf } from './parts/pen.ts';
import { sbomText } from './parts/sbom-text.ts';
import { quickviewText, scanText } from './parts/scan-text.ts';

/** Text for people: fits the width, one line per thing, foreign text escaped; without colours it is plain text of the same content. */
export const table = {
  id: 'table',
  mediaType: 'text/plain',
  extension: 'txt',
  accepts: ['cves', 'explanation', 'knowledge-search', 'knowledge-status', 'lint', 'quickview', 'sbom', 'scan'],
  *render(document, view) {
    const pen = penOf(view);
    switch (document.kind) {
      case 'explanation':
        yield* explanationText(document, pen);
        return;
      case 'knowledge-search':
        yield* knowledgeSearchText(document, pen);
        return;
      case 'knowledge-status':
        yield* knowledgeStatusText(document, pen);
        return;
      case 'lint':
        yield* lintText(document, pen, view);
        return;
      default:
        yield* reportText(document, pen, view);
    }
  },
} as const satisfies OutputFormat<ReportDocument>;

function* reportText({ kind, report }: ReportView, pen: Pen, view: View): Iterable<string> {
  let first = true;
  for (const subject of report.subjects) {
    if (!first) yield '\n';
    first = false;
    switch (kind) {
      case 'scan':
        yield* scanText(subject, report, pen, view.command);
        break;
      case 'quickview':
        yield* quickviewText(subject, report, pen);
        break;
      case 'cves':
        yield* cvesText(subject, report, pen);
        break;
      case 'sbom':
        yield* sbomText(subject, pen);
        break;
    }
  }
}
