import type { LintRule } from '../../model/lint.ts';
import { removeEarlier, repeatsOf } from './parts/repeats.ts';

export const multipleCmds: LintRule = {
  id: 'multiple-cmds',
  level: 'warning',
  title: 'The stage has more than one CMD',
  why: 'Only the last CMD counts. Whoever reads the file, or edits the wrong one, will be misled.',
  aliases: ['DL4003', 'DS-0016', 'MultipleInstructionsDisallowed'],
  check: (file) => repeatsOf(file, 'CMD'),
  fix: removeEarlier('CMD'),
};
