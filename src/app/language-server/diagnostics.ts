import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../../model/dockerfile.ts';
import type { LintFinding, LintLevel } from '../../model/lint.ts';
import type { Analysis, Refusal } from './analyses.ts';
import type { TextMap } from './text-map.ts';

/** Who says it, beside each message. */
const SOURCE = 'plimsoll';

/** More would be read by nobody, and editors become slow. */
const MOST = 1000;

const SEVERITIES: Readonly<Record<LintLevel, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  style: DiagnosticSeverity.Hint,
};

/** What an editor shows of a document. */
export function diagnosticsOf(document: TextDocument, outcome: Analysis | Refusal): Diagnostic[] {
  if (outcome.kind === 'refused') return [refusalOf(outcome)];
  const { linted, map } = outcome;
  const shown = linted.findings.slice(0, MOST).map((finding) => diagnosticOf(document, map, finding));
  const more = linted.findings.length - shown.length;
  if (more > 0) shown.push(atTop(DiagnosticSeverity.Information, `${more} more findings are not shown`));
  return shown;
}

export function diagnosticOf(document: TextDocument, map: TextMap, finding: LintFinding): Diagnostic {
  const { id, rule, level, message, span } = finding;
  return {
    range: rangeOf(document, map, span),
    severity: SEVERITIES[level],
    source: SOURCE,
    code: rule,
    message,
    data: { id },
  };
}

/** Bytes as an editor counts: lines from 0, characters in units of UTF-16. */
export function rangeOf(document: TextDocument, map: TextMap, { start, end }: Span): Range {
  const from = map.unitAt(start);
  return { start: document.positionAt(from), end: document.positionAt(Math.max(from, map.unitAt(end))) };
}

/** The bytes of a range. */
export function spanOf(document: TextDocument, map: TextMap, { start, end }: Range): Span {
  return { start: map.byteAt(document.offsetAt(start)), end: map.byteAt(document.offsetAt(end)) };
}

function refusalOf({ code, message, isError }: Refusal): Diagnostic {
  const severity = isError ? DiagnosticSeverity.Error : DiagnosticSeverity.Information;
  return { ...atTop(severity, message), ...(code !== undefined && { code }) };
}

function atTop(severity: DiagnosticSeverity, message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity, source: SOURCE, message };
}
