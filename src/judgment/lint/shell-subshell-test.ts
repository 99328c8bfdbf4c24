import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { GroupCommand, TreeCommand } from './parts/shell-tree.ts';

export const shellSubshellTest: LintRule = {
  id: 'shell-subshell-test',
  level: 'style',
  title: 'A process is started for a test',
  why: 'Parentheses start another shell. `{ …; }` groups tests without one, and a single test needs neither.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const subshell of scan.all('subshell')) {
        const tests = testsIn(subshell);
        if (tests === 0) continue;
        const pipeline = scan.parentOf(subshell);
        const chain = pipeline && scan.parentOf(pipeline);
        const list = chain && scan.parentOf(chain);
        const holder = list && scan.parentOf(list);
        const isAlone = chain?.kind === 'chain' && chain.items.length === 1;
        const isCondition = isAlone && (holder?.kind === 'if' || holder?.kind === 'while' || holder?.kind === 'until');
        yield { span: scan.spanOf(subshell), alias: isCondition ? 'SC2233' : tests === 1 ? 'SC2234' : 'SC2235' };
      }
  },
};

/** How many tests stand in a subshell; 0 when there is anything else. */
function testsIn({ body, redirects }: GroupCommand): number {
  const chain = body.items.length === 1 && redirects.length === 0 ? body.items[0]!.chain : undefined;
  const areTests = chain?.items.every(({ stages }) => stages.length === 1 && isTest(stages[0]!)) ?? false;
  return areTests ? chain!.items.length : 0;
}

function isTest(command: TreeCommand): boolean {
  return command.kind === 'test' || (command.kind === 'simple' && command.words[0]?.raw === 'test');
}
