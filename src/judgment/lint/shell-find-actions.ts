import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellFindActions: LintRule = {
  id: 'shell-find-actions',
  level: 'warning',
  title: 'find does something else than it seems to',
  why: 'Names that are put into the text of a shell are run by it; `-o` binds weaker than the missing `-a`, so that an action belongs to the last test only.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'find') continue;
        const texts = named.args.map((word) => literalOf(word) ?? word.raw);
        for (const [at, word] of named.args.entries())
          if (
            texts[at]!.includes('{}') &&
            texts[at - 1] === '-c' &&
            /^(?:.*\/)?(?:ba|da|a|k|z)?sh$/.test(texts[at - 2] ?? '')
          )
            yield {
              span: scan.spanOf(word),
              alias: 'SC2156',
              message: 'The shell runs what a name says: sh -c \'… "$1"\' _ {}',
            };
        const or = texts.findIndex((text) => text === '-o' || text === '-or');
        const rest = texts.slice(or + 1);
        const isAction = rest.some((text) => /^-(?:exec|execdir|delete|print|print0|ok)$/.test(text));
        if (
          or > 0 &&
          isAction &&
          !texts.some((text) => text === '(' || text === '-a' || text === '-and' || text === ',') &&
          !texts.slice(0, or).some((text) => /^-(?:exec|delete|print|prune)/.test(text))
        )
          yield {
            span: scan.spanOf(named.args[or]!),
            alias: 'SC2146',
            message: 'The action belongs to what stands behind -o only',
          };
      }
  },
};
