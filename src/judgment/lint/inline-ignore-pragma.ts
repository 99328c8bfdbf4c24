import type { LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';

export const inlineIgnorePragma: LintRule = {
  id: 'inline-ignore-pragma',
  level: 'info',
  title: 'A pragma in the file turns a rule off',
  why: 'Where exceptions are to be agreed on, they belong in the configuration, where they are seen together.',
  aliases: ['DL1001'],
  isOptIn: true,
  *check(file) {
    for (const { text, span } of file.comments)
      if (
        // Inside an instruction it is a comment like any other.
        instructionAt(file, span.start) === undefined &&
        /^hadolint\s+ignore\s*=\s*(?:DL|SC)\d+(?:\s*,\s*(?:DL|SC)\d+)*\s*(?:#.*)?$/.test(text)
      )
        yield { span, subject: text };
  },
};
