import type { RunInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { isMounted, removes } from './parts/clean-up.ts';
import { type Command, commandAt, commandsOf, hasArgument, headSpan, insertBehind } from './parts/commands.ts';
import { eachRun } from './parts/each-instruction.ts';
import { isPipInstall } from './parts/pip.ts';

/** What pip takes for a yes in its environment. */
const YES = /^(?:1|y|yes|true|on|t)$/i;

export const pipNoCache: LintRule = {
  id: 'pip-no-cache',
  level: 'warning',
  title: 'pip keeps its downloads in the image',
  why: 'Every wheel lies in the layer a second time, below ~/.cache/pip, where nothing will read it again. --no-cache-dir, or a cache mount for that directory, leaves it out.',
  aliases: ['DL3042'],
  *check(file, context) {
    for (const run of eachRun(file)) {
      const commands = commandsOf(run, context);
      const at = commands.findIndex((command) => fillsCache(command));
      if (at < 0 || isOff(run, commands, context)) continue;
      const last = commands.findLastIndex((command) => fillsCache(command));
      if (commands.slice(last + 1).some(emptiesCache)) continue;
      for (const command of commands) {
        if (fillsCache(command)) yield { span: headSpan(command, 'install'), subject: nameOf(command) };
      }
    }
  },
  fix: {
    safety: 'safe',
    summary: 'add --no-cache-dir',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      return found === undefined ? [] : insertBehind(found.command, ['install'], '--no-cache-dir');
    },
  },
};

function fillsCache(command: Command): boolean {
  return (
    isPipInstall(command) &&
    !command.name.startsWith('pipx') &&
    !hasArgument(command, '--no-cache-dir') &&
    !isOffInFront(command)
  );
}

function isOffInFront({ shell }: Command): boolean {
  return (
    shell?.assignments.some(({ name, value }) => name === 'PIP_NO_CACHE_DIR' && YES.test(value?.value ?? '')) === true
  );
}

/** `pip cache purge`, `rm -rf ~/.cache`. */
function emptiesCache(command: Command): boolean {
  if (/^pip/.test(command.name)) return hasArgument(command, 'purge');
  return (
    (command.name === 'rm' &&
      command.args.some(({ text }) => /(?:^|\/)\.cache(?:\/(?:pip(?:\/|$)|\*|$)|$)/.test(text))) ||
    (removes(command, '/root/.cache/pip') && command.args.every(({ isLiteral }) => isLiteral))
  );
}

function isOff(run: RunInstruction, commands: readonly Command[], context: LintContext): boolean {
  if (YES.test(context.expand('$PIP_NO_CACHE_DIR', run) ?? '')) return true;
  const exports = commands.some(
    ({ name, args }) =>
      name === 'export' && args.some(({ text }) => YES.test(/^PIP_NO_CACHE_DIR=(.*)$/.exec(text)?.[1] ?? '')),
  );
  if (exports) return true;
  const own = context.expand('$PIP_CACHE_DIR', run);
  return isMounted(
    run,
    (target) => /\.cache\/pip(?:\/|$)|\/\.cache$/.test(target) || (own !== undefined && own !== '' && target === own),
  );
}

function nameOf({ args }: Command): string {
  return args.map(({ text }) => text).join(' ');
}
