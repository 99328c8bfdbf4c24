import type { LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import { codeClimateIssue } from './parts/code-climate-issue.ts';
import { printJson } from './parts/print-json.ts';

/** GitLab's report of code quality: one list of issues, each with the line where it begins (its manual, "Code Quality report format"). */
export const gitlabCodeclimate = {
  id: 'gitlab-codeclimate',
  mediaType: 'application/json',
  extension: 'json',
  accepts: ['lint'],
  *render({ files }) {
    const issues = files.flatMap(({ findings }) =>
      findings.map((finding) => {
        const { location, ...issue } = codeClimateIssue(finding);
        return {
          ...issue,
          location: { path: location.path, lines: { begin: finding.start.line, end: finding.end.line } },
        };
      }),
    );
    yield printJson(issues);
  },
} as const satisfies OutputFormat<LintReport>;
