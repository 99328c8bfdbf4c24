import type { Dockerfile, Edit, RunInstruction } from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import { type Command, commandsOf } from './commands.ts';

/**
 * Puts a command at the end of a RUN, joined as its last one is, and in its layout. None unless the RUN is a plain list whose commands all run or
 * end the build: joined by `&&`, or by `;` or lines behind `set -e`.
 */
export function appendCommand(
  file: Dockerfile,
  run: RunInstruction,
  context: Pick<LintContext<unknown>, 'shell'>,
  text: string,
): readonly Edit[] {
  const last = plainEndOf(file, run, commandsOf(run, context));
  if (last === undefined) return [];
  const { end, separator } = last;
  return [{ span: { start: end, end }, text: `${separator}${text}` }];
}

function plainEndOf(
  { source }: Dockerfile,
  run: RunInstruction,
  commands: readonly Command[],
): { readonly end: number; readonly separator: string } | undefined {
  if (run.command.form === 'exec') return undefined;
  const { span: text } = run.command.shell;
  const top = commands.flatMap(({ shell, span }) => (shell?.inside.length === 0 ? [{ ...shell, span }] : []));
  const isNested = commands.some(({ shell }) => shell?.inside[0]?.endsWith('substitution') === false);
  const last = top.at(-1);
  if (last === undefined || isNested) return undefined;
  const joins = new Set(
    top.map(({ joinedBy }) => joinedBy).filter((sign) => sign !== undefined && !sign.startsWith('|')),
  );
  if (top.some(({ joinedBy }) => joinedBy === '||' || joinedBy === '&')) return undefined;
  if ((joins.has(';') || joins.has('newline')) && !endsOnError(commands[0]!)) return undefined;
  // Behind the last command stands nothing but the end of its line.
  if (!/^(?:[ \t]*\\?\r?\n)*[ \t]*$/.test(source.slice(last.span.end, text.end))) return undefined;
  const start = top.findLast(({ pipeline, stage }) => pipeline === last.pipeline && stage === 0);
  const before = top.findLast(({ pipeline }) => pipeline !== last.pipeline);
  if (start?.joinedBy === 'newline') return { end: last.span.end, separator: '\n' };
  const usual = start?.joinedBy === ';' ? '; ' : ' && ';
  if (start === undefined || before === undefined) return { end: last.span.end, separator: usual };
  const between = source.slice(before.span.end, start.span.start);
  return {
    end: last.span.end,
    separator: /^\s*(?:\\\r?\n\s*)*(?:&&|;)\s*(?:\\\r?\n\s*)*$/.test(between) ? between : usual,
  };
}

/** `set -e`, `set -eux`, `set -o errexit`. */
function endsOnError({ name, args }: Command): boolean {
  return name === 'set' && args.some(({ text }) => /^-[a-z]*e/.test(text) || text === 'errexit');
}
