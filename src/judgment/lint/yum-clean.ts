import type { LintRule } from '../../model/lint.ts';
import { appendCommand } from './parts/append-command.ts';
import { isCleanedAfter, isCleaning, isMounted, removes } from './parts/clean-up.ts';
import { type Command, commandAt, commandsOf, hasArgument, headSpan } from './parts/commands.ts';
import { eachRun } from './parts/each-instruction.ts';

const NAMES = ['yum'];
const DIRECTORIES = ['/var/cache/yum', '/var/cache/dnf'];

export const yumClean: LintRule = {
  id: 'yum-clean',
  level: 'warning',
  title: 'yum leaves its cache in the image',
  why: 'Metadata and packages lie in the layer a second time, and a later RUN cannot take them out of it again.',
  aliases: ['DL3032', 'DS-0015'],
  *check(file, context) {
    for (const run of eachRun(file)) {
      const commands = commandsOf(run, context);
      const first = commands.find(fillsCache);
      if (first === undefined || isMounted(run, (target) => DIRECTORIES.includes(target))) continue;
      if (isCleanedAfter(commands, fillsCache, emptiesCache)) continue;
      yield { span: headSpan(first, ...['install']), subject: first.args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'clean up at the end of the RUN',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      return found === undefined ? [] : appendCommand(file, found.run, context, `${found.command.name} clean all`);
    },
  },
};

function fillsCache(command: Command): boolean {
  return NAMES.includes(command.name) && hasArgument(command, 'install');
}

function emptiesCache(command: Command): boolean {
  return isCleaning(command, NAMES, ['clean', 'all']) || DIRECTORIES.some((directory) => removes(command, directory));
}
