import type { Application, Start } from './application.ts';
import { resolvePath } from './paths.ts';
import { refuse } from './refusal.ts';

const STARTERS = /^(?:.*\/)?(?:tini|dumb-init|exec|env|nice)$/;
const SHELLS = /^(?:.*\/)?(?:sh|bash|ash|dash)$/;

/** What is started in the end, behind `tini --`: a program, and its arguments. */
export function startedBy({ words }: Start): { readonly program: string; readonly args: readonly string[] } {
  let at = 0;
  while (at < words.length && (STARTERS.test(words[at]!) || (at > 0 && words[at]!.startsWith('-')))) at += 1;
  const [program, ...args] = words.slice(at);
  if (program === undefined) refuse('nothing says what the image starts');
  if (!SHELLS.test(program)) return { program, args };
  const [script] = args;
  if (script === undefined || script.startsWith('-'))
    refuse('the image starts a shell, and what that runs is not known');
  return { program: script.includes('/') ? script : `./${script}`, args: args.slice(1) };
}

/** Whether a shell is needed to start, or to ask how it is. */
export function needsShell({ start, health }: Application): boolean {
  const isShell = ({ words, needsShell: own }: Start) => own || words.some((word) => SHELLS.test(word));
  return isShell(start) || (health !== undefined && isShell(health)) || isScript(startedBy(start).program);
}

export function isScript(program: string): boolean {
  return /\.(?:sh|bash|py|rb|pl)$/.test(program) || /entrypoint/.test(program);
}

/** Where a program lies that is named by a path; undefined when it is looked for in PATH. */
export function pathOf({ directory }: Application, program: string): string | undefined {
  return program.includes('/') ? resolvePath(directory, program) : undefined;
}
