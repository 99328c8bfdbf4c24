import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellLocalOutsideFunction: LintRule = {
  id: 'shell-local-outside-function',
  level: 'error',
  title: 'local stands outside of a function',
  why: 'The shell refuses it there, and the variable is not set.',
  aliases: ['SC2168'],
  *check(file, context) {
    for (const scan of scansOf(file, context).filter(({ dialect }) => dialect !== 'sh'))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'local') continue;
        let node = scan.parentOf(command);
        while (node !== undefined && node.kind !== 'function') node = scan.parentOf(node);
        if (node === undefined) yield { span: scan.spanOf(command) };
      }
  },
};
