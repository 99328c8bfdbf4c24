import type { LintRule } from '../../model/lint.ts';
import { appendCommand } from './parts/append-command.ts';
import { isCleanedAfter, isCleaning, isMounted, keptStages, removes } from './parts/clean-up.ts';
import { type Command, commandAt, commandsOf, hasArgument, headSpan } from './parts/commands.ts';
import { eachRun } from './parts/each-instruction.ts';

export const yarnCacheClean: LintRule = {
  id: 'yarn-cache-clean',
  level: 'info',
  title: 'yarn install leaves its cache in the image',
  why: 'Every package lies in the layer a second time, as yarn downloaded it. Clean the cache in the same RUN, or mount one.',
  aliases: ['DL3060'],
  *check(file, context) {
    const kept = keptStages(file);
    for (const run of eachRun(file)) {
      if (run.stage >= 0 && !kept.has(run.stage)) continue;
      const commands = commandsOf(run, context);
      const first = commands.find(fillsCache);
      if (first === undefined || isMounted(run, (target) => /\.cache(?:\/yarn(?:\/|$)|$)|\.yarn(?:\/|$)/.test(target)))
        continue;
      const own = context.expand('$YARN_CACHE_FOLDER', run);
      if (own !== undefined && own !== '' && isMounted(run, (target) => target === own)) continue;
      if (!isCleanedAfter(commands, fillsCache, emptiesCache)) yield { span: headSpan(first, 'install') };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'clean the cache at the end of the RUN',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      return found === undefined ? [] : appendCommand(file, found.run, context, 'yarn cache clean');
    },
  },
};

function fillsCache(command: Command): boolean {
  return command.name === 'yarn' && hasArgument(command, 'install');
}

function emptiesCache(command: Command): boolean {
  return isCleaning(command, ['yarn'], ['cache', 'clean']) || removes(command, '/usr/local/share/.cache/yarn');
}
