import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellReadWithoutR: LintRule = {
  id: 'shell-read-without-r',
  level: 'info',
  title: 'read without -r eats backslashes',
  why: 'A backslash in the input is taken for an escape and lost, so that a path or a pattern arrives changed.',
  aliases: ['SC2162'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'read' || named.args.some(({ raw }) => /^-[a-zA-Z]*r/.test(raw))) continue;
        if (command.redirects.some(({ target }) => target?.raw === '/dev/tty')) continue;
        yield { span: scan.spanOf(named.nameWord) };
      }
  },
  fix: {
    safety: 'suggested',
    summary: 'add -r',
    edits: ({ span: { start, end } }, { source }) =>
      source.slice(start, end) === 'read' ? [{ span: { start: end, end }, text: ' -r' }] : [],
  },
};
