import type { OutputFormat } from '../model/output-format.ts';
import type { ReportView } from '../model/report.ts';
import { cutToComment } from './parts/markdown-cut.ts';
import { markdownParts } from './parts/markdown-report.ts';
import { markdownCode } from './parts/markdown-text.ts';
import { type Pen, penOf } from './parts/pen.ts';

/**
 * GitHub Flavored Markdown for a comment below a pull request: numbers, the worst flaws with their fixes and what was not seen at
 * once, the rest folded. What a comment cannot hold is cut, and the last line says so.
 */
export const markdown = {
  id: 'markdown',
  mediaType: 'text/markdown; variant=GFM',
  extension: 'md',
  accepts: ['cves', 'quickview', 'sbom', 'scan'],
  *render(view) {
    // Nothing of the terminal matters: a page has its own width, colours and letters.
    const pen: Pen = {
      ...penOf({ width: 80, paint: false, unicode: true, links: false }),
      safe: (text) => markdownCode(text),
    };
    yield* cutToComment(markdownParts(view, pen));
  },
} as const satisfies OutputFormat<ReportView>;
