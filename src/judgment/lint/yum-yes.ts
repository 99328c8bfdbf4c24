import type { LintRule } from '../../model/lint.ts';
import { commandAt, eachCommand, headSpan, insertBehind } from './parts/commands.ts';
import { asksRpmQuestions } from './parts/package-managers.ts';

const SUBCOMMANDS = ['install', 'groupinstall', 'localinstall'];

export const yumYes: LintRule = {
  id: 'yum-yes',
  level: 'warning',
  title: 'yum asks before it installs',
  why: 'A build has nobody to answer: the question ends it, or is taken for a no.',
  aliases: ['DL3030'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (asksRpmQuestions(command, ['yum']))
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
