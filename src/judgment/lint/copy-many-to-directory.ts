import type { LintRule } from '../../model/lint.ts';

/** `.` and `..` are directories whatever happens, so the builders take them; the others are a matter of luck. */
export const copyManyToDirectory: LintRule = {
  id: 'copy-many-to-directory',
  level: 'error',
  title: 'COPY of several sources to something that does not end with a slash',
  why: 'Several files can only go into a directory. Without the slash older builders refuse the line, and readers take the directory for a file.',
  aliases: ['DL3021', 'DS-0011'],
  *check(file) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'COPY') continue;
      const { sources, heredocs, destination } = instruction;
      if (destination === undefined || sources.length + heredocs.length < 2) continue;
      const { value, span } = destination;
      if (value.endsWith('/') || (file.escape === '`' && value.endsWith('\\'))) continue;
      yield { span, subject: value, ...(/(?:^|\/)\.{1,2}$/.test(value) && { level: 'info' as const }) };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'end the directory with a slash',
    edits({ span }, { source }) {
      const quote = /["']$/.exec(source.slice(span.start, span.end))?.[0];
      if (quote !== undefined && source[span.start] !== quote) return [];
      const at = span.end - (quote === undefined ? 0 : 1);
      return [{ span: { start: at, end: at }, text: '/' }];
    },
  },
};
