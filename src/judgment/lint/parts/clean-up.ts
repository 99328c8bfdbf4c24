import { mountsOf } from '../../../formats/dockerfile/mounts.ts';
import type { Dockerfile, RunInstruction } from '../../../model/dockerfile.ts';
import { type Command, hasFlag, operandsOf } from './commands.ts';

/** The stages whose layers others see: the last one, and those that a stage builds on. What is left in others is left behind. */
export function keptStages({ stages }: Pick<Dockerfile, 'stages'>): ReadonlySet<number> {
  const kept = new Set([stages.length - 1]);
  for (const { parent } of stages) if (parent !== undefined) kept.add(parent);
  return kept;
}

/** Whether a `rm` takes away what lies below `directory`: by its name, by a pattern, or by a directory above. Unknown words are taken for a yes. */
export function removes(command: Command, directory: string): boolean {
  if (command.name !== 'rm' && command.name !== '/bin/rm') return false;
  return operandsOf(command).some(({ text, isLiteral }) => {
    if (!isLiteral || /[{}]/.test(text)) return true;
    const path = text
      .replace(/\/+/g, '/')
      .replace(/[*?][\s\S]*$/, '')
      .replace(/\/$/, '');
    if (path === '' && !text.startsWith('/')) return text !== '';
    return (
      `${directory}/`.startsWith(`${path}${/[*?]/.test(text) ? '' : '/'}`) ||
      path.startsWith(`${directory}/`) ||
      isBelow(directory, path)
    );
  });
}

/** `lists` behind `cd /var/lib/apt`. */
function isBelow(directory: string, path: string): boolean {
  return path !== '' && !path.startsWith('/') && `${directory}/`.endsWith(`/${path}/`);
}

/** Whether a cache or a tmpfs lies over the place, so that nothing of it stays in the layer. */
export function isMounted(run: RunInstruction, covers: (target: string) => boolean): boolean {
  return mountsOf(run).some(({ type, fields }) => {
    if (type !== 'cache' && type !== 'tmpfs') return false;
    const target = fields.findLast(({ name }) => name === 'target' || name === 'dst' || name === 'destination')?.value;
    return target !== undefined && covers(target.replace(/(?<!\/)\/+$/, ''));
  });
}

/** Whether anything after the last of the commands that fill a cache empties it. */
export function isCleanedAfter(
  commands: readonly Command[],
  fills: (command: Command) => boolean,
  empties: (command: Command) => boolean,
): boolean {
  const last = commands.findLastIndex(fills);
  return commands.slice(last + 1).some(empties);
}

/** `yum clean all`, and other words of cleaning. */
export function isCleaning(command: Command, names: readonly string[], words: readonly string[]): boolean {
  return (
    names.includes(command.name) && command.args.some(({ text }) => words.includes(text)) && !hasFlag(command, 'help')
  );
}
