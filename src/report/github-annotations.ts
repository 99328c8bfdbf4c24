import type { LintLevel, LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import { escapeText } from './parts/escape.ts';
import { Utf16Columns } from './parts/utf16-columns.ts';

const COMMANDS: Readonly<Record<LintLevel, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  style: 'notice',
};

/** Lines that a runner of GitHub Actions turns into remarks beside the code (its manual, "Workflow commands"). */
export const githubAnnotations = {
  id: 'github-annotations',
  mediaType: 'text/plain',
  extension: 'txt',
  accepts: ['lint'],
  *render({ files }) {
    for (const { path, findings, dockerfile } of files) {
      const columns = new Utf16Columns(dockerfile);
      for (const finding of findings) {
        const { startLine, startColumn, endLine, endColumn } = columns.regionOf(finding);
        // Columns of several lines mean nothing to it.
        const place = startLine === endLine ? `,col=${startColumn},endColumn=${endColumn}` : '';
        const title = [finding.rule, ...finding.aliases].join(' ');
        yield `::${COMMANDS[finding.level]} file=${property(path)},line=${startLine},endLine=${endLine}${place},title=${property(title)}::${data(finding.message)}\n`;
      }
    }
  },
} as const satisfies OutputFormat<LintReport>;

/** What would end a line, and with it begin a command. */
function data(text: string): string {
  return escapeText(text, true).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
