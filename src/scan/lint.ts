import { applyEdits } from '../formats/dockerfile/apply-edits.ts';
import { parseDockerfile } from '../formats/dockerfile/parse-dockerfile.ts';
import { contextsOf, type Surroundings } from '../judgment/lint/parts/contexts.ts';
import { chooseFixes } from '../judgment/lint/parts/fixes.ts';
import { isProved } from '../judgment/lint/parts/proof.ts';
import { type ChosenRule, runRules } from '../judgment/lint/parts/run-rules.ts';
import type { Dockerfile } from '../model/dockerfile.ts';
import type { LintedFile, LintFinding } from '../model/lint.ts';

/** How files are linted: the same for all of one run, but for the build context. */
export interface LintJob extends Surroundings {
  readonly rules: readonly ChosenRule[];
  readonly heedsPragmas: boolean;
}

/** Runs all chosen rules over one file. */
export function lintDockerfile(file: Dockerfile, job: LintJob): LintedFile {
  const { rules, heedsPragmas } = job;
  return runRules(file, { rules, heedsPragmas, context: contextsOf(file, job) });
}

/** A file after its fixes. */
export interface Mended {
  /** The file as it is now; the one that came in when nothing could be done. */
  readonly linted: LintedFile;
  readonly fixed: readonly LintFinding[];
  /** Findings whose fixes were left out, because they could not be proved. */
  readonly unproved: readonly LintFinding[];
}

/** One fix may make room for another; more rounds than this mean that two undo each other. */
const MOST_ROUNDS = 10;

/** The most fixes that are tried one by one when they could not be proved together. */
const MOST_SINGLE = 200;

/** Applies the wanted fixes, those that do not touch each other at once, and lints again, until nothing changes. A fix that cannot be proved is left out. */
export function mendDockerfile(file: Dockerfile, job: LintJob, isWanted: (finding: LintFinding) => boolean): Mended {
  const fixed: LintFinding[] = [];
  const refused = new Set<string>();
  let linted = lintDockerfile(file, job);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // Safe fixes come first: only among themselves they can be proved.
    const isOpen = (finding: LintFinding) => isWanted(finding) && !refused.has(finding.id);
    const safe = chooseFixes(linted.findings, (finding) => isOpen(finding) && finding.fix?.safety === 'safe');
    const chosen = safe.fixed.length > 0 ? safe : chooseFixes(linted.findings, isOpen);
    if (chosen.fixed.length === 0) break;
    const next = apply(linted.dockerfile, chosen.fixed) ?? oneByOne(linted.dockerfile, chosen.fixed, refused);
    if (next === undefined) continue;
    fixed.push(...chosen.fixed.filter(({ id }) => !refused.has(id)));
    linted = lintDockerfile(next, job);
  }
  return { linted, fixed, unproved: linted.findings.filter(({ id }) => refused.has(id)) };
}

/** The file with these fixes; undefined when they change nothing, or cannot be proved to change only what they should. */
function apply(file: Dockerfile, findings: readonly LintFinding[]): Dockerfile | undefined {
  const { edits } = chooseFixes(findings, () => true);
  const source = applyEdits(file.source, edits);
  if (source === file.source) return undefined;
  const next = parseDockerfile(Buffer.from(source, 'latin1'), file.path);
  const made = findings.map(({ rule, fix }) => ({ rule, safety: fix?.safety ?? 'suggested' }));
  return isProved(file, next, made) ? next : undefined;
}

/** What of some fixes can be proved: those that cannot be are named in `refused`. */
function oneByOne(file: Dockerfile, findings: readonly LintFinding[], refused: Set<string>): Dockerfile | undefined {
  let good: readonly LintFinding[] = [];
  let proved: Dockerfile | undefined;
  for (const [at, finding] of findings.entries()) {
    const next = at < MOST_SINGLE ? apply(file, [...good, finding]) : undefined;
    if (next !== undefined) [good, proved] = [[...good, finding], next];
    // What cannot be told apart from others that were made has its turn in the next round.
    else if (good.length === 0 || at >= MOST_SINGLE || apply(file, [finding]) === undefined) refused.add(finding.id);
  }
  return proved;
}
