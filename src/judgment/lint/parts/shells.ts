import type { Dockerfile, Instruction, ShellInstruction, ShellText } from '../../../model/dockerfile.ts';

/** Shells whose text reads by the grammar of bash. Any of them among the words of SHELL will do: `conda run -n env /bin/bash -c`. */
const READABLE = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh', 'busybox']);

const PRAGMA = /^hadolint\s+shell\s*=\s*(\S+)/i;

/** The instructions whose shell form is written for a shell that we can read. */
export function readableInstructions(file: Dockerfile): ReadonlySet<Instruction> {
  const readable = new Set<Instruction>();
  const pragmas = file.comments.flatMap(({ text, span }) => {
    const shell = PRAGMA.exec(text)?.[1];
    return shell === undefined ? [] : [{ at: span.start, isReadable: isReadable(shell) }];
  });
  /** What the last SHELL of each stage chose: stages that build on it go on with that. */
  const byStage = new Map<number, boolean>();
  // Only images of Windows have reason to choose another escape character: their shell is cmd.
  const usual = file.escape === '\\';
  let said: boolean | undefined;
  let next = 0;
  for (const one of file.instructions) {
    for (; next < pragmas.length && pragmas[next]!.at < one.span.start; next++) said = pragmas[next]!.isReadable;
    if (one.keyword === 'FROM') {
      const parent = file.stages[one.stage]?.parent;
      byStage.set(one.stage, (parent === undefined ? undefined : byStage.get(parent)) ?? usual);
    }
    if (one.keyword === 'SHELL') {
      byStage.set(one.stage, isReadableShell(one));
      said = undefined;
    }
    if (said ?? byStage.get(one.stage) ?? usual) {
      readable.add(one);
      if (one.keyword === 'ONBUILD' && one.trigger !== undefined) readable.add(one.trigger);
    }
  }
  return readable;
}

/** The shell text of an instruction, whatever shell it is for; undefined for the exec form, and for a heredoc that names another program. */
export function shellTextOf(instruction: Instruction): ShellText | undefined {
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK': {
      const { command, heredocs } = instruction;
      if (command?.form !== 'shell') return undefined;
      const { shell } = command;
      const script = heredocs.find(
        ({ bodySpan }) => bodySpan.start <= shell.span.start && shell.span.end <= bodySpan.end,
      );
      return script?.shebang === undefined || isReadable(script.shebang) ? shell : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether anything in the file has to be read as a shell reads it. */
export function hasShellText(file: Dockerfile): boolean {
  return file.instructions.some((one) => {
    const inner = one.keyword === 'ONBUILD' ? one.trigger : one;
    return inner !== undefined && shellTextOf(inner) !== undefined;
  });
}

function isReadableShell({ command }: ShellInstruction): boolean {
  return command.form === 'exec' && command.words.some(({ value }) => isReadable(value));
}

/** `/usr/bin/env -S bash -e` is bash. */
function isReadable(command: string): boolean {
  return command
    .split(/\s+/)
    .some((word) => READABLE.has(word.slice(word.lastIndexOf('/') + 1).replace(/\.exe$/i, '')));
}
