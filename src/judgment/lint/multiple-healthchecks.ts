import type { LintRule } from '../../model/lint.ts';
import { removeEarlier, repeatsOf } from './parts/repeats.ts';

export const multipleHealthchecks: LintRule = {
  id: 'multiple-healthchecks',
  level: 'error',
  title: 'The stage has more than one HEALTHCHECK',
  why: 'Only the last HEALTHCHECK counts: what the others were meant to watch is not watched.',
  aliases: ['DL3012', 'DS-0023', 'MultipleInstructionsDisallowed'],
  check: (file) => repeatsOf(file, 'HEALTHCHECK'),
  fix: removeEarlier('HEALTHCHECK'),
};
