import type { LintLevel, LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import { xmlText } from './parts/xml-text.ts';

const SEVERITIES: Readonly<Record<LintLevel, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
};

/** The XML of Checkstyle, which most CI servers read. */
export const checkstyle = {
  id: 'checkstyle',
  mediaType: 'application/xml',
  extension: 'xml',
  accepts: ['lint'],
  *render({ files }) {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n';
    for (const { path, findings } of files) {
      yield `  <file name="${xmlText(path)}">\n`;
      for (const { start, level, message, rule } of findings) {
        const place = `line="${start.line}" column="${start.column}" severity="${SEVERITIES[level]}"`;
        yield `    <error ${place} message="${xmlText(message)}" source="plimsoll.${xmlText(rule)}"/>\n`;
      }
      yield '  </file>\n';
    }
    yield '</checkstyle>\n';
  },
} as const satisfies OutputFormat<LintReport>;
