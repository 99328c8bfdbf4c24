import type { Dockerfile, RunInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { appendCommand } from './parts/append-command.ts';
import { isCleanedAfter, isMounted, keptStages, removes } from './parts/clean-up.ts';
import { type Command, commandAt, commandsOf, hasArgument, headSpan } from './parts/commands.ts';
import { eachRun } from './parts/each-instruction.ts';
import { isAptUpdate } from './parts/package-managers.ts';

const LISTS = '/var/lib/apt/lists';

export const aptListsLeft: LintRule = {
  id: 'apt-lists-left',
  level: 'info',
  title: 'The package lists of apt stay in the image',
  why: 'They are 20 to 40 MB that are out of date tomorrow, and a later apt-get install that relies on them fails. What a later RUN removes stays in this layer: take them away in the same RUN.',
  aliases: ['DL3009', 'DKL-DI-0005'],
  *check(file, context) {
    const kept = keptStages(file);
    for (const run of eachRun(file)) {
      if (run.stage >= 0 && !kept.has(run.stage)) continue;
      const commands = commandsOf(run, context);
      const update = commands.find(isAptUpdate);
      if (update === undefined || hasMounts(run) || isCleanedAfter(commands, isAptUpdate, removesLists)) continue;
      yield {
        span: headSpan(update, 'update'),
        subject: commands.map(({ name, args }) => `${name} ${args[0]?.text ?? ''}`).join(' '),
      };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'remove the lists at the end of the RUN',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      if (found === undefined || needsLists(file, found.run, context)) return [];
      return appendCommand(file, found.run, context, `rm -rf ${LISTS}/*`);
    },
  },
};

function removesLists(command: Command): boolean {
  if (/^apt(?:-get)?$/.test(command.name)) return hasArgument(command, 'distclean');
  if (command.name === 'find')
    return hasArgument(command, '-delete') && command.args.some(({ text }) => text.startsWith(LISTS));
  return removes(command, LISTS);
}

function hasMounts(run: RunInstruction): boolean {
  if (isMounted(run, (target) => target === LISTS)) return true;
  return (
    isMounted(run, (target) => target === '/var/lib/apt') && isMounted(run, (target) => target === '/var/cache/apt')
  );
}

/** Whether nothing is installed here, or what comes later may install without an update of its own. */
function needsLists(file: Dockerfile, run: RunInstruction, context: LintContext): boolean {
  if (run.isTrigger || run.stage < 0 || !commandsOf(run, context).some(isAptChange)) return true;
  return (lastNeeds(file, context).get(run.stage) ?? -1) > run.span.start;
}

const needsOf = new WeakMap<LintContext['shell'], ReadonlyMap<number, number>>();

/** Where each stage, and those that build on it, last may install by the lists that are there. */
function lastNeeds(file: Dockerfile, context: LintContext): ReadonlyMap<number, number> {
  const known = needsOf.get(context.shell);
  if (known !== undefined) return known;
  const needs = new Map<number, number>();
  for (const run of eachRun(file)) {
    const commands = commandsOf(run, context);
    const mayInstall = commands.length === 0 || commands.some((one) => isAptChange(one) || isScript(one));
    if (mayInstall && !commands.some(isAptUpdate)) needs.set(run.stage, run.span.start);
  }
  for (const { index, parent } of [...file.stages].reverse())
    if (parent !== undefined) needs.set(parent, Math.max(needs.get(parent) ?? -1, needs.get(index) ?? -1));
  needsOf.set(context.shell, needs);
  return needs;
}

function isAptChange({ name, args }: Command): boolean {
  return /^(?:apt|apt-get|aptitude)$/.test(name) && !args.some(({ text }) => text === 'update' || text === 'clean');
}

/** A program of the build's own, that may call apt. */
function isScript({ name }: Command): boolean {
  return /\.sh$|^\.{0,2}\/(?!bin\/|usr\/bin\/)|^(?:bash|sh|source|\.|sudo)$/.test(name);
}
