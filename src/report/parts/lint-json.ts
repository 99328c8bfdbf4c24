import { decodeUtf8 } from '../../formats/dockerfile/characters.ts';
import type { LintFinding, LintReport } from '../../model/lint.ts';
import type { LintFindingJson, LintReportJson } from '../../model/lint-json.ts';

/** The report as docs/reference/lint.schema.json lays down. */
export function projectLint({ schemaVersion, tool, at, files }: LintReport): LintReportJson {
  return {
    schemaVersion,
    tool,
    at,
    files: files.map(({ path, findings, suppressed }) => ({
      path,
      findings: findings.map(findingJson),
      suppressed: suppressed.map(({ finding, by }) => ({ by, finding: findingJson(finding) })),
    })),
  };
}

function findingJson({
  id,
  rule,
  aliases,
  level,
  title,
  message,
  why,
  span,
  start,
  end,
  fix,
}: LintFinding): LintFindingJson {
  return {
    id,
    rule,
    aliases,
    level,
    title,
    message,
    why,
    start: { ...start, byte: span.start },
    end: { ...end, byte: span.end },
    fix:
      fix === undefined
        ? null
        : {
            safety: fix.safety,
            summary: fix.summary,
            edits: fix.edits.map((edit) => ({
              start: edit.span.start,
              end: edit.span.end,
              text: decodeUtf8(edit.text),
            })),
          },
  };
}
