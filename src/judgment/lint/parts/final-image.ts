import type { CommandLine, Dockerfile, Instruction, Stage } from '../../../model/dockerfile.ts';

/** The stages whose layers end up in the image, from its base up to the last one. */
export function finalStages({ stages }: Pick<Dockerfile, 'stages'>): readonly Stage[] {
  const found: Stage[] = [];
  // A parent always stands further up, so this ends.
  for (let stage = stages.at(-1); stage !== undefined; ) {
    found.push(stage);
    stage = stage.parent === undefined || stage.parent >= stage.index ? undefined : stages[stage.parent];
  }
  return found.reverse();
}

/** What the layers of the image are made by, in order. */
export function finalInstructions(file: Pick<Dockerfile, 'stages'>): readonly Instruction[] {
  return finalStages(file).flatMap(({ instructions }) => instructions);
}

/** Programs with which people look around, or that wait for somebody to do so. */
const INTERACTIVE =
  /^(?:.*\/)?(?:(?:ba|da|a|z|k|c|tc|fi)?sh|login|tail|sleep|busybox|tmux|screen|sshd|true|code-server)$/;

/**
 * Whether the image starts a program of its own. Images that start a shell, or nothing, are workplaces: for people, for CI, or a base for others;
 * tools are their purpose.
 */
export function runsProgram(file: Pick<Dockerfile, 'stages'>): boolean {
  let entrypoint: readonly string[] = [];
  let cmd: readonly string[] | undefined;
  for (const one of finalInstructions(file)) {
    if (one.keyword === 'CMD') cmd = wordsOf(one.command);
    if (one.keyword === 'ENTRYPOINT') entrypoint = wordsOf(one.command);
  }
  const [command] = cmd ?? [];
  if (command !== undefined && INTERACTIVE.test(command) && !(cmd ?? []).includes('-c')) return false;
  const first = entrypoint[0] ?? command;
  return first !== undefined && (!INTERACTIVE.test(first) || entrypoint.length > 1 || (cmd?.length ?? 0) > 1);
}

function wordsOf(command: CommandLine): readonly string[] {
  return command.form === 'exec'
    ? command.words.map(({ value }) => value)
    : command.shell.text.trim().split(/\s+/, 4).filter(Boolean);
}
