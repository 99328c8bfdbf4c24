import type { LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import { codeClimateIssue } from './parts/code-climate-issue.ts';
import { printJson } from './parts/print-json.ts';

/** What an engine of Code Climate writes: JSON objects, a zero byte behind each (Code Climate Engine Specification, "Output"). */
export const codeclimate = {
  id: 'codeclimate',
  mediaType: 'application/json',
  extension: 'json',
  accepts: ['lint'],
  *render({ files }) {
    for (const { findings } of files) for (const finding of findings) yield `${printJson(codeClimateIssue(finding))}\0`;
  },
} as const satisfies OutputFormat<LintReport>;
