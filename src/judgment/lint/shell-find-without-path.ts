import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellFindWithoutPath: LintRule = {
  id: 'shell-find-without-path',
  level: 'info',
  title: 'find without a directory',
  why: 'GNU find takes the current directory then; the find of BSD and macOS refuses it.',
  aliases: ['SC2185'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'find') continue;
        const first = named.args.find(({ raw }) => !/^-[HLPOD]/.test(raw));
        if (first === undefined || /^[-(!\\]/.test(first.raw)) yield { span: scan.spanOf(named.nameWord) };
      }
  },
  fix: {
    safety: 'safe',
    summary: 'name the current directory: `find .`',
    edits({ span }, { source }) {
      if (source.slice(span.start, span.end) !== 'find') return [];
      const options = /^(?:[ \t]+-[HLP](?=[ \t]))*/.exec(source.slice(span.end, span.end + 100))![0];
      const at = span.end + options.length;
      return [{ span: { start: at, end: at }, text: ' .' }];
    },
  },
};
