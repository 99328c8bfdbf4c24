import type { LintTarget } from './targets.ts';

export function bakeTargets(_file: string, _path: string): readonly LintTarget[] {
  return [];
}
