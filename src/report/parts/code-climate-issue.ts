import type { LintFinding, LintLevel } from '../../model/lint.ts';

const SEVERITIES: Readonly<Record<LintLevel, string>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  style: 'info',
};

/** An issue as Code Climate's specification of engines has it, which GitLab takes over in part. */
export function codeClimateIssue({ id, rule, message, why, level, path, start, end }: LintFinding) {
  return {
    type: 'issue',
    check_name: rule,
    description: message,
    content: { body: why },
    categories: [level === 'style' ? 'Style' : 'Bug Risk'],
    severity: SEVERITIES[level],
    fingerprint: id,
    location: {
      path,
      positions: {
        begin: { line: start.line, column: start.column },
        end: { line: end.line, column: end.column },
      },
    },
  };
}
