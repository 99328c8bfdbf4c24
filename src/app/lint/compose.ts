import type { LintTarget } from './targets.ts';

export function composeTargets(_file: string, _path: string): readonly LintTarget[] {
  return [];
}
