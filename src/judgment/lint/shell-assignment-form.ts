import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { SimpleCommand } from './parts/shell-tree.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellAssignmentForm: LintRule = {
  id: 'shell-assignment-form',
  level: 'error',
  title: 'This is no assignment',
  why: '`x = 1` runs the program x, and `$x=1` the program whose name is the value: a name, `=` and the value stand together.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const alias = caseOf(command);
        if (alias !== undefined)
          yield {
            span: scan.spanOf(command.words[alias === 'SC2290' || alias === 'SC2283' ? 1 : 0] ?? command),
            alias,
          };
      }
  },
};

function caseOf({ words }: SimpleCommand): string | undefined {
  const [first, second] = words;
  if (first === undefined) return undefined;
  const [part, next] = first.parts;
  if (part?.kind === 'variable' && next?.kind === 'literal' && /^\+?=/.test(next.text)) return 'SC2281';
  if (/^\d\w*=/.test(first.raw)) return 'SC2282';
  if (second?.raw.startsWith('=') && /^[A-Za-z_]\w*$/.test(first.raw)) return 'SC2283';
  const isDeclaring = /^(?:export|declare|typeset|local|readonly)$/.test(literalOf(first) ?? '');
  return isDeclaring && words.slice(2).some(({ raw }) => raw.startsWith('=')) ? 'SC2290' : undefined;
}
