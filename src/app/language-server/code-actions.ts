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

/** Proving a fix takes as long as the file is: all those of one menu look at so many bytes at the most, but for the first. */
const PROVED_BYTES = 2 << 20;

/** Editors ask with each step of the cursor what can be done: a larger file is mended as a whole only when they ask for just that. */
const SMALL_BYTES = 100_000;

/** An action without its document: editors want edits in different forms. */
export type Offer = Omit<CodeAction, 'edit'> & { readonly edits: readonly TextEdit[] };

/** What can be done at a place: fixes, safe ones first; comments that take a finding back; and the safe fixes of the whole file. */
export function offersOf(document: TextDocument, analysis: Analysis, params: CodeActionParams): Offer[] {
  const { only } = params.context;
  const wants = (kind: string) => only?.some((one) => one === '' || `${kind}.`.startsWith(`${one}.`)) ?? true;
  const isCheap = analysis.linted.dockerfile.source.length <= SMALL_BYTES;
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickOffers(document, analysis, params) : []),
    ...(wants(FIX_ALL) && (only !== undefined || isCheap) ? fixAllOffers(document, analysis) : []),
  ];
}

function quickOffers(document: TextDocument, analysis: Analysis, { range, context }: CodeActionParams): Offer[] {
  const { linted, map, job } = analysis;
  const file = linted.dockerfile;
  const asked = spanOf(document, map, range);
  const here = linted.findings.filter(({ span }) => touches(span, asked)).slice(0, MOST);
  const offerOf = (finding: LintFinding, title: string, edits: readonly Edit[]): Offer => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [context.diagnostics.find((one) => isOf(one, finding)) ?? diagnosticOf(document, map, finding)],
    edits: textEditsOf(document, map, edits),
  });
  const safe: Offer[] = [];
  const suggested: Offer[] = [];
  const mendable = here.filter(({ fix }) => fix !== undefined).slice(0, 1 + PROVED_BYTES / (file.source.length + 1));
  for (const finding of mendable) {
    if (!isSound(file, finding)) continue;
    const { rule, fix } = finding;
    const isPreferred = fix?.safety === 'safe';
    const title = `${capitalized(fix?.summary ?? '')} (${rule}${isPreferred ? '' : '; may change what is built'})`;
    (isPreferred ? safe : suggested).push({ ...offerOf(finding, title, editsOf(finding)), isPreferred });
  }
  const ignoring = (job.heedsPragmas ? oncePerRule(here) : []).map((finding) => {
    const { edit, isGlobal } = ignoreEdit(file, finding);
    return offerOf(finding, `Ignore ${finding.rule} ${isGlobal ? 'in this file' : 'here'}`, [edit]);
  });
  return [...safe, ...suggested, ...ignoring];
}

function* fixAllOffers(document: TextDocument, analysis: Analysis): Iterable<Offer> {
  const edit = fixAllOf(analysis);
  if (edit === undefined) return;
  const edits = textEditsOf(document, analysis.map, [edit]);
  yield { title: 'Fix all that can be mended safely', kind: FIX_ALL, edits };
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
