import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

const MESSAGES: Readonly<Record<string, string>> = {
  SC1010: 'A semicolon is missing before this word',
  SC1036: 'A parenthesis stands where the shell does not take one',
  SC1064: 'The body of the function does not follow',
  SC1065: 'Parameters of a function are not named: they are $1, $2 …',
  SC1073: 'What begins here is never closed',
  SC1088: 'A parenthesis stands where the shell does not take one',
  SC1089: 'The script ends here for the shell, and text follows',
  SC1098: 'The parentheses behind eval want quotes',
};

export const shellSyntaxError: LintRule = {
  id: 'shell-syntax-error',
  level: 'error',
  title: 'The shell cannot read the command',
  why: 'The instruction fails as soon as it is built. Often a quote, `fi`, `done` or a parenthesis is missing, or a backslash at the end of a line.',
  aliases: [
    'SC1072',
    'SC1073',
    'SC1036',
    'SC1046',
    'SC1047',
    'SC1050',
    'SC1058',
    'SC1061',
    'SC1062',
    'SC1064',
    'SC1065',
    'SC1070',
    'SC1088',
    'SC1089',
    'SC1098',
  ],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      const { failure } = scan.tree;
      if (failure === undefined) continue;
      const { start, end, code } = failure;
      const message = MESSAGES[code];
      const before = Math.max(0, scan.text.text.length - 1);
      const range = end > start ? { start, end } : { start: Math.min(start, before), end: Math.min(start, before) + 1 };
      yield { span: scan.spanOf(range), alias: code, ...(message && { message }) };
    }
  },
};
