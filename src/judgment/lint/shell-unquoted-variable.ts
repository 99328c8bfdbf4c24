import type { LintRule } from '../../model/lint.ts';
import { cleanVariables } from './parts/shell-flow.ts';
import { mayBeList, quoteEdits } from './parts/shell-quote-edits.ts';
import { isCommandName, isSplit } from './parts/shell-quoting.ts';
import { type ShellScan, scansOf } from './parts/shell-scans.ts';
import type { VariablePart } from './parts/shell-tree.ts';

export const shellUnquotedVariable: LintRule = {
  id: 'shell-unquoted-variable',
  level: 'info',
  title: 'A variable outside of double quotes is split into words',
  why: 'A value with a blank becomes two arguments, one with `*` a list of files, and an empty one disappears: `rm -r $dir/cache` then means something else.',
  aliases: ['SC2086'],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      const clean = cleanVariables(scan);
      for (const part of scan.all('variable')) {
        const isList = part.name === '@' || /^\[@\]$/.test(part.subscript ?? '');
        if (clean.has(part) || isList || part.prefix === '#' || /^:?\+/.test(part.modifier)) continue;
        if (!isSplit(scan, part, true) || isCommandName(scan, part) || isAssigned(scan, part)) continue;
        if (/^:?=/.test(part.modifier) && scan.text.text.slice(part.start - 2, part.start) === ': ') continue;
        yield {
          span: scan.spanOf(part),
          subject: part.name,
          message: `The value of ${part.name} is split into words and its wildcards become files`,
        };
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'put the variable into double quotes',
    edits: ({ span }, file) => (mayBeList(file, span) ? [] : quoteEdits(file, span)),
  },
};

/** `$name=value`: an error of its own. */
function isAssigned(scan: ShellScan, part: VariablePart): boolean {
  const word = scan.parentOf(part);
  const command = word && scan.parentOf(word);
  return scan.text.text[part.end] === '=' && command?.kind === 'simple' && command.words[0]?.parts[0] === part;
}
