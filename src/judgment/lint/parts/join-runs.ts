import type { Dockerfile, Edit, RunInstruction } from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import { commandsOf } from './commands.ts';

/** Commands whose effect ends with the shell: behind them the next command would see it. */
const LASTING = new Set([
  'cd',
  'set',
  'export',
  'source',
  '.',
  'exec',
  'exit',
  'trap',
  'umask',
  'ulimit',
  'alias',
  'eval',
  'unset',
]);

/** Makes the second of two RUNs, which follow each other, the end of the first. None where `&&` between them could mean something else. */
export function joinRuns(
  { source, escape: escapeChar }: Dockerfile,
  first: RunInstruction,
  second: RunInstruction,
  context: Pick<LintContext<unknown>, 'shell'>,
): readonly Edit[] {
  if (first.command.form === 'exec' || second.command.form === 'exec') return [];
  if (first.heredocs.length > 0 || second.heredocs.length > 0) return [];
  if (flagsText(source, first) !== flagsText(source, second)) return [];
  if (!isPlain(first, context) || !isPlain(second, context)) return [];
  if (commandsOf(first, context).some(({ name }) => LASTING.has(name))) return [];
  // A comment of the shell, or one behind the last line, would swallow what follows it.
  const { end } = first.command.shell.span;
  const last = commandsOf(first, context).at(-1);
  if (last === undefined || source.slice(last.span.end, end).trim() !== '') return [];
  if (/#/.test(lastLine(source, end)) || source.slice(end, first.span.end).trim() !== '') return [];
  const indent = /\n([ \t]+)/.exec(source.slice(first.span.start, end))?.[1] ?? '    ';
  const comments = source
    .slice(first.span.end, second.span.start)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
  const text = ` ${escapeChar}\n${comments}${indent}&& `;
  return [{ span: { start: end, end: second.argumentSpan.start }, text }];
}

function isPlain(run: RunInstruction, context: Pick<LintContext<unknown>, 'shell'>): boolean {
  const script = context.shell(run);
  if (script === undefined || script.errors.length > 0 || script.commands.length === 0) return false;
  return script.commands.every(
    ({ name, joinedBy }) =>
      name !== undefined &&
      (joinedBy === undefined || joinedBy === '&&' || (joinedBy.startsWith('|') && joinedBy !== '||')),
  );
}

function flagsText(source: string, { flags }: RunInstruction): string {
  return flags.map(({ span }) => source.slice(span.start, span.end)).join(' ');
}

function lastLine(source: string, end: number): string {
  return source.slice(source.lastIndexOf('\n', end - 1) + 1, end);
}
