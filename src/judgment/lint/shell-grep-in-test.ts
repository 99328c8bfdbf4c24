import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellTreeWord } from './parts/shell-tree.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellGrepInTest: LintRule = {
  id: 'shell-grep-in-test',
  level: 'style',
  title: 'A test asks whether grep printed something',
  why: '`if grep -q …` asks grep itself, stops at the first line that matches, and does not hide that grep failed.',
  aliases: ['SC2143'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words } of scan.all('test')) {
        const asked =
          words.length === 1
            ? words[0]
            : /^-[nz]$/.test(words[0]?.raw ?? '') && words.length === 2
              ? words[1]
              : undefined;
        if (asked !== undefined && isGrep(asked)) yield { span: scan.spanOf(asked) };
      }
  },
};

function isGrep({ parts }: ShellTreeWord): boolean {
  const inner = parts.length === 1 && parts[0]!.kind === 'double' ? parts[0]!.parts : parts;
  const [only] = inner;
  if (inner.length !== 1 || only?.kind !== 'substitution' || only.body.items.length !== 1) return false;
  const last = only.body.items[0]!.chain.items.at(-1)!.stages.at(-1)!;
  return last.kind === 'simple' && /^[ef]?grep$/.test(namedCommand(last)?.name ?? '');
}
