import type { Dockerfile } from '../../../model/dockerfile.ts';
import type { LintFix } from '../../../model/lint.ts';
import { prove } from './prove.ts';

/** A fix that was made: of which rule, and what the rule says of it. */
export interface MadeFix {
  readonly rule: string;
  readonly safety: LintFix['safety'];
}

/**
 * Whether a file after some fixes still builds what it built before, but for what their rules name. What cannot be told is no: then the fix is not made.
 * A suggested fix says itself that it changes more, and is made only for who asks for it: there nothing is looked at but that no stage comes or goes, and
 * that nothing is refused that was not refused before. Fixes of both kinds together are judged as suggested ones: make the safe ones first.
 */
export function isProved(before: Dockerfile, after: Dockerfile, fixes: readonly MadeFix[]): boolean {
  if (fixes.some(({ safety }) => safety !== 'safe'))
    return after.stages.length === before.stages.length && after.problems.length <= before.problems.length;
  return prove(before, after, [...new Set(fixes.map(({ rule }) => rule))]).isProved;
}
