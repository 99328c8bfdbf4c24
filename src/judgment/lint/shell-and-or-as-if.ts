import type { LintRule } from '../../model/lint.ts';
import { type ShellScan, scansOf } from './parts/shell-scans.ts';
import type { ShellChain, ShellPipeline } from './parts/shell-tree.ts';
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
      for (const chain of scan.all('chain')) {
        const { items, operators } = chain;
        if (isCondition(scan, chain)) continue;
        for (const [at, operator] of operators.entries()) {
          if (operator !== '||' || operators[at - 1] !== '&&' || at + 1 < operators.length) continue;
          if (endsOrAssigns(items[at]!) || nameOf(items[at + 1]!, HARMLESS)) continue;
          yield { span: scan.spanOf(items[at + 1]!) };
        }
      }
  },
};

/** Whether `if` or `while` asks for the outcome. */
function isCondition(scan: ShellScan, chain: ShellChain): boolean {
  const list = scan.parentOf(chain);
  const holder = list && scan.parentOf(list);
  if (holder?.kind === 'if') return holder.branches.some(({ condition }) => condition === list);
  return (holder?.kind === 'while' || holder?.kind === 'until') && holder.condition === list;
}

function endsOrAssigns({ stages, isNegated }: ShellPipeline): boolean {
  const [only] = stages;
  if (only?.kind !== 'simple' || stages.length !== 1 || isNegated) return false;
  return only.words.length === 0 || ['exit', 'return'].includes(namedCommand(only)?.name ?? '');
}

function nameOf({ stages }: ShellPipeline, names: ReadonlySet<string>): boolean {
  const [only] = stages;
  return stages.length === 1 && only?.kind === 'simple' && names.has(namedCommand(only)?.name ?? '');
}
