import { replaceFile } from '../../io/dockerfiles/replace-file.ts';
import type { Dockerfile } from '../../model/dockerfile.ts';
import type { LintedFile, LintFinding } from '../../model/lint.ts';
import { type LintJob, lintDockerfile, mendDockerfile } from '../../scan/lint.ts';
import { splitStages } from '../../scan/split-stages.ts';
import { unifiedDiff } from '../../util/unified-diff.ts';
import type { LintConfig } from '../config/parts/lint-config.ts';
import type { LintTarget } from './targets.ts';

/** A file that has other text after its fixes. */
export interface MendedFile {
  readonly path: string;
  /** All of it, as bytes. */
  readonly text: Uint8Array;
  /** What changes, as a unified diff. */
  readonly diff: string;
  readonly fixed: readonly LintFinding[];
}

export interface Mending {
  readonly linted: LintedFile;
  readonly mended?: MendedFile;
  /** Findings whose fix was left out. */
  readonly unproved: readonly LintFinding[];
  /** What splitting it into stages assumed, or why it was not split. */
  readonly remarks: readonly string[];
}

type Fix = NonNullable<LintConfig['fix']>;

/**
 * Mends one file, and writes it where it lies unless only the difference was asked for: then what is found is what was there before, since that is still
 * there. `lint/unwritable`.
 */
export function mendTarget(target: LintTarget, file: Dockerfile, job: LintJob, fix: Fix): Mending {
  const { linted: rules, fixed, unproved } = mendDockerfile(file, job, wantedBy(fix));
  const { linted, remarks } = fix.isMultiStage ? inStages(rules, job) : { linted: rules, remarks: [] };
  const after = linted.dockerfile.source;
  if (after === file.source) return { linted, unproved, remarks };
  const text = Buffer.from(after, 'latin1');
  const diff = Buffer.from(unifiedDiff(file.source, after, nameOf(target)), 'latin1').toString('utf8');
  if (target.file !== undefined && !fix.isDiff) replaceFile(target.file, text);
  return {
    linted: fix.isDiff ? lintDockerfile(file, job) : linted,
    mended: { path: target.path, text, diff, fixed },
    unproved,
    remarks,
  };
}

/** The file in two stages, with what was assumed; as it was, with the reason. */
function inStages(linted: LintedFile, job: LintJob): { linted: LintedFile; remarks: readonly string[] } {
  const split = splitStages(linted.dockerfile, job);
  if ('refused' in split) return { linted, remarks: [`stays one stage: ${split.refused}`] };
  const remarks = split.assumptions.map((assumption) => `assumed: ${assumption}`);
  return { linted: lintDockerfile(split.file, job), remarks };
}

/** `patch -p1` takes off the first part. */
function nameOf({ path }: LintTarget): string {
  return path.replace(/^\/+/, '').replaceAll('\n', '?');
}

/** Which findings are to be mended: of the rules that were named, by any of their names. */
function wantedBy({ rules, isUnsafe }: Fix): (finding: LintFinding) => boolean {
  const names = new Set(rules.map((name) => name.toLowerCase()));
  return ({ fix, rule, aliases }) => {
    if (fix === undefined || (fix.safety !== 'safe' && !isUnsafe)) return false;
    return names.has('all') || [rule, ...aliases].some((name) => names.has(name.toLowerCase()));
  };
}
