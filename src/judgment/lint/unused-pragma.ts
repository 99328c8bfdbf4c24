import type { LintRule } from '../../model/lint.ts';

/** The engine finds these: only it knows what each pragma took back. */
export const unusedPragma: LintRule = {
  id: 'unused-pragma',
  level: 'style',
  title: 'The pragma takes nothing back',
  why: 'A pragma that outlived its reason, or that nobody heeds where it stands, hides the next mistake of that kind.',
  aliases: [],
  check: () => [],
};
