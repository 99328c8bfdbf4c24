import type { LintRule } from '../../model/lint.ts';
import { commandAt, eachCommand, headSpan, insertBehind } from './parts/commands.ts';
import { isAptInstall, isAptSaidYes } from './parts/package-managers.ts';

const SUBCOMMANDS = ['install'];

export const aptYes: LintRule = {
  id: 'apt-yes',
  level: 'warning',
  title: 'apt-get asks before it installs',
  why: 'A build has nobody to answer: the question ends it, or is taken for a no.',
  aliases: ['DL3014', 'DS-0021'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (isAptInstall(command) && !isAptSaidYes(command))
        yield { span: headSpan(command, ...SUBCOMMANDS), subject: command.args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'add -y',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      return found === undefined ? [] : insertBehind(found.command, SUBCOMMANDS, '-y');
    },
  },
};
