import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand, operandsOf, optionsOf } from './parts/shell-words.ts';

export const shellMakeDirectoryMode: LintRule = {
  id: 'shell-make-directory-mode',
  level: 'warning',
  title: 'mkdir -p gives the mode to the last directory only',
  why: 'The directories above it get the usual mode, which others may read: a secret folder is not as closed as it looks.',
  aliases: ['SC2174'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'mkdir') continue;
        const options = optionsOf(named.args);
        const isDeep = operandsOf(named.args).some((word) => /^\/?[^/]+\/./.test(literalOf(word) ?? 'a/b'));
        const hasMode = options.has('m') || options.has('mode');
        if (hasMode && (options.has('p') || options.has('parents')) && isDeep)
          yield { span: scan.spanOf(named.nameWord) };
      }
  },
};
