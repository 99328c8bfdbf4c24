import { type Dockerfile, type Edit, type RunInstruction, type Span, sourceSpan } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { type Command, commandsOf } from './parts/commands.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { instructionIndex } from './parts/instruction-index.ts';

export const useWorkdir: LintRule = {
  id: 'use-workdir',
  level: 'warning',
  title: 'cd in a RUN lasts no longer than the RUN',
  why: 'The next instruction is back where it was, which is easily forgotten. WORKDIR says where commands run, and makes the directory too.',
  aliases: ['DL3003', 'DS-0013'],
  *check(file, context) {
    for (const run of file.instructions) {
      if (run.keyword !== 'RUN') continue;
      const command = commandsOf(run, context).find(({ name }) => name === 'cd');
      const span = command?.span ?? foreignChange(run, context);
      if (span !== undefined) yield { span, subject: command?.args.map(({ text }) => text).join(' ') ?? 'cd' };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'change the directory with WORKDIR',
    edits({ span }, file, context) {
      const run = instructionAt(file, span.start);
      return run?.keyword === 'RUN' ? edits(file, run, context) : [];
    },
  },
};

/** A `cd` that begins a command of PowerShell or cmd, whose text is not read any further. */
function foreignChange(run: RunInstruction, context: LintContext): Span | undefined {
  const { command, heredocs } = run;
  if (command.form === 'exec' || heredocs.length > 0 || context.shell(run) !== undefined) return undefined;
  const match = /(?:^|&&|;|\|\||\n)[ \t]{0,200}(cd)(?!\S)/d.exec(command.shell.text);
  const [start, end] = match?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? undefined : sourceSpan(command.shell, start, end);
}

/** Only `RUN cd /directory && …` with nothing else that changes the directory, and where the way back is known. */
function edits(file: Dockerfile, run: RunInstruction, context: LintContext): readonly Edit[] {
  const commands = commandsOf(run, context);
  const [cd, next] = commands;
  if (cd?.name !== 'cd' || run.command.form !== 'shell' || run.heredocs.length > 0) return [];
  if (commands.filter(({ name }) => /^(?:cd|pushd|popd)$/.test(name)).length > 1) return [];
  const target = targetOf(cd);
  const isPlain = cd.span.start === run.command.shell.span.start && next?.shell?.joinedBy === '&&';
  if (target === undefined || !isPlain || next.shell?.list !== cd.shell?.list) return [];
  const { before, isChangedNext } = workdirsAround(file, run);
  const directory = target.startsWith('/') ? target : joined(before, target);
  if (directory === undefined || (before === undefined && !isChangedNext)) return [];
  const { start, end } = run.span;
  return [
    { span: { start, end: start }, text: `WORKDIR ${directory}\n` },
    { span: { start: cd.span.start, end: next.span.start }, text: '' },
    ...(isChangedNext ? [] : [{ span: { start: end, end }, text: `\nWORKDIR ${before}` }]),
  ];
}

/** A directory that WORKDIR reads as the shell does. */
function targetOf({ args, flags, shell }: Command): string | undefined {
  const [only] = args;
  if (only === undefined || args.length > 1 || flags.length > 0 || shell?.redirects.length !== 0) return undefined;
  return only.isLiteral && /^[\w./@+-]+$/.test(only.text) ? only.text : undefined;
}

function joined(directory: string | undefined, below: string): string | undefined {
  const path = below.replace(/^(?:\.\/+)+/, '');
  if (directory === undefined || /["'\s]/.test(directory) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(path)) return undefined;
  return `${directory.replace(/(?<!\/)\/+$/, '')}/${path}`;
}

/** The absolute WORKDIR in force, and whether the next instruction sets another: else there is a way back to go. */
function workdirsAround(
  { stages }: Dockerfile,
  run: RunInstruction,
): { readonly before: string | undefined; readonly isChangedNext: boolean } {
  const own = stages[run.stage]?.instructions ?? [];
  const at = instructionIndex(own, run.span.start);
  const next = own[at + 1];
  let last: string | undefined;
  for (let index = at - 1; index >= 0 && last === undefined; index--) {
    const one = own[index]!;
    if (one.keyword === 'WORKDIR') last = one.words[0]?.raw ?? '';
  }
  const isChangedNext = next?.keyword === 'WORKDIR' && next.words[0]?.value.startsWith('/') === true;
  return { before: last?.startsWith('/') ? last : undefined, isChangedNext };
}
