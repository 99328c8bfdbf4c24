import type { LintRule } from '../../model/lint.ts';

export const inlineIgnorePragma: LintRule = {
  id: 'inline-ignore-pragma',
  level: 'info',
  title: 'A pragma in the file turns a rule off',
  why: 'Where exceptions are to be agreed on, they belong in the configuration, where they are seen together.',
  aliases: ['DL1001'],
  isOptIn: true,
  *check({ comments }) {
    for (const { text, span } of comments)
      if (/^hadolint\s+ignore\s*=\s*(?:DL|SC)\d+(?:\s*,\s*(?:DL|SC)\d+)*\s*(?:#.*)?$/.test(text)) yield { span, subject: text };
  },
};
