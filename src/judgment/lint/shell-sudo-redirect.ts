import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellSudoRedirect: LintRule = {
  id: 'shell-sudo-redirect',
  level: 'warning',
  title: 'sudo does not open the file',
  why: 'The redirect is done by the shell, with the rights that it has: the file is not writable for it, though sudo stands before the program.',
  aliases: ['SC2024'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        const redirect =
          named?.name === 'sudo'
            ? command.redirects.find(
                ({ operator, target }) =>
                  /^(?:>>?|<|&>|>&)$/.test(operator) &&
                  target !== undefined &&
                  !/^(?:\d+|-|\/dev\/.*)$/.test(target.raw),
              )
            : undefined;
        if (redirect !== undefined) yield { span: scan.spanOf(redirect) };
      }
  },
};
