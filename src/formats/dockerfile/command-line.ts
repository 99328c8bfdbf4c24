import {
  type CommandLine,
  type HealthcheckInstruction,
  type ShellInstruction,
  type SyntaxProblem,
  sourceSpan,
} from '../../model/dockerfile.ts';
import { skipSpace, spaceLength } from './characters.ts';
import type { Parts } from './head.ts';
import { type JsonWords, parseJsonWords } from './json-words.ts';
import { type ReadHeredoc, shellTextOf } from './shell-text.ts';
import type { Range } from './words.ts';

/** `["exec", "form"]` or the shell's. */
export function commandOf({ context }: Parts, args: Range, heredocs: readonly ReadHeredoc[] = []): CommandLine {
  const span = sourceSpan(context.line, args.from, args.to);
  const words = parseJsonWords(context, args, false);
  noteNotStrings(context, words, args);
  if (typeof words !== 'string') return { form: 'exec', words, span };
  return { form: 'shell', shell: shellTextOf(context.source, context.line, args, heredocs), span };
}

/** JSON that is no list of strings is refused everywhere. */
export function noteNotStrings({ line, problems }: Parts['context'], words: JsonWords, { from, to }: Range): void {
  if (words === 'not-strings')
    problems.add('dockerfile/json-not-strings', 'A list here may hold strings only.', sourceSpan(line, from, to));
}

export function shellOf(parts: Parts): ShellInstruction {
  const { common, context, args } = parts;
  const command = commandOf(parts, args);
  if (command.form === 'shell')
    context.problems.add(
      'dockerfile/shell-not-json',
      'SHELL needs a list: SHELL ["program", "argument"].',
      common.span,
    );
  else if (command.words.length === 0)
    context.problems.add('dockerfile/missing-argument', 'SHELL needs a program.', common.span);
  return { ...common, keyword: 'SHELL', command };
}

/** `HEALTHCHECK NONE`, whose flags are not looked at. */
export function isNoHealthcheck(parts: Parts): boolean {
  const { from, to } = firstWordOf(parts);
  return to - from === 4 && parts.context.line.text.slice(from, to).toUpperCase() === 'NONE';
}

export function healthcheckOf(parts: Parts): HealthcheckInstruction {
  const { common, context, args } = parts;
  const { text } = context.line;
  const type = firstWordOf(parts);
  const rest = { from: skipSpace(text, type.to, args.to), to: args.to };
  const isEmpty = rest.from >= rest.to;
  const complain = (code: SyntaxProblem['code'], message: string): void =>
    context.problems.add(code, message, common.span);
  if (isNoHealthcheck(parts)) {
    if (!isEmpty) complain('dockerfile/healthcheck', 'HEALTHCHECK NONE takes no arguments.');
    return { ...common, keyword: 'HEALTHCHECK' };
  }
  const isCommand = type.to - type.from === 3 && text.slice(type.from, type.to).toUpperCase() === 'CMD';
  if (!isCommand) complain('dockerfile/healthcheck', 'HEALTHCHECK is followed by CMD and a command, or by NONE.');
  const command = commandOf(parts, isCommand ? rest : args);
  if (isCommand && (isEmpty || (command.form === 'exec' && command.words.length === 0)))
    complain('dockerfile/healthcheck', 'HEALTHCHECK CMD needs a command.');
  return { ...common, keyword: 'HEALTHCHECK', command };
}

function firstWordOf({ context, args }: Parts): Range {
  let to = args.from;
  while (to < args.to && spaceLength(context.line.text, to) === 0) to += 1;
  return { from: args.from, to };
}
