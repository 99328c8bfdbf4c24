import type { LintRule } from '../../model/lint.ts';
import { eachCommand, headSpan } from './parts/commands.ts';
import { subcommandOf } from './parts/package-managers.ts';

export const noDistUpgrade: LintRule = {
  id: 'no-dist-upgrade',
  level: 'warning',
  title: 'The build upgrades to another release',
  why: 'dist-upgrade removes packages where that lets it upgrade others: the base image is no longer what FROM names, and may lack what it promised. Take a newer base.',
  aliases: ['DS-0024', 'DKL-DI-0003'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (!/^(?:apt|apt-get|aptitude)$/.test(command.name)) continue;
      const subcommand = subcommandOf(command, ['t', 'o', 'c']);
      if (subcommand === 'dist-upgrade' || subcommand === 'full-upgrade')
        yield { span: headSpan(command, subcommand), subject: subcommand };
    }
  },
};
