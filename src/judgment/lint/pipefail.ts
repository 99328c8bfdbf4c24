import type { Dockerfile, Edit, RunInstruction, ShellInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import type { ShellCommand } from '../../model/shell.ts';
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
    const shells = shellsOf(file);
    for (const run of file.instructions) {
      if (run.keyword !== 'RUN' || (shells.get(run)?.command.span !== undefined && isSet(shells.get(run)!))) continue;
      const found = firstPiped(file.source, run, context);
      if (found === undefined || setsItself(found.commands, found.piped)) continue;
      yield { span: found.piped.span };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'set pipefail with SHELL',
    edits({ span }, file, context) {
      const run = file.instructions.find(
        (one): one is RunInstruction =>
          one.keyword === 'RUN' && one.span.start <= span.start && span.end <= one.span.end,
      );
      // One SHELL serves all that follows in the stage: the first RUN that needs it brings it.
      if (run === undefined || needsBefore(file, run, context)) return [];
      const shell = shellsOf(file).get(run);
      return shell === undefined ? [newShell(file, run, context)] : addTo(shell);
    },
  },
};

/** The SHELL in force at each RUN; stages begin with that of the stage that they build on. */
function shellsOf(file: Dockerfile): ReadonlyMap<RunInstruction, ShellInstruction> {
  const known = ofFiles.get(file);
  if (known !== undefined) return known;
  const shells = new Map<RunInstruction, ShellInstruction>();
  const last = new Map<number, ShellInstruction>();
  for (const one of file.instructions) {
    if (one.keyword === 'FROM') {
      const inherited = last.get(file.stages[one.stage]?.parent ?? -1);
      if (inherited !== undefined) last.set(one.stage, inherited);
    } else if (one.keyword === 'SHELL') last.set(one.stage, one);
    else if (one.keyword === 'RUN') {
      const shell = last.get(one.stage);
      if (shell !== undefined) shells.set(one, shell);
    }
  }
  ofFiles.set(file, shells);
  return shells;
}

const ofFiles = new WeakMap<Dockerfile, ReadonlyMap<RunInstruction, ShellInstruction>>();

/** SHELL in shell form is refused; what it means is not asked. */
function isSet({ command }: ShellInstruction): boolean {
  return command.form === 'shell' || command.words.some(({ value }) => /\bpipefail\b/.test(value));
}

/** `set -o pipefail` before the pipe: a shell that knew no pipefail would have ended there. */
function setsItself(commands: readonly ShellCommand[], piped: ShellCommand): boolean {
  return commands.some(
    ({ name, args, span }) =>
      name?.value === 'set' &&
      span.start < piped.span.start &&
      args.some(({ value }, at) => value === 'pipefail' && /^-\w*o$/.test(args[at - 1]?.value ?? '')),
  );
}

function needsBefore(file: Dockerfile, run: RunInstruction, context: LintContext): boolean {
  const shell = shellsOf(file).get(run);
  for (const one of file.stages[run.stage]?.instructions ?? []) {
    if (one === run) return false;
    if (one.keyword !== 'RUN' || shellsOf(file).get(one) !== shell) continue;
    const found = firstPiped(file.source, one, context);
    if (found !== undefined && !setsItself(found.commands, found.piped)) return true;
  }
  return false;
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
