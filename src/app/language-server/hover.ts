import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { instructionAt } from '../../judgment/lint/parts/instruction-at.ts';
import type { Span } from '../../model/dockerfile.ts';
import type { LintFinding } from '../../model/lint.ts';
import { markdownProse } from '../../report/parts/markdown-text.ts';
import type { Analysis } from './analyses.ts';
import { rangeOf } from './diagnostics.ts';

/** A card has an end. */
const MOST = 10;

/** What is wrong where the mouse is: at this very place, or else in the instruction around it. No links: nothing here leads to the network. */
export function hoverAt(
  document: TextDocument,
  analysis: Analysis,
  position: Position,
  kind: MarkupKind,
): Hover | null {
  const { linted, map } = analysis;
  const at = map.byteAt(document.offsetAt(position));
  const here = linted.findings.filter(({ span }) => holds(span, at));
  const instruction = here.length > 0 ? undefined : instructionAt(linted.dockerfile, at);
  const around = instruction && linted.findings.filter(({ span }) => holds(instruction.span, span.start));
  const told = here.length > 0 ? here : (around ?? []);
  const smallest = instruction?.span ?? [...here].sort((a, b) => lengthOf(a.span) - lengthOf(b.span))[0]?.span;
  if (told.length === 0 || smallest === undefined) return null;
  const texts = told.slice(0, MOST).map(kind === MarkupKind.Markdown ? markdownOf : plainOf);
  if (told.length > MOST) texts.push(`${told.length - MOST} more findings`);
  const value = texts.join(kind === MarkupKind.Markdown ? '\n\n---\n\n' : '\n\n');
  return { contents: { kind, value }, range: rangeOf(document, map, smallest) };
}

/** An empty span is a place between two characters: both touch it. */
function holds({ start, end }: Span, at: number): boolean {
  return start <= at && (at < end || at === start);
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** Messages quote the Dockerfile: what could be markup is shown as code. */
function markdownOf(finding: LintFinding): string {
  const { rule, level, title, message } = finding;
  const own = message === title ? [] : [markdownProse(message)];
  return [`**${proseOf(title)}** · \`${rule}\` · ${level}`, ...own, ...guideOf(finding).map(proseOf)].join('\n\n');
}

function plainOf(finding: LintFinding): string {
  const { rule, level, title, message } = finding;
  return [`${title} [${rule}, ${level}]`, ...(message === title ? [] : [message]), ...guideOf(finding)].join('\n');
}

function guideOf({ rule, why, aliases, fix }: LintFinding): string[] {
  return [
    why,
    ...(fix ? [`Fix${fix.safety === 'safe' ? '' : ' (may change what is built)'}: ${fix.summary}.`] : []),
    ...(aliases.length > 0 ? [`Also known as ${aliases.join(', ')}.`] : []),
    `To keep it as it is, write # plimsoll ignore=${rule} above the instruction.`,
  ];
}

/** Our own words: signs of markup in them are meant as they stand. */
function proseOf(text: string): string {
  return text.replace(/[\\`*_[\]<>#&|~$]/g, '\\$&');
}
