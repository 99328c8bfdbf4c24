import type { LintRule } from '../../model/lint.ts';
import { type Command, commandAt, commandsOf, eachCommand, operandsOf } from './parts/commands.ts';

const SHELL = /^(?:\/usr)?\/bin\/sh$/;

export const shellInstruction: LintRule = {
  id: 'shell-instruction',
  level: 'warning',
  title: '/bin/sh is replaced by a link to another shell',
  why: 'Every script of the system that is written for its sh now runs in another shell, also in containers. SHELL chooses one for the build alone.',
  aliases: ['DL4005'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (replacesShell(command))
        yield { span: command.nameSpan, subject: command.args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'choose the shell with SHELL',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      if (found?.run.command.form !== 'shell') return [];
      const { run, command } = found;
      const target = operandsOf(command).at(-2)?.text ?? '';
      const program = target.startsWith('/') ? target : `/bin/${target}`;
      // Only where the RUN does nothing else: `rm /bin/sh && ln -s /bin/bash /bin/sh`.
      const isAlone = commandsOf(run, context).every((one) => one === command || isAboutShell(one));
      if (!isAlone || !/^\/[\w/.-]+$/.test(program) || run.heredocs.length > 0) return [];
      // With the end of its line, so that no other fix makes the next RUN a part of this one meanwhile.
      const { start, end } = run.span;
      const lineBreak = /^\r?\n/.exec(file.source.slice(end, end + 2))?.[0] ?? '';
      return [{ span: { start, end: end + lineBreak.length }, text: `SHELL ["${program}", "-c"]${lineBreak}` }];
    },
  },
};

function replacesShell(command: Command): boolean {
  return command.name === 'ln' && SHELL.test(operandsOf(command).at(-1)?.text ?? '');
}

function isAboutShell(command: Command): boolean {
  return (
    ['rm', 'mv', 'unlink'].includes(command.name) && operandsOf(command).every(({ text }) => text.startsWith('/bin/sh'))
  );
}
