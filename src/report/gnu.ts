import type { LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import { escapeText } from './parts/escape.ts';

/** One line for each finding, as editors jump to it (GNU Coding Standards, "Formatting Error Messages"). */
export const gnu = {
  id: 'gnu',
  mediaType: 'text/plain',
  extension: 'txt',
  accepts: ['lint'],
  *render({ files }) {
    for (const { path, findings } of files) {
      for (const { start, level, message, rule, aliases } of findings) {
        const names = [rule, ...aliases].join(' ');
        yield `${escapeText(path, true)}:${start.line}:${start.column}: ${level}: ${escapeText(message, true)} [${names}]\n`;
      }
    }
  },
} as const satisfies OutputFormat<LintReport>;
