import type { LintRule } from '../../model/lint.ts';
import { eachCommand, hasArgument, headSpan } from './parts/commands.ts';

export const zypperDistUpgrade: LintRule = {
  id: 'zypper-dist-upgrade',
  level: 'warning',
  title: 'The build upgrades to another release',
  why: 'zypper dist-upgrade changes whatever the repositories hold that day, downgrades and removals included: the base image is no longer what FROM names. Take a newer base.',
  aliases: ['DL3035'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (command.name === 'zypper' && hasArgument(command, 'dist-upgrade', 'dup'))
        yield { span: headSpan(command, 'dist-upgrade', 'dup') };
    }
  },
};
