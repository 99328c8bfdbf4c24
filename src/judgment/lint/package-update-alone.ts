import type { LintRule } from '../../model/lint.ts';
import { commandsOf, headSpan } from './parts/commands.ts';
import { eachRun } from './parts/each-instruction.ts';
import { isIndexUpdate, isPackageChange } from './parts/package-index.ts';

export const packageUpdateAlone: LintRule = {
  id: 'package-update-alone',
  level: 'warning',
  title: 'The package index is updated in a RUN of its own',
  why: 'The layer is taken from the cache for as long as the line does not change: what is installed further down comes from an index that is weeks old, or is no longer there.',
  aliases: ['DS-0017', 'CIS-DI-0007', 'CKV_DOCKER_5'],
  *check(file, context) {
    for (const run of eachRun(file)) {
      const commands = commandsOf(run, context);
      const update = commands.find(isIndexUpdate);
      if (update === undefined || commands.some(isPackageChange)) continue;
      const subcommand = update.args.find(({ text }) => /^[a-z]/.test(text))?.text ?? '';
      yield { span: headSpan(update, subcommand), subject: `${update.name} ${subcommand}` };
    }
  },
};
