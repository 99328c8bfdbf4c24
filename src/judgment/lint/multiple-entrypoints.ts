import type { LintRule } from '../../model/lint.ts';
import { removeEarlier, repeatsOf } from './parts/repeats.ts';

export const multipleEntrypoints: LintRule = {
  id: 'multiple-entrypoints',
  level: 'error',
  title: 'The stage has more than one ENTRYPOINT',
  why: 'Only the last ENTRYPOINT counts: what the others were meant to start is never started.',
  aliases: ['DL4004', 'DS-0007', 'MultipleInstructionsDisallowed'],
  check: (file) => repeatsOf(file, 'ENTRYPOINT'),
  fix: removeEarlier('ENTRYPOINT'),
};
