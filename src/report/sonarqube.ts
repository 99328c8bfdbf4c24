import type { LintFinding, LintLevel, LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import { compareText } from './parts/order.ts';
import { printJson } from './parts/print-json.ts';
import { Utf16Columns } from './parts/utf16-columns.ts';

const SEVERITIES: Readonly<Record<LintLevel, string>> = {
  error: 'HIGH',
  warning: 'MEDIUM',
  info: 'LOW',
  style: 'INFO',
};

/** SonarQube's "generic formatted issue report": rules, and issues that name them. */
export const sonarqube = {
  id: 'sonarqube',
  mediaType: 'application/json',
  extension: 'json',
  accepts: ['lint'],
  *render({ files }) {
    const rules = new Map<string, LintFinding>();
    const issues = files.flatMap(({ path, findings, dockerfile }) => {
      const columns = new Utf16Columns(dockerfile);
      return findings.map((finding) => {
        rules.set(finding.rule, rules.get(finding.rule) ?? finding);
        const { startLine, startColumn, endLine, endColumn } = columns.regionOf(finding);
        // Its columns count from 0, and it refuses a range without anything in it.
        const range = { startColumn: startColumn - 1, endColumn: endColumn - 1 };
        const isEmpty = startLine === endLine && startColumn === endColumn;
        return {
          ruleId: finding.rule,
          primaryLocation: {
            message: finding.message,
            filePath: path,
            textRange: { startLine, endLine, ...(isEmpty ? {} : range) },
          },
        };
      });
    });
    yield printJson({ rules: [...rules.values()].sort((a, b) => compareText(a.rule, b.rule)).map(ruleOf), issues });
  },
} as const satisfies OutputFormat<LintReport>;

function ruleOf({ rule, title, why, level }: LintFinding) {
  return {
    id: rule,
    name: title,
    description: why,
    engineId: 'plimsoll',
    cleanCodeAttribute: 'CONVENTIONAL',
    impacts: [{ softwareQuality: level === 'style' ? 'MAINTAINABILITY' : 'RELIABILITY', severity: SEVERITIES[level] }],
  };
}
