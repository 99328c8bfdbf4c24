import type { LintRule } from '../../model/lint.ts';
import {
  type Command,
  commandAt,
  eachCommand,
  hasArgument,
  hasFlag,
  headSpan,
  insertBehind,
} from './parts/commands.ts';

const SUBCOMMANDS = ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'];

export const zypperYes: LintRule = {
  id: 'zypper-yes',
  level: 'warning',
  title: 'zypper asks before it installs',
  why: 'A build has nobody to answer: the question ends it, or is taken for a no.',
  aliases: ['DL3034'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (asksZypperQuestions(command))
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

function asksZypperQuestions(command: Command): boolean {
  const changes = command.name === 'zypper' && hasArgument(command, ...SUBCOMMANDS);
  return changes && !hasFlag(command, 'n', 'non-interactive', 'y', 'no-confirm');
}
