import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellPipeline } from './parts/shell-tree.ts';
import { namedCommand } from './parts/shell-words.ts';

/** After these nothing is run twice: they end the script, or only say something. */
const HARMLESS = new Set(['echo', 'exit', 'return', 'printf', 'true', ':', 'false']);

export const shellAndOrAsIf: LintRule = {
  id: 'shell-and-or-as-if',
  level: 'info',
  title: 'The part behind || also runs when the part behind && fails',
  why: '`a && b || c` is not "if a then b else c": when a succeeds and b fails, c runs on top, and the failure of b is forgotten.',
  aliases: ['SC2015'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { items, operators } of scan.all('chain'))
        for (const [at, operator] of operators.entries()) {
          if (operator !== '||' || operators[at - 1] !== '&&') continue;
          if (endsOrAssigns(items[at]!) || nameOf(items[at + 1]!, HARMLESS)) continue;
          yield { span: scan.spanOf(items[at + 1]!) };
        }
  },
};

function endsOrAssigns({ stages, isNegated }: ShellPipeline): boolean {
  const [only] = stages;
  if (only?.kind !== 'simple' || stages.length !== 1 || isNegated) return false;
  return only.words.length === 0 || ['exit', 'return', 'break', 'continue'].includes(namedCommand(only)?.name ?? '');
}

function nameOf({ stages }: ShellPipeline, names: ReadonlySet<string>): boolean {
  const [only] = stages;
  return stages.length === 1 && only?.kind === 'simple' && names.has(namedCommand(only)?.name ?? '');
}
