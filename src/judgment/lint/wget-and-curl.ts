import type { LintRule } from '../../model/lint.ts';
import { commandsOf } from './parts/commands.ts';
import { eachRun } from './parts/each-instruction.ts';

const TOOLS = new Set(['curl', 'wget']);

export const wgetAndCurl: LintRule = {
  id: 'wget-and-curl',
  level: 'warning',
  title: 'Both wget and curl are used',
  why: 'They do the same: one of them is installed, kept up to date and configured for proxies for nothing.',
  aliases: ['DL4001', 'DS-0014'],
  *check(file, context) {
    for (const { name: stage = '', instructions } of file.stages) {
      // What ONBUILD runs, it runs in another build.
      const used = { own: new Set<string>(), triggered: new Set<string>() };
      for (const run of eachRun({ instructions })) {
        const calls = commandsOf(run, context).filter(({ name }) => TOOLS.has(name));
        const names = run.isTrigger ? used.triggered : used.own;
        for (const { name } of calls) names.add(name);
        const [first] = calls;
        if (first === undefined || names.size < TOOLS.size) continue;
        const { name, nameSpan } = calls.find((call) => call.name !== first.name) ?? first;
        const other = name === 'curl' ? 'wget' : 'curl';
        yield {
          span: nameSpan,
          subject: `${stage} ${name}`,
          message: `${name} is used where ${other} is used already`,
        };
      }
    }
  },
};
