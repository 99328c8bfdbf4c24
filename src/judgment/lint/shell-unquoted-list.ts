import type { LintRule } from '../../model/lint.ts';
import { quoteEdits } from './parts/shell-quote-edits.ts';
import { isSplit } from './parts/shell-quoting.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellUnquotedList: LintRule = {
  id: 'shell-unquoted-list',
  level: 'error',
  title: 'The elements of a list are split once more',
  why: '`"$@"` keeps each argument whole; without the quotes one that has a blank becomes two, and one with `*` names of files.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const part of scan.all('variable')) {
        const isAt = part.name === '@' || part.subscript === '[@]';
        const isStar = part.name === '*' || part.subscript === '[*]';
        if ((!isAt && !isStar) || part.prefix !== '' || /^:?\+/.test(part.modifier)) continue;
        if (!isSplit(scan, part, false)) continue;
        yield isAt
          ? { span: scan.spanOf(part), alias: 'SC2068' }
          : {
              span: scan.spanOf(part),
              alias: 'SC2048',
              level: 'warning',
              message: 'The list is joined and split again: "$@" keeps its elements',
            };
      }
  },
  fix: {
    safety: 'suggested',
    summary: 'put the list into double quotes',
    edits({ span }, file) {
      const isStar = /[*]/.test(file.source.slice(span.start, span.end));
      return isStar ? [] : quoteEdits(file, span);
    },
  },
};
