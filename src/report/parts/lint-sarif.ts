import { decodeUtf8 } from '../../formats/dockerfile/characters.ts';
import { positionAt } from '../../formats/dockerfile/position.ts';
import type { Edit } from '../../model/dockerfile.ts';
import type { LintedFile, LintFinding, LintLevel, LintReport } from '../../model/lint.ts';
import { compareText } from './order.ts';
import { relativeUri } from './relative-uri.ts';
import { messageText } from './sarif-rules.ts';
import { Utf16Columns } from './utf16-columns.ts';

const LEVELS: Readonly<Record<LintLevel, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  style: 'note',
};

/** One run: a rule for each that was broken, a result for each finding; those that were taken back say by what. */
export function lintRun({ tool, at, files }: LintReport) {
  const rules = rulesOf(files);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    tool: { driver: { name: 'Plimsoll', semanticVersion: tool.version, rules } },
    invocations: [{ executionSuccessful: true, endTimeUtc: at }],
    columnKind: 'utf16CodeUnits',
    results: files.flatMap((file) => resultsOf(file, indexes)),
  };
}

function rulesOf(files: readonly LintedFile[]) {
  const findings = new Map<string, LintFinding>();
  for (const { finding } of files.flatMap(allOf)) findings.set(finding.rule, findings.get(finding.rule) ?? finding);
  return [...findings.values()]
    .sort((a, b) => compareText(a.rule, b.rule))
    .map(({ rule, title, why, aliases }) => ({
      id: rule,
      shortDescription: { text: messageText(title) },
      fullDescription: { text: messageText(why) },
      properties: { aliases, tags: ['dockerfile'] },
    }));
}

function allOf({ findings, suppressed }: LintedFile): readonly { finding: LintFinding; by?: string }[] {
  return [...findings.map((finding) => ({ finding })), ...suppressed];
}

function resultsOf(file: LintedFile, indexes: ReadonlyMap<string, number>) {
  const columns = new Utf16Columns(file.dockerfile);
  const artifactLocation = { uri: relativeUri(file.path) };
  return allOf(file).map(({ finding, by }) => {
    const { rule, level, message, why, span, fix, id, aliases } = finding;
    const region = { ...columns.regionOf(finding), byteOffset: span.start, byteLength: span.end - span.start };
    return {
      ruleId: rule,
      ruleIndex: indexes.get(rule),
      level: LEVELS[level],
      message: { text: `${messageText(message)}. ${messageText(why)}` },
      locations: [{ physicalLocation: { artifactLocation, region } }],
      partialFingerprints: { 'ruleAndSubject/v1': id },
      suppressions: by === undefined ? [] : [suppressionOf(by)],
      fixes: fix && [
        {
          description: { text: messageText(fix.summary) },
          artifactChanges: [{ artifactLocation, replacements: fix.edits.map((edit) => replacementOf(file, edit)) }],
        },
      ],
      properties: { level, aliases, fixSafety: fix?.safety ?? null },
    };
  });
}

/** A comment in the file, or what lies outside of it. */
function suppressionOf(by: string) {
  return { kind: by.startsWith('#') ? 'inSource' : 'external', justification: messageText(by) };
}

function replacementOf({ dockerfile }: LintedFile, { span, text }: Edit) {
  const [start, end] = [positionAt(dockerfile, span.start), positionAt(dockerfile, span.end)];
  return {
    deletedRegion: {
      startLine: start.line,
      startColumn: start.utf16Column,
      endLine: end.line,
      endColumn: end.utf16Column,
      byteOffset: span.start,
      byteLength: span.end - span.start,
    },
    insertedContent: { text: decodeUtf8(text) },
  };
}
