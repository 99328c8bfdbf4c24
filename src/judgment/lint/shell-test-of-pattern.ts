import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellTestOfPattern: LintRule = {
  id: 'shell-test-of-pattern',
  level: 'error',
  title: 'A test of a file gets a wildcard',
  why: 'With no file it tests the pattern, with two it fails: the shell puts every name in. A loop, or `ls`-free `set --`, asks each.',
  aliases: ['SC2144'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words } of scan.all('test'))
        for (const [at, word] of words.entries())
          if (
            /^-[a-hkprstuwxGLNOS]$/.test(words[at - 1]?.raw ?? '') &&
            word.parts.some(({ kind }) => kind === 'glob') &&
            words.length <= 3
          )
            yield { span: scan.spanOf(word), subject: word.raw };
  },
};
