import type { LintRule } from '../../model/lint.ts';

/** Problems that have a rule of their own. */
const ELSEWHERE = new Set(['dockerfile/empty-continuation', 'dockerfile/onbuild-trigger', 'dockerfile/before-from']);

/** What BuildKit's parser refuses. */
export const syntaxError: LintRule = {
  id: 'syntax-error',
  level: 'error',
  title: 'The build ends here: this is no valid Dockerfile',
  why: 'BuildKit refuses the whole file before it builds anything.',
  aliases: ['DL1000'],
  *check({ problems }) {
    for (const { code, message, span } of problems) {
      if (!ELSEWHERE.has(code)) yield { span, message: message.replace(/\.$/, ''), subject: `${code} ${message}` };
    }
  },
};
