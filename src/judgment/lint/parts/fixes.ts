import type { Edit } from '../../../model/dockerfile.ts';
import type { LintFinding } from '../../../model/lint.ts';

/** Fixes that do not touch each other, the first in the file before later ones; the rest waits for the next round. */
export function chooseFixes(
  findings: readonly LintFinding[],
  isWanted: (finding: LintFinding) => boolean,
): { readonly edits: readonly Edit[]; readonly fixed: readonly LintFinding[] } {
  const edits: Edit[] = [];
  const fixed: LintFinding[] = [];
  /** Taken bytes, by first byte. */
  const taken: Edit['span'][] = [];
  for (const finding of findings) {
    if (finding.fix === undefined || !isWanted(finding)) continue;
    const own = finding.fix.edits;
    if (own.some(({ span }) => collides(taken, span))) continue;
    for (const { span } of own) insert(taken, span);
    edits.push(...own);
    fixed.push(finding);
  }
  return { edits: [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end), fixed };
}

/** Spans that only touch are apart, but two insertions at one place would have to agree on an order. */
function collides(taken: readonly Edit['span'][], { start, end }: Edit['span']): boolean {
  const at = firstAfter(taken, start);
  const before = taken[at - 1];
  const after = taken[at];
  if (before !== undefined && (before.end > start || (before.start === start && before.end === end))) return true;
  return after !== undefined && (after.start < end || after.start === start);
}

function insert(taken: Edit['span'][], span: Edit['span']): void {
  taken.splice(firstAfter(taken, span.start), 0, span);
}

/** Index of the first span that begins behind `start`. */
function firstAfter(taken: readonly Edit['span'][], start: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (taken[middle]!.start > start) high = middle;
    else low = middle + 1;
  }
  return low;
}
