import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellListAsText: LintRule = {
  id: 'shell-list-as-text',
  level: 'error',
  title: 'A list is mixed with text',
  why: '`"a $@ b"` becomes several arguments, the text glued to the first and the last. `$*` makes one text of the list.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const part of scan.all('variable')) {
        if ((part.name !== '@' && part.subscript !== '[@]') || part.prefix === '#') continue;
        const parent = scan.parentOf(part);
        const word = parent?.kind === 'double' ? scan.parentOf(parent) : parent;
        const holder = word && scan.parentOf(word);
        const isDeclared = holder?.kind === 'simple' && holder.declared.some(({ start }) => start === word!.start);
        const isValue = isDeclared || (holder?.kind === 'assignment' && holder.value === word);
        if (isValue && !/^:?[-+]/.test(part.modifier))
          yield { span: scan.spanOf(part), alias: 'SC2124', level: 'warning', message: 'A list becomes one text here' };
        else if (parent?.kind === 'double' && !isValue && holder?.kind !== 'assignment' && parent.parts.length > 1)
          yield { span: scan.spanOf(part), alias: 'SC2145' };
      }
  },
};
