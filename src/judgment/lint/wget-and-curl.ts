import type { Instruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { commandsOf } from './parts/commands.ts';

const TOOLS = ['curl', 'wget'] as const;

export const wgetAndCurl: LintRule = {
  id: 'wget-and-curl',
  level: 'warning',
  title: 'Both wget and curl are used',
  why: 'They do the same: one of them is installed, kept up to date and configured for proxies for nothing.',
  aliases: ['DL4001', 'DS-0014'],
  *check(file, context) {
    let stage: number | undefined;
    let used = new Set<string>();
    for (const one of file.instructions as readonly Instruction[]) {
      if (one.stage !== stage) used = new Set();
      stage = one.stage;
      if (one.keyword !== 'RUN') continue;
      const own = commandsOf(one, context).filter(({ name }) => (TOOLS as readonly string[]).includes(name));
      for (const { name } of own) used.add(name);
      const [first] = own;
      if (first === undefined || used.size < TOOLS.length) continue;
      const { name, nameSpan } = own.find((command) => command.name !== first.name) ?? first;
      const other = name === 'curl' ? 'wget' : 'curl';
      yield {
        span: nameSpan,
        subject: one.stage < 0 ? '' : (file.stages[one.stage]?.name ?? ''),
        message: `${name} is used where ${other} is used already`,
      };
    }
  },
};
