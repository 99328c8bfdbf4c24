import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits } from '../../formats/dockerfile/apply-edits.ts';
import { parseDockerfile } from '../../formats/dockerfile/parse-dockerfile.ts';
import { chooseFixes } from '../../judgment/lint/parts/fixes.ts';
import { isProved } from '../../judgment/lint/parts/proof.ts';
import type { Dockerfile, Edit, Span } from '../../model/dockerfile.ts';
import type { LintFinding } from '../../model/lint.ts';
import { mendDockerfile } from '../../scan/lint.ts';
import type { Analysis } from './analyses.ts';
import { diagnosticOf, spanOf } from './diagnostics.ts';
import { ignoreEdit } from './ignore-edit.ts';
import { editBetween, textEditsOf } from './text-edits.ts';

/** What editors ask for when a file is saved (`editor.codeActionsOnSave`). */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.plimsoll`;

/** Findings of one place that actions are offered for: a menu has an end. */
const MOST = 50;

/** An action without its document: editors want edits in different forms. */
export type Offer = Omit<CodeAction, 'edit'> & { readonly edits: readonly TextEdit[] };

/** What can be done at a place: fixes, safe ones first; comments that take a finding back; and the safe fixes of the whole file. */
export function offersOf(document: TextDocument, analysis: Analysis, { range, context }: CodeActionParams): Offer[] {
  const { linted, map, job } = analysis;
  const offers: Offer[] = [];
  const wants = (kind: string) => context.only?.some((one) => one === '' || `${kind}.`.startsWith(`${one}.`)) ?? true;
  if (wants(CodeActionKind.QuickFix)) {
    const asked = spanOf(document, map, range);
    const here = linted.findings.filter(({ span }) => touches(span, asked)).slice(0, MOST);
    const shown = (finding: LintFinding) =>
      context.diagnostics.find((one) => isOf(one, finding)) ?? diagnosticOf(document, map, finding);
    for (const finding of here) offers.push(...fixOf(linted.dockerfile, finding, shown(finding), document, analysis));
    offers.sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred));
    if (job.heedsPragmas)
      for (const finding of oncePerRule(here))
        offers.push(ignoreOf(linted.dockerfile, finding, shown(finding), document, analysis));
  }
  if (wants(FIX_ALL)) {
    const edit = fixAllOf(analysis);
    if (edit !== undefined)
      offers.push({
        title: 'Fix all that can be mended safely',
        kind: FIX_ALL,
        edits: textEditsOf(document, map, [edit]),
      });
  }
  return offers;
}

function* fixOf(
  file: Dockerfile,
  finding: LintFinding,
  diagnostic: Diagnostic,
  document: TextDocument,
  { map }: Analysis,
): Iterable<Offer> {
  if (finding.fix === undefined || !isSound(file, finding)) return;
  const { safety, summary } = finding.fix;
  const isSafe = safety === 'safe';
  yield {
    title: `${capitalized(summary)} (${finding.rule}${isSafe ? '' : '; may change what is built'})`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: isSafe,
    edits: textEditsOf(document, map, editsOf(finding)),
  };
}

function ignoreOf(
  file: Dockerfile,
  finding: LintFinding,
  diagnostic: Diagnostic,
  document: TextDocument,
  { map }: Analysis,
): Offer {
  const { edit, isGlobal } = ignoreEdit(file, finding);
  return {
    title: `Ignore ${finding.rule} ${isGlobal ? 'in this file' : 'here'}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edits: textEditsOf(document, map, [edit]),
  };
}

/** By analysis: a file is mended once for each version, though editors ask with each step of the cursor. */
const mended = new WeakMap<Analysis, Edit | undefined>();

/** What `lint --fix` would do to the file; undefined when there is nothing to do. */
function fixAllOf(analysis: Analysis): Edit | undefined {
  if (!mended.has(analysis)) {
    const { linted, job } = analysis;
    const before = linted.dockerfile.source;
    const isSafe = ({ fix }: LintFinding) => fix?.safety === 'safe';
    const after = linted.findings.some(isSafe)
      ? mendDockerfile(linted.dockerfile, job, isSafe).linted.dockerfile.source
      : before;
    mended.set(analysis, after === before ? undefined : editBetween(before, after));
  }
  return mended.get(analysis);
}

/** A fix that cannot be proved is not offered, as `--fix` would not make it. */
function isSound(file: Dockerfile, finding: LintFinding): boolean {
  const source = applyEdits(file.source, editsOf(finding));
  if (source === file.source) return false;
  const after = parseDockerfile(Buffer.from(source, 'latin1'), file.path);
  return isProved(file, after, [{ rule: finding.rule, safety: finding.fix?.safety ?? 'suggested' }]);
}

function editsOf(finding: LintFinding): readonly Edit[] {
  return chooseFixes([finding], () => true).edits;
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function isOf({ data }: Diagnostic, { id }: LintFinding): boolean {
  return typeof data === 'object' && data !== null && 'id' in data && data.id === id;
}

function oncePerRule(findings: readonly LintFinding[]): LintFinding[] {
  const rules = new Set<string>();
  return findings.filter(({ rule }) => rules.size < rules.add(rule).size);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
