import type { Dockerfile, Edit, RunInstruction, ShellInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import type { ShellCommand } from '../../model/shell.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { firstPiped } from './parts/pipes.ts';

/** Images whose shell is busybox's: it has no bash, and its ash knows pipefail. */
const BUSYBOX = /(?:^|[/:-])(?:alpine|busybox)|alpine(?:[\d.]*)$/;

export const pipefail: LintRule = {
  id: 'pipefail',
  level: 'warning',
  title: 'A failure in front of a pipe goes unnoticed',
  why: 'A shell asks only the last program of a pipe how it went: the download in front of it fails, the build goes on, and the image lacks what nobody missed yet. pipefail makes it fail.',
  aliases: ['DL4006'],
  *check(file, context) {
    for (const { piped } of leaksOf(file, context).values()) yield { span: piped.span };
  },
  fix: {
    safety: 'suggested',
    summary: 'set pipefail with SHELL',
    edits({ span }, file, context) {
      const run = instructionAt(file, span.start);
      const leak = run?.keyword === 'RUN' ? leaksOf(file, context).get(run) : undefined;
      // One SHELL serves all that follows in the stage: the first RUN that needs it brings it.
      if (run?.keyword !== 'RUN' || leak?.isFirst !== true) return [];
      return leak.shell === undefined ? [newShell(file, run, context)] : addTo(leak.shell);
    },
  },
};

interface Leak {
  readonly piped: ShellCommand;
  readonly shell: ShellInstruction | undefined;
  /** Whether no RUN before it has the same flaw under the same SHELL. */
  readonly isFirst: boolean;
}

const ofContexts = new WeakMap<LintContext['shell'], ReadonlyMap<RunInstruction, Leak>>();

/** The RUNs with a pipe and nothing that minds its failures; worked out once for each file. */
function leaksOf(file: Dockerfile, context: LintContext): ReadonlyMap<RunInstruction, Leak> {
  const known = ofContexts.get(context.shell);
  if (known !== undefined) return known;
  const leaks = new Map<RunInstruction, Leak>();
  const seen = new Set<ShellInstruction | number>();
  for (const [run, shell] of shellsOf(file)) {
    if (shell !== undefined && isSet(shell)) continue;
    const found = firstPiped(file.source, run, context);
    if (found === undefined || setsItself(found.commands, found.piped)) continue;
    const key = shell ?? run.stage;
    leaks.set(run, { piped: found.piped, shell, isFirst: !seen.has(key) });
    seen.add(key);
  }
  ofContexts.set(context.shell, leaks);
  return leaks;
}

/** The SHELL in force at each RUN; stages begin with that of the stage that they build on. */
function shellsOf({ instructions, stages }: Dockerfile): ReadonlyMap<RunInstruction, ShellInstruction | undefined> {
  const shells = new Map<RunInstruction, ShellInstruction | undefined>();
  const last = new Map<number, ShellInstruction | undefined>();
  for (const one of instructions) {
    if (one.keyword === 'FROM') last.set(one.stage, last.get(stages[one.stage]?.parent ?? -1));
    else if (one.keyword === 'SHELL') last.set(one.stage, one);
    else if (one.keyword === 'RUN') shells.set(one, last.get(one.stage));
  }
  return shells;
}

/** SHELL in shell form is refused; what it means is not asked. */
function isSet({ command }: ShellInstruction): boolean {
  return command.form === 'shell' || command.words.some(({ value }) => /\bpipefail\b/.test(value));
}

/** `set -o pipefail` before the pipe: a shell that knew no pipefail would have ended there. */
function setsItself(commands: readonly ShellCommand[], piped: ShellCommand): boolean {
  return commands.some(
    ({ name, args, span, inside }) =>
      name?.value === 'set' &&
      inside.every((nesting, at) => nesting === piped.inside[at]) &&
      span.start < piped.span.start &&
      args.some(({ value }, at) => value === 'pipefail' && /^-\w*o$/.test(args[at - 1]?.value ?? '')),
  );
}

function newShell({ source, stages }: Dockerfile, run: RunInstruction, context: LintContext): Edit {
  let stage = stages[run.stage];
  while (stage?.parent !== undefined) stage = stages[stage.parent];
  const image = stage === undefined ? '' : (context.expand(stage.from.image.raw, stage.from) ?? stage.from.image.value);
  const words = BUSYBOX.test(image) ? '"/bin/ash", "-eo", "pipefail", "-c"' : '"/bin/bash", "-o", "pipefail", "-c"';
  const start = aboveComments(source, run.span.start);
  return { span: { start, end: start }, text: `SHELL [${words}]\n` };
}

/** Comments right above belong to the RUN. */
function aboveComments(source: string, runStart: number): number {
  let start = source.lastIndexOf('\n', runStart - 1) + 1;
  while (start > 0) {
    const before = source.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(source.slice(before, start))) break;
    start = before;
  }
  return start;
}

function addTo({ command }: ShellInstruction): readonly Edit[] {
  if (command.form !== 'exec') return [];
  const last = command.words.at(-1);
  const program = command.words[0]?.value.replace(/^.*\//, '');
  if (last === undefined || !/^-\w*c$/.test(last.value) || !/^(?:bash|zsh|ash|ksh)$/.test(program ?? '')) return [];
  return [{ span: { start: last.span.start, end: last.span.start }, text: '"-o", "pipefail", ' }];
}
