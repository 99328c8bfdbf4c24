import type { LintRule } from '../../model/lint.ts';
import { isMounted } from './parts/clean-up.ts';
import {
  type Command,
  commandAt,
  commandsOf,
  eachCommand,
  hasArgument,
  hasFlag,
  headSpan,
  insertBehind,
} from './parts/commands.ts';

export const apkNoCache: LintRule = {
  id: 'apk-no-cache',
  level: 'info',
  title: 'apk add keeps the package index in the image',
  why: 'The index is some megabytes that are out of date in an hour. --no-cache fetches it and leaves nothing behind, so that neither --update nor rm -rf /var/cache/apk/* is needed.',
  aliases: ['DL3019', 'DS-0025', 'DKL-DI-0004'],
  *check(file, context) {
    for (const { run, command } of eachCommand(file, context)) {
      if (command.name !== 'apk' || !hasArgument(command, 'add') || hasFlag(command, 'no-cache')) continue;
      if (isMounted(run, (target) => target === '/var/cache/apk' || target === '/etc/apk/cache')) continue;
      yield { span: headSpan(command, 'add'), subject: command.args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'add --no-cache',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      if (found === undefined) return [];
      // `apk update` leaves an index all the same: there is more to change than a flag.
      return hasUpdate(commandsOf(found.run, context)) ? [] : insertBehind(found.command, ['add'], '--no-cache');
    },
  },
};

const updating = new WeakMap<readonly Command[], boolean>();

/** Asked for every command of a RUN. */
function hasUpdate(commands: readonly Command[]): boolean {
  const known = updating.get(commands) ?? commands.some((one) => one.name === 'apk' && hasArgument(one, 'update'));
  updating.set(commands, known);
  return known;
}
