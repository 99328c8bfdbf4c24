import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellStatusTest: LintRule = {
  id: 'shell-status-test',
  level: 'style',
  title: 'A test of $? instead of the command itself',
  why: '`if command; then` says the same, and nothing that is put between the two lines later can change what is tested.',
  aliases: ['SC2181'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words } of scan.all('test'))
        for (const [at, word] of words.entries()) {
          if (!/^"?\$\??\{?\?\}?"?$/.test(word.raw) || !/^(?:-eq|-ne|-gt|=|==|!=)$/.test(words[at + 1]?.raw ?? ''))
            continue;
          if (words[at + 2]?.raw === '0' && words.length === at + 3) yield { span: scan.spanOf(word) };
        }
  },
};
