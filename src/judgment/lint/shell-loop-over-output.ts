import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ForCommand, ShellPart } from './parts/shell-tree.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand } from './parts/shell-words.ts';

/** Each with the code, the level and what is said. */
const CASES = {
  find: ['SC2044', 'warning', 'Names with blanks fall apart: find … -exec, or find … | while read -r'],
  ls: ['SC2045', 'error', 'Names with blanks fall apart: a wildcard gives them whole'],
  lines: ['SC2013', 'info', 'This goes through words, not lines: while read -r … goes through lines'],
} as const;

export const shellLoopOverOutput: LintRule = {
  id: 'shell-loop-over-output',
  level: 'warning',
  title: 'A loop goes through output that is split at each blank',
  why: 'One name or line with a blank becomes two rounds of the loop, each with half of it.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const loop of scan.all('for')) {
        const kind = caseOf(loop);
        if (kind === undefined) continue;
        const [alias, level, message] = CASES[kind];
        yield { span: scan.spanOf(loop.words![0]!), alias, level, message };
      }
  },
};

function caseOf({ words }: ForCommand): keyof typeof CASES | undefined {
  const parts: readonly ShellPart[] = words?.length === 1 ? words[0]!.parts : [];
  const part = parts.length === 1 ? parts[0] : undefined;
  if (part?.kind !== 'substitution') return undefined;
  const { items } = part.body;
  const chain = items.length === 1 ? items[0]!.chain : undefined;
  const pipeline = chain?.items.length === 1 ? chain.items[0]! : undefined;
  const only = pipeline?.stages.length === 1 ? pipeline.stages[0]! : undefined;
  const named = only?.kind === 'simple' ? namedCommand(only) : undefined;
  if (named?.name === 'find' || named?.name === 'ls') return named.name;
  const isLines = /^(?:grep|fgrep|egrep|sed|cat|awk|cut)$/.test(named?.name ?? '');
  const isWords = named?.args.some((word) => /^-\w*o/.test(literalOf(word) ?? '')) && named.name.endsWith('grep');
  return isLines && !isWords ? 'lines' : undefined;
}
